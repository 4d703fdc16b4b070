"""How a search's matches spread over offices, years and categories, so that it can be narrowed."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections import Counter
from dataclasses import dataclass

from datasette.app import Datasette

from archive.finder import Finder
from archive.query import Query, parse, period
from archive.scope import scope
from archive.site.rows import remembered

COUNTED = 2000  # matches, the newest; more would cost more than the search itself
SHOWN = 8  # values of one facet
COLUMNS = {"office": "kantor", "year": "tahun", "category": "kategori"}  # and the parameter of the address


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


def matching(
    db: sqlite3.Connection, text: str, *, office: str | None, year: str | None, category: str | None
) -> list[Facet]:
    """Facets of a search; those already chosen are left out.

    :raises archive.query.QueryError: the query can't be understood
    """
    asked = _narrowed(parse(text), office, year, category)
    positions = Finder(db, asked, scope(db, asked)).positions("newest", COUNTED + 1, 0)
    partial = len(positions) > COUNTED
    found = db.execute(_MATCHES, [json.dumps(positions[:COUNTED])]).fetchall()
    chosen = {"office": office, "year": year, "category": category}
    return [
        facet
        for number, column in enumerate(COLUMNS)
        if not chosen[column] and (facet := _facet(column, Counter(row[number] for row in found), partial=partial))
    ]


async def overall(datasette: Datasette) -> list[Facet]:
    """Facets of the whole archive, which an index on each column makes cheap to count."""
    found = []
    for column in COLUMNS:
        sql = f"SELECT {column}, count(*) FROM articles GROUP BY {column}"  # noqa: S608 (the column is one of ours)
        counts = Counter({row[0]: row[1] for row in await remembered(datasette, sql)})
        found.append(_facet(column, counts, partial=False))
    return [facet for facet in found if facet]


def _facet(column: str, counts: Counter[str | int | None], *, partial: bool) -> Facet | None:
    """The most frequent values, years the latest first; ``None`` where there is nothing to choose from."""
    values = [Value(str(value), count) for value, count in counts.items() if value is not None]
    values.sort(key=lambda value: (-_rank(value, column), value.value))
    if len(values) < 2:
        return None
    return Facet(COLUMNS[column], column, tuple(values[:SHOWN]), max(0, len(values) - SHOWN), partial)


def _rank(value: Value, column: str) -> int:
    return int(value.value) if column == "year" else value.count


def _narrowed(asked: Query, office: str | None, year: str | None, category: str | None) -> Query:
    if office:
        asked = dataclasses.replace(asked, offices=(office,))
    if category:
        asked = dataclasses.replace(asked, categories=(category,))
    if year:
        first, after = period(year)
        asked = dataclasses.replace(asked, since=first.isoformat(), until=after.isoformat())
    return asked


_MATCHES = f"""
    SELECT {", ".join(COLUMNS)} FROM articles WHERE position IN (SELECT value FROM json_each(?))
"""  # noqa: S608 (the columns are ours)
