"""How a search's matches spread over offices, years and categories, so that it can be narrowed."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from dataclasses import dataclass

from archive.finder import Finder
from archive.query import Query, parse, period
from archive.scope import scope

COUNTED = 2000  # matches, the newest; more would cost more than the search itself
SHOWN = 8  # values of one facet
_COLUMNS = {"kantor": "office", "tahun": "year", "kategori": "category"}


@dataclass(frozen=True, slots=True)
class Value:
    """One way to narrow a search: the id of an office, a year, a category, with so many matches."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one column among the matches.

    :param parameter: of the search's address, ``kantor``
    :param column: of the articles, ``office``
    :param rest: how many more values there are
    :param partial: only the newest ``COUNTED`` matches were counted
    """

    parameter: str
    column: str
    values: tuple[Value, ...]
    rest: int
    partial: bool


def facets(
    db: sqlite3.Connection, text: str, *, office: str | None, year: str | None, category: str | None
) -> list[Facet]:
    """Facets of a search, those already chosen and those with a single value left out.

    :raises archive.query.QueryError: the query can't be understood
    """
    asked = _narrowed(parse(text), office, year, category)
    chosen = {"office": office, "year": year, "category": category}
    positions = None
    if asked != Query():
        positions = Finder(db, asked, scope(db, asked)).positions("newest", COUNTED + 1, 0)
    found = []
    for parameter, column in _COLUMNS.items():
        counts = [] if chosen[column] else _counts(db, column, positions)
        if len(counts) > 1:
            partial = positions is not None and len(positions) > COUNTED
            found.append(Facet(parameter, column, tuple(counts[:SHOWN]), len(counts) - SHOWN, partial))
    return found


def _narrowed(asked: Query, office: str | None, year: str | None, category: str | None) -> Query:
    if office:
        asked = dataclasses.replace(asked, offices=(office,))
    if category:
        asked = dataclasses.replace(asked, categories=(category,))
    if year:
        first, after = period(year)
        asked = dataclasses.replace(asked, since=first.isoformat(), until=after.isoformat())
    return asked


def _counts(db: sqlite3.Connection, column: str, positions: list[int] | None) -> list[Value]:
    """Values of ``column`` with their counts, the most frequent first; years the latest first.

    Without positions all articles are counted, which an index on each column makes cheap.
    """
    among = "" if positions is None else "AND position IN (SELECT value FROM json_each(:positions))"
    order = "value DESC" if column == "year" else "count DESC, value"
    sql = f"""
        SELECT {column} AS value, count(*) AS count FROM articles
        WHERE {column} IS NOT NULL {among} GROUP BY {column} ORDER BY {order}
    """  # noqa: S608 (the column is one of ours)
    found = db.execute(sql, {"positions": json.dumps((positions or [])[:COUNTED])}).fetchall()
    return [Value(str(value), count) for value, count in found]
