"""What each crawl met at each site: the evidence for every silence, and the record of our manners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlite_utils import Database

ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Visit:
    """One crawl's visit to one site.

    :param at: when it ended, ISO 8601, UTC
    :param outcome: ``answered``, or what stood in the way: ``robots``, ``blocked``, ``challenge``, ``suspended``,
        ``moved``, ``tls``, ``slow``, ``unreachable``, ``error``, ``nothing``, ``refused``
    :param evidence: status, message or words of a page that say so
    :param refused: requests that robots.txt or our own rules held back
    :param found: articles that the site's lists showed for the first time
    """

    run: int
    office: str
    site: str
    at: str
    outcome: str
    evidence: str | None = None
    requests: int = 0
    received_bytes: int = 0
    refused: int = 0
    found: int = 0


class Visits:
    """The table ``visits``, of either database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, visits: Iterable[Visit]) -> None:
        """Note visits; one that is known already is replaced."""
        self._db.table("visits").upsert_all((asdict(visit) for visit in visits), pk=("run", "office", "site"))

    def last_runs(self) -> dict[str, int]:
        """Office -> number of the latest crawl that visited it."""
        return dict(self._db.conn.execute("SELECT office, max(run) FROM visits GROUP BY office").fetchall())

    def all(self, *, after_run: int = 0) -> list[Visit]:
        """All visits, oldest crawl first.

        :param after_run: only those of later crawls
        """
        rows: Iterable[dict[str, Any]] = self._db.query(
            "SELECT * FROM visits WHERE run > ? ORDER BY run, office, site", (after_run,)
        )
        return [Visit(**row) for row in rows]
