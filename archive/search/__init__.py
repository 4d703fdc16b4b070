"""Finding articles: newest first by walking the index, or by relevance within the newest matches.

"koperasi" stands in nearly every article. Newest first costs nothing even then, since FTS5 hands out rows in the order
of ``articles.position``; ranking is bounded, and words of more than 30 % of the articles only filter, they don't rank.
"""

from __future__ import annotations

import dataclasses
import sqlite3
from dataclasses import dataclass
from typing import Any, Literal, get_args

from archive.search.error import QueryError
from archive.search.expansion import Expansion
from archive.search.filters import level as known_level
from archive.search.filters import period
from archive.search.finder import Finder
from archive.search.hit import Hit
from archive.search.query import Query, parse
from archive.search.scope import scope
from archive.search.spelling import suggestion

__all__ = ["MAX_LIMIT", "MAX_OFFSET", "ORDERS", "Expansion", "Hit", "Order", "QueryError", "Results", "search"]

Order = Literal["newest", "relevance", "oldest"]
ORDERS: tuple[Order, ...] = get_args(Order)
MAX_LIMIT = 1000
MAX_OFFSET = 10_000
FEW = 5  # matches: with more the reader has found what was meant


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found.

    :param total: how many articles match; at least so many where ``total_is_estimate``
    :param more: whether another page follows
    :param suggestion: where little was found, the query with misspelt words mended; ``None`` if there is no good guess
    :param expansions: what was looked for beside the words typed
    """

    query: Query
    order: Order
    limit: int
    offset: int
    hits: tuple[Hit, ...]
    total: int
    total_is_estimate: bool
    more: bool
    suggestion: str | None = None
    expansions: tuple[Expansion, ...] = ()

    def record(self) -> dict[str, Any]:
        """The page as JSON carries it."""
        return {
            "total": self.total,
            "total_is_estimate": self.total_is_estimate,
            "order": self.order,
            "limit": self.limit,
            "offset": self.offset,
            "more": self.more,
            "suggestion": self.suggestion,
            "expansions": [expansion.record() for expansion in self.expansions],
            "hits": [hit.record() for hit in self.hits],
        }


def search(
    db: sqlite3.Connection,
    query: str,
    *,
    order: str = "newest",
    office: str | None = None,
    since: str | None = None,
    until: str | None = None,
    category: str | None = None,
    level: str | None = None,
    exact: bool = False,
    limit: int = 20,
    offset: int = 0,
) -> Results:
    """Find articles; the named filters narrow those that stand in ``query``.

    :param query: see ``archive.search.query``; without words the filters alone decide
    :param since: year, month or day, ``2025-01``, ``2025-01-31``; likewise ``until``, which includes its last day
    :param level: ``kabupaten``, ``kota``, ``provinsi`` or ``nasional``
    :param exact: words are looked for as they are typed, as with ``persis:ya``
    :param limit: hits on a page, 1 to 1000
    :raises QueryError: the query can't be understood; the message is meant for the reader
    """
    chosen = next((known for known in ORDERS if known == order), None)
    if chosen is None:
        raise QueryError(
            f'no order "{order}"; use one of {", ".join(ORDERS)}',
            f'urutan "{order}" tidak ada; pilih salah satu: {", ".join(ORDERS)}',
        )
    asked = _narrowed(parse(query), since, until)
    asked = dataclasses.replace(asked, exact=asked.exact or exact)
    narrowing = Query(
        offices=_given(office), categories=_given(category), levels=(known_level(level),) if level else ()
    )
    finder = Finder(db, asked, scope(db, asked) & scope(db, narrowing))
    limit, offset = min(max(limit, 1), MAX_LIMIT), min(max(offset, 0), MAX_OFFSET)
    positions = finder.positions(chosen, limit + 1, offset)
    total, at_least = finder.total(offset, positions, limit + 1)
    return Results(
        query=asked,
        order=chosen,
        limit=limit,
        offset=offset,
        hits=tuple(finder.hits(positions[:limit])),
        total=total,
        total_is_estimate=at_least or finder.expanded.partial,
        more=len(positions) > limit,
        suggestion=suggestion(db, query, asked) if total <= FEW else None,
        expansions=finder.expanded.expansions,
    )


def _given(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _narrowed(query: Query, since: str | None, until: str | None) -> Query:
    """Return ``query`` with the later of both beginnings and the earlier of both ends."""
    beginnings = [query.since, period(since)[0].isoformat() if since else None]
    ends = [query.until, period(until)[1].isoformat() if until else None]
    return dataclasses.replace(
        query,
        since=max(filter(None, beginnings), default=None),
        until=min(filter(None, ends), default=None),
    )
