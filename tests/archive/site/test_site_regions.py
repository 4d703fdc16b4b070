"""The sketch of the province: every office lies inside it."""

from __future__ import annotations

import sqlite3

from archive.site.regions import LARGEST, MAINLAND, SMALLEST, sketch

COLUMNS = ("id", "region", "level", "longitude", "latitude", "articles", "newest")


def rows(*values: tuple[object, ...]) -> list[sqlite3.Row]:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.execute(f"CREATE TABLE offices ({', '.join(COLUMNS)})")
    connection.executemany("INSERT INTO offices VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    found = connection.execute("SELECT * FROM offices").fetchall()
    connection.close()
    return found


def test_dots_say_how_much_and_how_lately() -> None:
    offices = rows(
        ("jombang", "Kabupaten Jombang", "kabupaten", 112.23, -7.55, 100, "2026-11-20"),
        ("ponorogo", "Kabupaten Ponorogo", "kabupaten", 111.46, -7.87, 25, "2026-09-01T08:00:00+07:00"),
        ("blitar", "Kabupaten Blitar", "kabupaten", 112.16, -8.10, 0, None),
        ("kemenkop", "Indonesia", "nasional", 106.8, -6.2, 50, "2026-11-20"),
    )
    assert [(dot.office, dot.radius, dot.state) for dot in sketch(offices).dots] == [
        ("jombang", LARGEST, "fresh"),
        ("ponorogo", 9.2, "quiet"),
        ("blitar", SMALLEST, "silent"),
    ]


def test_an_archive_without_articles_has_a_sketch() -> None:
    found = sketch(rows(("blitar", "Kabupaten Blitar", "kabupaten", 112.16, -8.10, 0, None)))
    assert [dot.state for dot in found.dots] == ["silent"]
    assert found.outlines[0].count("L") == len(MAINLAND) - 1


def test_places_lie_inside_the_picture() -> None:
    found = sketch(rows(("banyuwangi", "Kabupaten Banyuwangi", "kabupaten", 114.37, -8.21, 1, "2026-01-01")))
    [dot] = found.dots
    assert 0 < dot.x < found.width
    assert 0 < dot.y < found.height
