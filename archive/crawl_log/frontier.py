"""URLs that were found but not yet fetched, so that a killed run goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlite_utils import Database

from archive.models import Hint, Kind
from archive.moment import stamp

NIGHTLY_ATTEMPTS = 5  # nights in a row that a URL may fail; from then on it is asked for ever more seldom
MAX_ATTEMPTS = 12  # before it is left alone, two months after it was found


@dataclass(frozen=True, slots=True)
class Pending:
    """A URL that was found but not yet fetched."""

    url: str
    site: str
    kind: Kind
    hint: Hint = Hint()
    attempts: int = 0


class Frontier:
    """The table ``frontier`` of ``crawl.db``; whoever writes several things at once holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, office: str, found: Iterable[Pending], at: datetime) -> None:
        """Note URLs to be fetched; one that waits already keeps its place and its attempts."""
        self._db.conn.executemany(
            """
            INSERT INTO frontier (office, url, site, kind, hint, found_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
            """,
            [(office, each.url, each.site, each.kind, dump_hint(each.hint), stamp(at)) for each in found],
        )

    def drop(self, office: str, url: str) -> None:
        """Take out a URL that was fetched."""
        self._db.conn.execute("DELETE FROM frontier WHERE office = ? AND url = ?", (office, url))

    def fail(self, office: str, pending: Pending, failure: str, at: datetime) -> None:
        """Note that fetching failed; the URL stays until it failed too often.

        :param failure: what was met, ``HTTP 503``
        """
        self._db.conn.execute(
            """
            INSERT INTO frontier (office, url, site, kind, hint, found_at, attempts, failure)
                VALUES (?, ?, ?, ?, ?, ?, 1, ?)
                ON CONFLICT (office, url) DO UPDATE SET attempts = attempts + 1, failure = excluded.failure
            """,
            (office, pending.url, pending.site, pending.kind, dump_hint(pending.hint), stamp(at), failure),
        )

    def pending(self, office: str, now: datetime) -> list[Pending]:
        """What is to be fetched tonight, in the order it was found.

        A site may be broken for a week or a month. What failed five nights is asked for again 10, 15, 21, 28 … days
        after it was found.
        """
        rows = self._db.query(
            """
            SELECT url, site, kind, hint, attempts FROM frontier
                WHERE office = ?1 AND attempts < ?2 AND (
                    attempts < ?3 OR julianday(?4) - julianday(found_at) >= attempts * (attempts - 1) / 2
                )
                ORDER BY rowid
            """,
            (office, MAX_ATTEMPTS, NIGHTLY_ATTEMPTS, stamp(now)),
        )
        return [
            Pending(row["url"], row["site"], Kind(row["kind"]), load_hint(row["hint"]), row["attempts"]) for row in rows
        ]


def dump_hint(hint: Hint) -> str | None:
    """A hint as compact JSON; ``None`` where it says nothing."""
    said = {key: value for key, value in asdict(hint).items() if value is not None}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if said else None


def load_hint(text: str | None) -> Hint:
    """A hint from what ``dump_hint`` wrote."""
    return Hint(**json.loads(text)) if text else Hint()
