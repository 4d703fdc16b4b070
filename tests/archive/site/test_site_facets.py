"""How matches spread: exact for few, the newest for many, nothing where there is no choice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from archive.site import facets
from archive.site.facets import Facet, Value, matching


def test_facets_of_a_search(archive_dir: Path) -> None:
    assert found(archive_dir, "timbangan", office=None, year="2024", category=None) == [
        Facet("kantor", "office", (Value("jombang", 1), Value("malang", 1)), 0, partial=False)
    ]


def test_only_so_many_matches_are_counted(archive_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "COUNTED", 4)
    [office, year, category] = found(archive_dir, "koperasi", office=None, year=None, category=None)
    assert [facet.partial for facet in (office, year, category)] == [True, True, True]
    assert sum(value.count for value in office.values) == 4
    assert [value.value for value in year.values] == ["2026", "2025"]


def test_the_most_frequent_come_first_and_the_rest_is_counted(
    archive_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "SHOWN", 2)
    [_, _, category] = found(archive_dir, "", office=None, year=None, category=None)
    assert (category.values, category.rest) == ((Value("Koperasi", 29), Value("UMKM", 20)), 1)


def found(folder: Path, text: str, **narrowed: str | None) -> list[Facet]:
    connection = sqlite3.connect(folder / "archive.db")
    try:
        return matching(connection, text, **narrowed)
    finally:
        connection.close()
