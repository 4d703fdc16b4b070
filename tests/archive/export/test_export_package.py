from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from archive.export import export
from archive.export.fields import ARTICLE
from archive.export.package import citation
from archive.store import Archive
from tests.archive.shelf import fill, save_rich
from tests.samples import page


@pytest.fixture
def made(archive: Archive, tmp_path: Path) -> Path:
    fill(archive)
    save_rich(archive)
    archive.advance(9, page(nights=1))
    return export(archive.path, tmp_path / "exports").folder


def validated(folder: Path) -> tuple[bool, dict[str, int], list[str]]:
    """Whether frictionless finds the package valid, the rows of its tables, and what it finds wrong."""
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    rows = {task["name"]: task["stats"]["rows"] for task in report["tasks"] if "rows" in task["stats"]}
    return report["valid"], rows, [error["note"] for task in report["tasks"] for error in task["errors"]]


def test_the_package_and_every_row_of_its_tables_are_valid(made: Path) -> None:
    assert validated(made) == (True, {"articles-csv": 8, "images-csv": 2, "versions-csv": 8}, [])


def test_the_package_names_every_file_with_size_and_checksum(made: Path) -> None:
    package = json.loads((made / "datapackage.json").read_bytes())
    assert (package["created"], package["version"]) == ("2026-03-02T19:00:00+00:00", "2026-03-02")
    sums = dict(line.split("  ")[::-1] for line in (made / "SHA256SUMS").read_text().splitlines())
    assert {resource["path"]: resource["hash"] for resource in package["resources"]} == {
        name: f"sha256:{sha256}" for name, sha256 in sums.items() if name != "datapackage.json"
    }
    [articles] = [resource for resource in package["resources"] if resource["path"] == "articles.csv"]
    assert [field["name"] for field in articles["schema"]["fields"]] == [field.name for field in ARTICLE]
    assert articles["bytes"] == (made / "articles.csv").stat().st_size


def test_a_damaged_table_is_noticed(made: Path) -> None:
    text = (made / "articles.csv").read_text(encoding="utf-8")
    (made / "articles.csv").write_text(text.replace(',"present",', ',"lost",', 1), encoding="utf-8")
    valid, _, errors = validated(made)
    assert (valid, len(errors)) == (False, 3)  # size, checksum, and the value


def test_the_citation_says_what_and_as_of_when(made: Path) -> None:
    said = yaml.safe_load((made / "CITATION.cff").read_text(encoding="utf-8"))
    assert said["cff-version"] == "1.2.0"
    assert (said["type"], said["version"]) == ("dataset", "2026-03-02T19:00:00+00:00")
    assert f"{said['date-released']}" == "2026-03-02"
    assert {"title", "message", "authors", "abstract"} <= said.keys()
    assert "date-released" not in yaml.safe_load(citation(None, 0))
