from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.export import ExportError, export, release
from archive.export.release import ReleaseError, differences, fingerprint, releases
from archive.store import Archive
from tests.archive.shelf import fill, save
from tests.samples import page


@pytest.fixture
def exports(archive: Archive, tmp_path: Path) -> Path:
    fill(archive)
    archive.advance(1, page())
    return tmp_path / "exports"


def contents(folder: Path) -> dict[str, bytes]:
    return {f"{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_is_an_export_that_later_ones_take_over_unchanged(archive: Archive, exports: Path) -> None:
    export(archive.path, exports)
    made = release(archive.path, exports)
    assert made.folder == exports / "2026-03"
    before = contents(made.folder)
    save(archive, "baru", "malang", title="Baru")
    assert export(archive.path, exports).articles == made.articles + 1
    assert contents(exports / "2026-03") == before
    assert differences(exports / "2026-03") == differences(exports) == []
    assert not (exports / "2026-03" / "articles.csv").stat().st_mode & 0o222
    assert not [path for path in exports.parent.iterdir() if path.name.startswith(".exports")]


def test_a_release_may_come_before_any_export(archive: Archive, exports: Path) -> None:
    release(archive.path, exports, "2026-03")
    export(archive.path, exports)
    assert [path.name for path in releases(exports)] == ["2026-03"]


def test_a_month_is_released_once_and_in_its_time(archive: Archive, exports: Path) -> None:
    release(archive.path, exports)
    sums = fingerprint(exports / "2026-03")
    with pytest.raises(ExportError, match=r"2026-03: is there and never changes; python -m archive verify"):
        release(archive.path, exports)
    with pytest.raises(ExportError, match=r"is of 2026-03 and can't be released as 2026-02"):
        release(archive.path, exports, "2026-02")
    assert fingerprint(exports / "2026-03") == sums
    archive.advance(2, page(nights=31))
    save(archive, "baru", "malang", title="Baru")
    assert release(archive.path, exports).folder.name == "2026-04"
    changes = json.loads((exports / "2026-04" / "changes.json").read_bytes())
    assert (changes["since"], len(changes["new"])) == ("2026-03-01T19:00:00+00:00", 1)


def test_an_empty_archive_has_nothing_to_release(tmp_path: Path) -> None:
    Archive(tmp_path / "archive.db").close()
    with pytest.raises(ExportError, match="holds nothing to release; run a crawl first"):
        release(tmp_path / "archive.db", tmp_path / "exports")


def test_every_kind_of_difference_is_told(archive: Archive, exports: Path) -> None:
    folder = release(archive.path, exports).folder
    data = bytearray((folder / "articles.csv").read_bytes())
    data[len(data) // 2] ^= 1  # a single bit
    (folder / "articles.csv").chmod(0o644)
    (folder / "articles.csv").write_bytes(data)
    (folder / "images.csv").unlink()
    (folder / "offices" / "new.json").write_text("[]")
    assert differences(folder) == ["articles.csv: differs", "images.csv: is missing", "offices/new.json: was not there"]


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        (None, "can't be checked (No such file or directory); name the folder of a release or an export"),
        ("not a checksum\n", "holds a line that is no checksum ('not a checksum'); fetch the release again"),
        (f"{'0' * 64}  ../secret\n", "holds a line that is no checksum"),
    ],
)
def test_what_is_no_release_is_refused(tmp_path: Path, manifest: str | None, reason: str) -> None:
    if manifest is not None:
        (tmp_path / "SHA256SUMS").write_text(manifest)
    with pytest.raises(ReleaseError) as caught:
        differences(tmp_path)
    assert reason in str(caught.value)
