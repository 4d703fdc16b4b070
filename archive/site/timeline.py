# ruff: noqa: S608 - conditions are written here; what was typed is always a parameter
"""How a search's matches spread over time: years, or the months of one year, each a link that narrows.

Positions follow publication, so a stretch of time is a stretch of the index and nothing but the index is read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from archive.search.finder import Finder
from archive.search.query import Query, any_of
from archive.site.asked import Asked
from archive.site.spans import Bounds, bounds, months_of

MONTHLY = """
    SELECT month, sum(articles) AS articles FROM counts WHERE month <> '' GROUP BY month ORDER BY month
"""
TOTALS = """
    SELECT (SELECT ifnull(sum(articles), 0) FROM counts) AS articles,
        (SELECT min(published) FROM articles) AS oldest, (SELECT max(published) FROM articles) AS newest
"""
COUNTED = 150_000  # articles, the newest: what lies before them is counted only where there are few matches
COUNTED_FILTERED = 50_000  # likewise, where each match has to be asked whether it passes a filter


@dataclass(frozen=True, slots=True)
class Span:
    """A year or a month, ``"2025"`` or ``"2025-03"``, with so many matches.

    :param parameter: of the search's address, ``tahun`` or ``bulan``
    :param chosen: the search is narrowed to it
    """

    parameter: str
    name: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Spans in the order of time; ``partial``: earlier ones weren't counted."""

    spans: tuple[Span, ...]
    partial: bool = False

    @property
    def highest(self) -> int:
        """The largest count."""
        return max((span.count for span in self.spans), default=0)


def timeline(
    db: sqlite3.Connection, asked: Asked, query: Query, *, articles: Iterable[tuple[str, int]], many: bool
) -> Timeline | None:
    """Count the matches of each span; ``None`` where there is nothing to choose from.

    :param query: as the search read it, its dates included: only spans that they touch are counted
    :param articles: of the whole archive, month -> how many, any order
    :param many: the matches are so many that the oldest aren't counted
    :raises archive.search.error.QueryError: no such office or category
    """
    months = sorted(articles)
    year = asked.period[:4] if asked.period else None
    finder = Finder(db, query, asked.scope(db, query, dates=False))
    most = COUNTED_FILTERED if finder.scope.sql else COUNTED
    names, partial = _names(months, year, most if many and (finder.match or finder.query.without) else None)
    if finder.match or finder.query.without or finder.scope.sql:
        counts = [_count(db, finder, stretch) for stretch in bounds(db, names)]
    else:  # the whole archive, which is counted already
        counts = [sum(count for month, count in months if month.startswith(name)) for name in names]
    spans = [
        Span("bulan" if year else "tahun", name, count, name == asked.period)
        for name, count in zip(names, counts, strict=True)
    ]
    if not year:
        spans = _trimmed(spans)
    if len(spans) < 2 or not any(span.count for span in spans):
        return None
    return Timeline(tuple(spans), partial)


def _names(months: list[tuple[str, int]], year: str | None, most: int | None) -> tuple[list[str], bool]:
    """The spans to count, in order; and whether older ones are left out."""
    if year:
        return months_of(year), False
    names: list[str] = []
    passed = 0
    for month, count in reversed(months):
        if most is not None and passed > most and month[:4] != names[0]:
            return names, True
        if not names or names[0] != month[:4]:
            names.insert(0, month[:4])
        passed += count
    if not names:
        return [], False
    return [str(number) for number in range(int(names[0]), int(names[-1]) + 1)], False


def _count(db: sqlite3.Connection, finder: Finder, stretch: Bounds) -> int:
    scope, (low, high) = finder.scope, stretch
    if low > high:
        return 0
    dated = "" if _all_dated(db, stretch) else " AND +{} NOT IN (SELECT position FROM articles WHERE published IS NULL)"
    if finder.match is None:
        sql = f"SELECT count(*) FROM articles AS a WHERE {scope.sql or 'true'} AND a.position BETWEEN ? AND ?"
        sql += dated.format("a.position")
        parameters = [*scope.parameters, low, high]
        if finder.query.without:
            unwanted = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? AND rowid BETWEEN ? AND ?"
            sql += f" AND a.position NOT IN ({unwanted})"
            parameters += [any_of(finder.query.without), low, high]
    else:
        sql = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ? AND rowid BETWEEN ? AND ?"
        sql += dated.format("rowid")
        parameters = [finder.match, low, high]
        if scope.sql:
            passing = f"SELECT a.position FROM articles AS a WHERE {scope.sql} AND a.position BETWEEN ? AND ?"
            sql += f" AND +rowid IN ({passing})"
            parameters += [*scope.parameters, low, high]
    return int(db.execute(sql, parameters).fetchone()[0])


def _all_dated(db: sqlite3.Connection, stretch: Bounds) -> bool:
    sql = "SELECT 1 FROM articles WHERE published IS NULL AND position BETWEEN ? AND ? LIMIT 1"
    return db.execute(sql, stretch).fetchone() is None


def _trimmed(spans: list[Span]) -> list[Span]:
    """Without the empty years before the first match; the present end stays, silence there says something."""
    first = next((number for number, span in enumerate(spans) if span.count), len(spans))
    return spans[first:]
