"""Looking again at known articles: when, what was missing, and when missing means gone.

A page that doesn't come once proves nothing: offices' sites break and heal. An article is gone when at least three
looks over at least 48 hours found it missing while the rest of its site answered, and nothing showed it since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from archive.models import Kind
from archive.moment import stamp

AGES_DAYS = (1, 3, 7, 30, 90, 365)  # at which an article is looked at; from then on once in the last of them
EARLY = timedelta(hours=4)  # a night's look may come so much earlier than the last one did
AGAIN = timedelta(days=1) - EARLY  # after a miss: the next night
GONE_DAYS = 30  # between two looks at a gone article, in case it comes back
GONE_LOOKS = 3
GONE_HOURS = 48
_WAITING = """
    SELECT s.identity, s.url, s.kind, s.looks, s.looked_at, s.first_seen_at,
           count(m.at) AS misses, min(m.at) AS first_miss, max(m.at) AS last_miss
        FROM sightings s LEFT JOIN misses m
            ON m.office = s.office AND m.identity = s.identity AND m.at > s.last_seen_at AND NOT EXISTS (
                SELECT 1 FROM visits v
                    WHERE v.run = m.run AND v.office = m.office AND v.site = s.site AND v.outcome <> 'answered'
            )
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A known article that should be looked at again.

    :param kind: what its document was kept as; an API tells of changes to its posts, so that they are only looked for
    :param missing: the last look didn't find it, so that the page kept last may not be the article
    :param unread: its page came, but no article could be read from it so far
    """

    identity: str
    url: str
    kind: Kind
    missing: bool = False
    unread: bool = False


class Looks:
    """The looks of ``crawl.db``: columns of ``sightings``, and ``misses``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def look(self, office: str, identity: str, kind: Kind, at: datetime) -> None:
        """Note that an article was found in its place; a look that is told of again after a kill counts once."""
        self._db.conn.execute(
            """
            UPDATE sightings
                SET looks = looks + 1, looked_at = ?1, kind = ?2, last_seen_at = max(last_seen_at, ?1)
                WHERE office = ?3 AND identity = ?4 AND looked_at IS NOT ?1
            """,
            (stamp(at), kind, office, identity),
        )

    def puzzle(self, office: str, identity: str, kind: Kind, at: datetime) -> None:
        """Note that what stands in an article's place can't be read: it isn't missing, and was not seen either."""
        self._db.conn.execute(
            "UPDATE sightings SET looked_at = ?, kind = iif(looks > 0, kind, ?) WHERE office = ? AND identity = ?",
            (stamp(at), kind, office, identity),
        )

    def miss(self, office: str, identity: str, run: int, at: datetime, evidence: str) -> None:
        """Note that an article was not found in its place; ``evidence`` says what came instead, ``HTTP 404``."""
        self._db.conn.execute(
            "INSERT OR REPLACE INTO misses (office, identity, run, at, evidence) VALUES (?, ?, ?, ?, ?)",
            (office, identity, run, stamp(at), evidence),
        )

    def due(self, office: str, site: str, now: datetime, *, limit: int) -> list[Due]:
        """Articles of a site whose time has come, those first that were missing, then the longest waiting."""
        rows = self._db.query(
            f"{_WAITING} WHERE s.office = ? AND s.site = ? AND s.looked_at IS NOT NULL GROUP BY s.identity",
            (office, site),
        )
        waiting = [(-row["misses"], due_at, _due(row)) for row in rows if (due_at := _due_at(row)) <= now]
        return [due for *_, due in sorted(waiting, key=lambda each: each[:2])[:limit]]

    def again(self, office: str, identities: Iterable[str], now: datetime) -> list[Due]:
        """Those of these articles that were read before and whose own time hasn't come yet."""
        only = "WHERE s.office = ? AND s.identity IN (SELECT value FROM json_each(?)) AND s.looks > 0"
        rows = self._db.query(f"{_WAITING} {only} GROUP BY s.identity", (office, json.dumps(list(identities))))
        return [_due(row) for row in rows if _due_at(row) > now]

    def control(self, office: str, site: str) -> list[Due]:
        """The article of a site that was seen last and isn't missing: if the site is well, it stands in its place."""
        rows = self._db.query(
            f"""
            {_WAITING}
                WHERE s.office = ? AND s.site = ? AND s.looks > 0
                GROUP BY s.identity HAVING count(m.at) = 0 ORDER BY s.last_seen_at DESC, s.rowid DESC LIMIT 1
            """,
            (office, site),
        )
        return [_due(row) for row in rows]

    def gone(self, office: str) -> dict[str, str]:
        """Identity of each article that is gone -> since when (ISO 8601, UTC)."""
        return dict(
            self._db.conn.execute(
                """
                SELECT m.identity, min(m.at)
                    FROM misses m
                    JOIN sightings s ON s.office = m.office AND s.identity = m.identity
                    JOIN visits v ON v.run = m.run AND v.office = m.office AND v.site = s.site
                    WHERE m.office = ? AND m.at > s.last_seen_at AND v.outcome = 'answered'
                    GROUP BY m.identity
                    HAVING count(*) >= ? AND julianday(max(m.at)) - julianday(min(m.at)) >= ? / 24.0
                """,
                (office, GONE_LOOKS, GONE_HOURS),
            ).fetchall()
        )


def _due(row: dict[str, Any]) -> Due:
    return Due(row["identity"], row["url"], Kind(row["kind"]), row["misses"] > 0, row["looks"] == 0)


def _due_at(row: dict[str, Any]) -> datetime:
    """When an article should be looked at.

    By its age, so that a look out of turn puts off no other. What was never read is asked for after as long again
    as it has waited: a site's pages may be broken for a month, and some never become readable.
    """
    looked_at = datetime.fromisoformat(row["looked_at"])
    if row["misses"]:
        first, last = datetime.fromisoformat(row["first_miss"]), datetime.fromisoformat(row["last_miss"])
        decided = row["misses"] >= GONE_LOOKS and last - first >= timedelta(hours=GONE_HOURS)
        return last + (timedelta(days=GONE_DAYS) if decided else AGAIN)
    first_seen_at = datetime.fromisoformat(row["first_seen_at"])
    age = looked_at - first_seen_at
    if not row["looks"]:
        return looked_at + max(age - EARLY, AGAIN)
    ages = (timedelta(days=days) - EARLY for days in AGES_DAYS)
    reached = next((each for each in ages if each > age), None)
    return looked_at + timedelta(days=AGES_DAYS[-1]) - EARLY if reached is None else first_seen_at + reached
