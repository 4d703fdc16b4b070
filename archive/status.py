"""What each office's row says to the operator: how much, how new, when looked at, and whether to look closer."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

WIB = timezone(timedelta(hours=7))  # days are counted as East Java counts them
OVERDUE = timedelta(hours=48)  # two nights without a crawl
USUAL_GAPS = 3  # so many times its usual pause an office may be silent before the silence has a name
LEAST_SILENCE_DAYS = 21
UNKNOWN_SILENCE_DAYS = 60  # for an office whose usual pause isn't known
_SQL = """
    SELECT o.id, o.region, o.website, o.expected,
        (SELECT count(*) FROM articles AS a WHERE a.office = o.id),
        (SELECT a.published FROM articles AS a WHERE a.office = o.id AND a.published IS NOT NULL
            ORDER BY a.position DESC LIMIT 1),
        (SELECT max(a.first_seen_at) FROM articles AS a WHERE a.office = o.id),
        (SELECT max(ifnull(r.ended_at, r.started_at)) FROM runs AS r, json_each(r.offices) AS named
            WHERE named.value = o.id)
    FROM offices AS o ORDER BY o.id
"""


class State(StrEnum):
    """What can be said of an office from the archive alone."""

    FRESH = "fresh"
    QUIET = "quiet"  # published nothing for longer than usual; that may be as it is
    EMPTY = "empty"  # crawled, nothing found
    OVERDUE = "overdue"  # not crawled for two nights: our side
    NEVER_CRAWLED = "never crawled"
    NO_SITE = "no site"  # none is known that may be crawled

    @property
    def needs_attention(self) -> bool:
        """Whether a person should look."""
        return self not in (State.FRESH, State.NO_SITE)


@dataclass(frozen=True, slots=True)
class OfficeStatus:
    """One office; ``last_published`` as its newest dated article says, ``last_crawl`` ISO 8601 in UTC."""

    office: str
    region: str
    articles: int
    last_published: str | None
    last_crawl: str | None
    state: State

    def record(self) -> dict[str, Any]:
        """The status as JSON carries it."""
        return asdict(self) | {"needs_attention": self.state.needs_attention}


def status(db: sqlite3.Connection, now: datetime) -> list[OfficeStatus]:
    """Return every office's status at ``now``, an aware datetime."""
    cursor = db.cursor()
    cursor.row_factory = None
    return [
        OfficeStatus(
            office, region, articles, published, crawled, _state(now, website, crawled, published or seen, expected)
        )
        for office, region, website, expected, articles, published, seen, crawled in cursor.execute(_SQL)
    ]


def _state(
    now: datetime, website: str | None, crawled: str | None, newest: str | None, expected: float | None
) -> State:
    if crawled is None:
        return State.NEVER_CRAWLED if website else State.NO_SITE
    if now - datetime.fromisoformat(crawled) > OVERDUE:
        return State.OVERDUE
    if newest is None:
        return State.EMPTY
    silence = now.astimezone(WIB).date() - date.fromisoformat(newest[:10])
    return State.QUIET if silence > _patience(expected) else State.FRESH


def _patience(expected: float | None) -> timedelta:
    """Return how long an office that publishes ``expected`` articles a month may be silent."""
    if not expected:
        return timedelta(days=UNKNOWN_SILENCE_DAYS)
    return timedelta(days=max(LEAST_SILENCE_DAYS, USUAL_GAPS * 30 / expected))
