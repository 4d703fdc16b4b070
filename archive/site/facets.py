"""How a search's matches spread over offices, kinds of office and categories, so that it can be narrowed."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from datasette.app import Datasette

from archive.search.finder import NARROW, Finder
from archive.search.query import Query
from archive.site.asked import Asked
from archive.site.rows import remembered

COUNTED = 2000  # matches, the newest; more would cost more than the search itself
SHOWN = 8  # values of one facet
# Parameter of the address -> what is counted; years stand in the timeline.
SOURCES = {"kantor": "a.office", "tingkat": "o.level", "kategori": "a.category"}


@dataclass(frozen=True, slots=True)
class Value:
    """One way to narrow a search: the id of an office, a kind of office, a category, with so many matches."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one parameter among the matches.

    :param rest: how many more values there are
    :param partial: only the newest ``COUNTED`` matches were counted
    """

    parameter: str
    values: tuple[Value, ...]
    rest: int = 0
    partial: bool = False


def matching(db: sqlite3.Connection, asked: Asked, query: Query) -> list[Facet]:
    """Facets of a search that reads as ``query``; those already chosen are left out.

    :raises archive.search.error.QueryError: no such office or category
    """
    positions = Finder(db, query, asked.scope(db, query)).positions("newest", COUNTED + 1, 0)
    found = db.execute(_MATCHES, [json.dumps(positions[:COUNTED])]).fetchall()
    counts = {name: Counter(row[number] for row in found) for number, name in enumerate(SOURCES)}
    return _facets(counts, asked, partial=len(positions) > COUNTED)


async def overall(datasette: Datasette) -> list[Facet]:
    """Facets of the whole archive, which an index on each column makes cheap to count."""
    offices = await remembered(datasette, _OFFICES)
    levels: Counter[str | None] = Counter()
    for row in offices:
        levels[row["level"]] += row["articles"]
    counts: dict[str, Counter[str | None]] = {
        "kantor": Counter({row["office"]: row["articles"] for row in offices}),
        "tingkat": levels,
        "kategori": Counter({row[0]: row[1] for row in await remembered(datasette, _CATEGORIES)}),
    }
    return _facets(counts, Asked(), partial=False)


def _facets(counts: Mapping[str, Counter[str | None]], asked: Asked, *, partial: bool) -> list[Facet]:
    found = (_facet(name, counted, partial=partial) for name, counted in counts.items() if name not in asked.filters)
    # An office is of one kind: once it is chosen there is no choice left.
    return [facet for facet in found if facet and not (asked.kantor and facet.parameter == "tingkat")]


def _facet(parameter: str, counts: Counter[str | None], *, partial: bool) -> Facet | None:
    """The most frequent values; ``None`` where there is nothing to choose from."""
    values = [Value(value, count) for value, count in counts.items() if value is not None]
    values.sort(key=lambda value: (-value.count, value.value))
    if len(values) < 2:
        return None
    return Facet(parameter, tuple(values[:SHOWN]), max(0, len(values) - SHOWN), partial)


_MATCHES = f"""
    SELECT {", ".join(SOURCES.values())} FROM {NARROW} JOIN offices AS o ON o.id = a.office
    WHERE a.position IN (SELECT value FROM json_each(?))
"""  # noqa: S608 (the columns are ours)
_OFFICES = """
    SELECT n.office, sum(n.articles) AS articles, o.level FROM counts AS n JOIN offices AS o ON o.id = n.office
    GROUP BY n.office
"""
_CATEGORIES = "SELECT category, count(*) FROM articles GROUP BY category"
