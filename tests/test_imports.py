"""Who may import whom: read from the source, so that a shortcut is found before it is used."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for room in ("archive", "scrapers", "demo") for path in (ROOT / room).rglob("*.py"))
# Room -> what its modules must not import, nor anything below it. `archive.models` may be imported by everyone.
FORBIDDEN = {
    "archive": ("scrapers", "scrapy", "bs4", "demo"),
    "archive/site": ("archive.crawl_log",),
    "scrapers": ("demo",),
    "scrapers/registry": ("scrapy", "archive", "scrapers.discovery", "scrapers.extraction", "scrapers.spiders"),
    "scrapers/discovery": ("scrapy", "archive", "scrapers.spiders"),
    "scrapers/extraction": ("scrapy", "archive", "scrapers.spiders"),
}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_flow_one_way(path: Path) -> None:
    room = path.relative_to(ROOT).as_posix()
    forbidden = [name for start, names in FORBIDDEN.items() if room.startswith(f"{start}/") for name in names]
    wrong = {
        name
        for name in imported(path)
        for start in forbidden
        if (name == start or name.startswith(f"{start}.")) and name != "archive.models"
    }
    assert wrong == set()


def test_the_rooms_are_read() -> None:
    assert len(SOURCES) > 50
