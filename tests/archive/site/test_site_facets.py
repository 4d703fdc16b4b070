"""How matches spread: exact for few, the newest for many, nothing where there is no choice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from archive.search.query import parse
from archive.site import facets
from archive.site.asked import Asked
from archive.site.facets import Facet, Value, matching


def test_facets_of_a_search(archive_dir: Path) -> None:
    assert found(archive_dir, Asked(q="timbangan", tahun="2024"), "timbangan sejak:2024 sampai:2024") == [
        Facet("kantor", (Value("jombang", 1), Value("malang", 1)))
    ]


def test_what_is_chosen_is_no_choice(archive_dir: Path) -> None:
    parameters = [facet.parameter for facet in found(archive_dir, Asked(q="koperasi", tingkat="kabupaten"), "koperasi")]
    assert parameters == ["kantor", "kategori"]
    assert [facet.parameter for facet in found(archive_dir, Asked(kantor="jombang"), "")] == ["kategori"]


def test_only_so_many_matches_are_counted(archive_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "COUNTED", 4)
    spread = found(archive_dir, Asked(q="koperasi"), "koperasi")
    assert {facet.partial for facet in spread} == {True}
    assert sum(value.count for value in spread[0].values) == 4


def test_the_most_frequent_come_first_and_the_rest_is_counted(
    archive_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "SHOWN", 2)
    [_, _, category] = found(archive_dir, Asked(), "")
    assert (category.values, category.rest) == ((Value("Koperasi", 29), Value("UMKM", 20)), 1)


def found(folder: Path, asked: Asked, read_as: str) -> list[Facet]:
    connection = sqlite3.connect(folder / "archive.db")
    try:
        return matching(connection, asked, parse(read_as))
    finally:
        connection.close()
