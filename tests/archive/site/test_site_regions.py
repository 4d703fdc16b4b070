"""The tiles of the province: each regency and city in one place, shaded by what it published lately."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from archive.site.regions import COLUMNS, PLACES, ROWS, Tile, since, tiles
from scrapers.registry import load_offices

OFFICES = Path(__file__).parents[3] / "scrapers" / "offices"
NAMES = ("id", "code", "region", "level", "longitude", "latitude", "articles")


def rows(*values: tuple[object, ...]) -> list[sqlite3.Row]:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.execute(f"CREATE TABLE offices ({', '.join(NAMES)})")
    connection.executemany("INSERT INTO offices VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    found = connection.execute("SELECT * FROM offices").fetchall()
    connection.close()
    return found


def test_every_place_has_a_tile_of_its_own() -> None:
    places = [place[:2] for place in PLACES.values()]
    assert len(set(places)) == len(places) == 38
    assert all(0 <= column < COLUMNS and 0 <= row < ROWS for column, row in places)


def test_every_regency_and_city_of_the_registry_is_placed_by_its_code() -> None:
    offices = [office for office in load_offices(OFFICES).values() if office.level in ("kabupaten", "kota")]
    assert {office.code for office in offices} == set(PLACES)
    found = tiles(rows(*((o.id, o.code, o.region, o.level, o.longitude, o.latitude, 1) for o in offices)), {})
    assert {tile.office for tile in found} == {office.id for office in offices}
    assert all(tile.city == tile.name.startswith("Kota ") for tile in found)


def test_shades_say_how_much_was_published_lately() -> None:
    offices = rows(
        ("jombang", "3517", "Kabupaten Jombang", "kabupaten", 112.23, -7.55, 100),
        ("ponorogo", "3502", "Kabupaten Ponorogo", "kabupaten", 111.46, -7.87, 25),
        ("blitar", "3505", "Kabupaten Blitar", "kabupaten", 112.16, -8.10, 0),
        ("kemenkop", "00", "Indonesia", "nasional", 106.8, -6.2, 50),
    )
    found = {tile.office: tile for tile in tiles(offices, {"jombang": 9, "kemenkop": 3}) if tile.office}
    assert {office: tile.state for office, tile in found.items()} == {
        "jombang": "shade-3", "ponorogo": "shade-0", "blitar": "silent",
    }  # fmt: skip
    assert found["jombang"] == Tile(3, 1, "Jbg", False, "jombang", "Kabupaten Jombang", 100, 9)


def test_an_office_without_a_known_code_stands_where_it_lies() -> None:
    offices = rows(
        ("jombang", "3517", "Kabupaten Jombang", "kabupaten", 112.23, -7.55, 1),
        ("candirejo", "3599", "Kota Candirejo", "kota", 112.24, -7.56, 1),
    )
    found = {tile.office: tile for tile in tiles(offices, {}) if tile.office}
    tile = found["candirejo"]
    assert (tile.label, tile.city) == ("Can", True)
    assert abs(tile.column - 3) + abs(tile.row - 1) <= 2


def test_an_archive_without_offices_has_an_empty_province() -> None:
    assert {tile.state for tile in tiles([], {})} == {"none"}


def test_lately_ends_with_the_newest_article() -> None:
    assert since("2026-11-24T09:00:00+07:00") == "2026-09-25"
    assert since(None) == ""
