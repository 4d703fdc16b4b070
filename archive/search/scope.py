# ruff: noqa: S608 - conditions are written here; what was typed is always a parameter
"""Which articles a query's filters let through, in SQL: office, category, days."""

from __future__ import annotations

import difflib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from archive.search.error import QueryError
from archive.search.query import Query

MAX_POSITION = (1 << 63) - 1
# An article stands where its moment in East Java's time puts it, its date may be in any zone: two days are enough.
_SLACK = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Scope:
    """Filters with their names looked up.

    :param sql: condition on ``articles AS a``, empty where nothing is filtered
    :param parameters: of ``sql``
    :param low: no article before this position can pass; ``high``: none after it
    """

    sql: str = ""
    parameters: tuple[Any, ...] = ()
    low: int = 0
    high: int = MAX_POSITION

    @property
    def is_bounded(self) -> bool:
        """Whether any position is out of bounds."""
        return (self.low, self.high) != (0, MAX_POSITION)

    def __and__(self, other: Scope) -> Scope:
        """What passes both."""
        return Scope(
            " AND ".join(filter(None, (self.sql, other.sql))),
            self.parameters + other.parameters,
            max(self.low, other.low),
            min(self.high, other.high),
        )


def scope(db: sqlite3.Connection, query: Query) -> Scope:
    """Look up the offices and categories that ``query`` names.

    :raises QueryError: no such office or category; the closest one is suggested
    """
    conditions: list[tuple[str, list[str]]] = []
    if query.offices or query.not_offices:
        known = _offices(db)
        conditions += _named(
            "office", _values("kantor", query.offices, known), _values("kantor", query.not_offices, known)
        )
    if query.categories or query.not_categories:
        known = _categories(db)
        wanted, unwanted = (_values("kategori", names, known) for names in (query.categories, query.not_categories))
        conditions += _named("category", wanted, unwanted)
    if query.levels or query.not_levels:
        conditions += _leveled(db, query)
    low, high = 0, MAX_POSITION
    if query.since:
        conditions.append(("a.published >= ?", [query.since]))
        low = _last_before(db, query.since, -_SLACK) or 0
    if query.until:
        conditions.append(("a.published < ?", [query.until]))
        high = _first_after(db, query.until, _SLACK) or MAX_POSITION
    parameters = tuple(value for _, values in conditions for value in values)
    return Scope(" AND ".join(condition for condition, _ in conditions), parameters, low, high)


def slug(text: str) -> str:
    """Return ``text`` as people mean it: lower case, letters and digits, joined by hyphens.

    >>> slug("Kota Malang")
    'kota-malang'
    """
    return "-".join(re.findall(r"\w+", text.casefold()))


def _named(column: str, wanted: list[str], unwanted: list[str]) -> Iterator[tuple[str, list[str]]]:
    if wanted:
        yield f"a.{column} IN ({', '.join('?' * len(wanted))})", wanted
    if unwanted:  # an article without category isn't in the unwanted one
        yield f"ifnull(a.{column}, '') NOT IN ({', '.join('?' * len(unwanted))})", unwanted


def _leveled(db: sqlite3.Connection, query: Query) -> Iterator[tuple[str, list[str]]]:
    """Yield the conditions that the offices' levels make, in terms of offices."""
    levels = dict(_rows(db, "SELECT id, level FROM offices ORDER BY id"))
    wanted = [office for office, level in levels.items() if level in query.levels]
    unwanted = [office for office, level in levels.items() if level in query.not_levels]
    if query.levels:
        yield f"a.office IN ({', '.join('?' * len(wanted))})", wanted
    yield from _named("office", [], unwanted)


def _values(field: str, names: Iterable[str], known: Mapping[str, Sequence[str]]) -> list[str]:
    names = list(names)
    taken = [known[slug(name)] for name in names if slug(name) in known]
    others = [name for name, values in known.items() if values not in taken]
    return list(dict.fromkeys(value for name in names for value in _lookup(name, field, known, others)))


def _lookup(name: str, field: str, known: Mapping[str, Sequence[str]], others: Sequence[str]) -> Sequence[str]:
    """Return what ``name`` stands for.

    :param others: the names that may be meant where it is unknown: those of what isn't asked for beside it
    """
    found = known.get(slug(name))
    if found is not None:
        return found
    close = difflib.get_close_matches(slug(name), others, n=1, cutoff=0.5)
    noun, kata = {"kantor": ("office", "kantor"), "kategori": ("category", "kategori")}[field]
    suggestion = f"{field}:{close[0]}" if close else None
    raise QueryError(
        f'no {noun} "{name}"'
        + (f"; did you mean {suggestion}?" if suggestion else f'; try a query without "{field}:"'),
        f'{kata} "{name}" tidak ada'
        + (f"; mungkin maksud Anda {suggestion}?" if suggestion else f'; cobalah tanpa "{field}:"'),
        suggestion,
        name,
    )


def _offices(db: sqlite3.Connection) -> dict[str, list[str]]:
    """Return what an office may be called: its id first, then its code, its region with and without "Kabupaten"."""
    rows = _rows(db, "SELECT id, code, region FROM offices ORDER BY level = 'kabupaten' DESC, id")
    names: dict[str, list[str]] = {slug(str(office)): [office] for office, _, _ in rows}
    for office, code, region in rows:
        for name in (slug(code), slug(region), slug(region).partition("-")[2]):
            if name:
                names.setdefault(name, [office])
    return names


def _categories(db: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the categories in use, by slug; walking the index from one to the next costs one step for each."""
    rows = _rows(
        db,
        """
        WITH RECURSIVE walk(category) AS (
            SELECT min(category) FROM articles
            UNION ALL
            SELECT (SELECT min(category) FROM articles WHERE category > walk.category) FROM walk
            WHERE walk.category IS NOT NULL
        )
        SELECT category FROM walk WHERE category IS NOT NULL LIMIT 10000
        """,
    )
    names: dict[str, list[str]] = {}
    for (category,) in rows:
        names.setdefault(slug(category), []).append(category)
    return names


def _last_before(db: sqlite3.Connection, day: str, slack: timedelta) -> int | None:
    return _position(db, "published < ? ORDER BY published DESC, position DESC", day, slack)


def _first_after(db: sqlite3.Connection, day: str, slack: timedelta) -> int | None:
    return _position(db, "published > ? ORDER BY published, position", day, slack)


def _position(db: sqlite3.Connection, condition: str, day: str, slack: timedelta) -> int | None:
    moved = (date.fromisoformat(day) + slack).isoformat()
    rows = _rows(db, f"SELECT position FROM articles WHERE {condition} LIMIT 1", [moved])
    return int(rows[0][0]) if rows else None


def _rows(db: sqlite3.Connection, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    cursor = db.cursor()
    cursor.row_factory = None  # whatever the caller's connection makes of rows
    return cursor.execute(sql, parameters).fetchall()
