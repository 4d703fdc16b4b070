"""The README's commands, word for word, on the practice offices under the names that it uses."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from demo.offices import OFFICES
from demo.server import PracticeServer, serve
from scrapers.registry import write_office
from tests.scripted import ROOT

READMES = [ROOT / "README.md", ROOT / "README.id.md"]
NAMES = {"jombang": ("praktik-jombang", "3517"), "kota-malang": ("praktik-candirejo", "3573")}
SEED = "/berita/rapat-koordinasi-teknis-perencanaan-pemberdayaan-kukm-tahun-2025-11620"
EXPECTED = {  # what the last line of output, or any, must say
    "scrapy crawl": "jombang: 39 new",
    "scrapy nightly": "2 of 2 offices",
    "scrapy probe": "contoh.toml",
    "scrapy parse": "Rapat Koordinasi Teknis",
    "scrapy reextract": "63 new",
    "python -m archive search": "Jombang",
    "python -m archive export": "data/exports",
    "python -m archive release": "data/exports/20",
    "python -m archive status": "jombang",
}


def commands(readme: Path) -> list[str]:
    """The commands of the table "to … | do"."""
    rows = re.findall(r"^\| [^|]+ \| (`.+?)(?:,|;| \|)", readme.read_text(encoding="utf-8"), re.MULTILINE)
    return [command for row in rows for command in re.findall(r"`([^`]+)`", row) if " " in command]


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeServer]:
    with serve() as server:
        yield server


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    settings = {
        "OFFICES_DIR": str(folder / "offices"),
        "PRIVATE_HOSTS": "127.0.0.1",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "SCRAPY_SETTINGS_MODULE": "scrapers.settings",
        "COLUMNS": "160",
    }
    return subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_of_the_table_works(readme: Path, practice: PracticeServer, tmp_path: Path) -> None:
    (tmp_path / "offices").mkdir()
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = scrapers.settings\n")
    by_id = {office.id: office for office in OFFICES}
    for name, (office, code) in NAMES.items():
        declared = by_id[office].declaration(practice.ports[office])
        write_office(replace(declared, id=name, code=code), tmp_path / "offices" / f"{name}.toml")
    said: dict[str, str] = {}
    for command in commands(readme):
        local = re.sub(r"https://dinkop\.\w+\.go\.id/", practice.url("praktik-tanjungsari"), command)
        local = re.sub(r"https://dinkopum\S+", practice.url("praktik-jombang", SEED), local)
        local = local.replace("--id example", "--id contoh")
        done = run(local, tmp_path)
        assert done.returncode == (1 if "status" in command else 0), (command, done.stdout, done.stderr)
        said[" ".join(command.split()[: 4 if command.startswith("python") else 2])] = done.stdout + done.stderr
    assert said.keys() == EXPECTED.keys()
    for name, words in EXPECTED.items():
        assert words in said[name], (name, said[name])


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_make_target_exists(readme: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"\bmake ([a-z-]+)", readme.read_text(encoding="utf-8")))
    assert targets >= {"demo", "test", "nightly", "serve", "help"}
    assert {target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)} == set()


def pages() -> list[Path]:
    return [*READMES, *sorted((ROOT / "docs").glob("*.md")), ROOT / "CHANGELOG.md"]


@pytest.mark.parametrize("page", pages(), ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert {link for link in links if not (page.parent / link).exists()} == set()
