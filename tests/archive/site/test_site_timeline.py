"""Matches over time: exact, with every article of a span and no other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.search.query import parse
from archive.site import timeline as module
from archive.site.asked import Asked
from archive.site.spans import bounds, following, months_of
from archive.site.timeline import MONTHLY, Span, Timeline, timeline


@pytest.fixture
def db(archive_dir: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(archive_dir / "archive.db")
    yield connection
    connection.close()


def drawn(db: sqlite3.Connection, asked: Asked, *, many: bool = False) -> Timeline | None:
    return timeline(db, asked, parse(asked.q), articles=db.execute(MONTHLY).fetchall(), many=many)


def test_years(db: sqlite3.Connection) -> None:
    found = drawn(db, Asked(q="timbangan"))
    assert found
    assert [(span.name, span.count) for span in found.spans] == [
        ("2021", 1), ("2022", 2), ("2023", 2), ("2024", 2), ("2025", 2), ("2026", 0),
    ]  # fmt: skip
    assert (found.highest, found.partial) == (2, False)


@pytest.mark.parametrize(
    "asked",
    [Asked(), Asked(q="-timbangan"), Asked(kantor="jombang"), Asked(q="koperasi", tingkat="provinsi"),
     Asked(kategori="UMKM"), Asked(q="koperasi", kantor="jombang"), Asked(q="koperasi -rapat")],
)  # fmt: skip
def test_spans_hold_the_dated_articles_that_a_search_finds(db: sqlite3.Connection, asked: Asked) -> None:
    found = drawn(db, asked)
    assert found
    for span in found.spans:
        named = Asked(**(asked.parameters | {"tahun": span.name}))  # type: ignore[arg-type]
        assert named.find(db, limit=1).total == span.count, span


def test_months_of_the_chosen_year_and_the_chosen_month(db: sqlite3.Connection) -> None:
    found = drawn(db, Asked(q="timbangan", tahun="2024"))
    assert found
    assert [span.name for span in found.spans] == months_of("2024")
    assert found.spans[3] == Span("bulan", "2024-04", 1)
    found = drawn(db, Asked(q="timbangan", bulan="2024-04"))
    assert found
    assert [span.name for span in found.spans if span.chosen] == ["2024-04"]


def test_of_very_many_matches_the_oldest_are_left_out(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COUNTED", 10)
    found = drawn(db, Asked(q="koperasi"), many=True)
    assert found
    assert ([span.name for span in found.spans], found.partial) == (["2025", "2026"], True)


def test_where_nothing_is_found_there_is_nothing_to_choose(db: sqlite3.Connection) -> None:
    assert drawn(db, Asked(q="zzzz")) is None


def test_bounds_follow_each_other(db: sqlite3.Connection) -> None:
    found = bounds(db, ["2020", "2021", "2026", "2027"][:2])
    assert found[0][1] + 1 == found[1][0]
    assert bounds(db, []) == []
    assert [following(name) for name in ("2025", "2025-09", "2025-12")] == ["2026", "2025-10", "2026-01"]
