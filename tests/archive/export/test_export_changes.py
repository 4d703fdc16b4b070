from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.export import export
from archive.store import Archive, article_id
from tests.archive.shelf import OFFICES, save
from tests.samples import page


def number(name: str) -> int:
    return article_id("malang", f"malang.example.go.id/{name}")


@pytest.fixture
def exports(archive: Archive, tmp_path: Path) -> Path:
    archive.replace_offices(OFFICES)
    for name in ("a", "b", "c", "d"):
        save(archive, name, "malang", title=name)
    archive.mark_gone("malang", {"malang.example.go.id/d": "2026-03-01T19:00:00+00:00"})
    archive.advance(1, page())
    return export(archive.path, tmp_path / "exports").folder


def said(folder: Path) -> dict[str, Any]:
    changes: dict[str, Any] = json.loads((folder / "changes.json").read_bytes())
    return changes


NOTHING: dict[str, list[int]] = {"new": [], "revised": [], "gone": [], "returned": [], "removed": []}


def test_the_first_export_follows_none(exports: Path) -> None:
    assert said(exports) == {"since": None, "until": "2026-03-01T19:00:00+00:00", **NOTHING}


def test_what_happened_since_is_listed(archive: Archive, exports: Path) -> None:
    save(archive, "a", "malang", nights=1, title="a, edited")
    save(archive, "e", "malang", nights=1, title="e")
    archive.mark_gone("malang", {"malang.example.go.id/b": "2026-03-02T19:00:00+00:00"})
    archive.db.conn.execute("DELETE FROM articles WHERE id = ?", (number("c"),))
    archive.advance(2, page(nights=1))
    export(archive.path, exports)
    expected = {
        "since": "2026-03-01T19:00:00+00:00",
        "until": "2026-03-02T19:00:00+00:00",
        "new": [number("e")],
        "revised": [number("a")],
        "gone": [number("b")],
        "returned": [number("d")],
        "removed": [number("c")],
    }
    assert said(exports) == expected
    export(archive.path, exports)  # nothing happened: the same files
    assert said(exports) == expected


def test_every_version_is_listed(exports: Path) -> None:
    rows = (exports / "versions.csv").read_text().splitlines()
    assert rows[0] == "id,revisions,status"
    assert sorted(rows[1:]) == sorted(
        [f'{number(name)},0,"{"gone" if name == "d" else "present"}"' for name in ("a", "b", "c", "d")]
    )
