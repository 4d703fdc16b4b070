"""An office month by month: every dated article in its month, none without a date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from archive.site.calendar import Month, calendar
from tests.archive.site.practice_room import article, build


def test_years_from_the_latest_to_the_first(archive_dir: Path) -> None:
    connection = sqlite3.connect(archive_dir / "archive.db")
    years = calendar(connection, "jombang")
    connection.close()
    assert [(year.name, year.count) for year in years] == [
        ("2026", 2), ("2025", 2), ("2024", 2), ("2023", 3), ("2022", 2), ("2021", 1),
    ]  # fmt: skip
    assert [month.name for month in years[0].months if month.count] == ["2026-01", "2026-04"]


def test_an_office_without_a_date_has_no_calendar(tmp_path: Path) -> None:
    rows = [article(4, published=None, year=None)]
    connection = sqlite3.connect(build(tmp_path, rows) / "archive.db")
    assert calendar(connection, "jombang") == ()
    connection.close()


@pytest.mark.parametrize(("count", "shade"), [(0, 0), (1, 1), (2, 1), (3, 2), (6, 3), (12, 4), (99, 4)])
def test_shades(count: int, shade: int) -> None:
    assert Month("2025-03", count).shade == shade
