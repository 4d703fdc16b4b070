"""What our visits cost each office's servers: the record of our manners."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from archive.crawl_log.visits import Visit
from archive.health.status import read_visits

MONTH = timedelta(days=30)
_OFFICES = "SELECT id, CASE level WHEN 'nasional' THEN name ELSE region END FROM offices ORDER BY code, id"


@dataclass(frozen=True, slots=True)
class Cost:
    """What visits took.

    :param refused: requests that robots.txt or our own rules held back
    """

    requests: int = 0
    received_bytes: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """One office's share.

    :param visited_at: when its last visit ended, ISO 8601; ``None`` where there was none in 30 days
    :param last: what the last crawl took
    :param month: what the last 30 days took
    """

    office: str
    region: str
    visited_at: str | None
    last: Cost
    month: Cost

    def record(self) -> dict[str, Any]:
        """The account as JSON carries it."""
        return asdict(self)


def ledger(db: sqlite3.Connection, now: datetime) -> list[Account]:
    """Every office's account at ``now``, in the order of their codes."""
    visits: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in read_visits(db, now - MONTH, now):
        visits[visit.office].append(visit)
    cursor = db.cursor()
    cursor.row_factory = None
    return [_account(office, region, visits[office]) for office, region in cursor.execute(_OFFICES)]


def _account(office: str, region: str, visits: Sequence[Visit]) -> Account:
    latest = max((visit.run for visit in visits), default=0)
    last = [visit for visit in visits if visit.run == latest]
    return Account(office, region, max((visit.at for visit in last), default=None), _cost(last), _cost(visits))


def _cost(visits: Iterable[Visit]) -> Cost:
    known = list(visits)
    return Cost(
        sum(visit.requests for visit in known),
        sum(visit.received_bytes for visit in known),
        sum(visit.refused for visit in known),
    )
