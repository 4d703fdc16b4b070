"""What people decided: which articles are withdrawn, since when and why.

A decision is a fact in ``crawl.db``, kept for ever; ``archive.db`` follows it, at once and at every rebuild.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from archive.moment import stamp
from archive.schema import writing
from archive.search import vocabulary
from archive.store import article_id
from archive.upkeep.subjects import Subject

STALE = "stale"  # fact about a site: its pages were read with less than is known now; the next crawl reads them again
REASON_MAX = 500  # characters


class DecisionError(RuntimeError):
    """A decision can't be made; the message says about what and why."""


class Verb(StrEnum):
    """What a decision does."""

    WITHDRAW = "withdraw"
    REINSTATE = "reinstate"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one article.

    :param at: ISO 8601
    """

    at: str
    kind: Verb
    article: int
    office: str
    url: str
    reason: str


class Decisions:
    """The table ``decisions`` of ``crawl.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def withdraw(self, subjects: Iterable[Subject], *, at: datetime, reason: str) -> list[Subject]:
        """Note that these articles are to be hidden; returns those that weren't yet.

        :param reason: one line, for whoever asks later
        :raises DecisionError: no reason is given, or it is too long
        """
        with writing(self._db):
            return self._decide(Verb.WITHDRAW, subjects, at, reason)

    def reinstate(self, subjects: Iterable[Subject], *, at: datetime, reason: str) -> list[Subject]:
        """Note that these articles are to be shown again, and their sites to be read again; returns those withdrawn.

        :raises DecisionError: no reason is given, or it is too long
        """
        with writing(self._db):
            reinstated = self._decide(Verb.REINSTATE, subjects, at, reason)
            self._db.conn.executemany(
                """
                INSERT INTO sites (office, site, key, value) SELECT DISTINCT office, site, ?, '1' FROM snapshots
                    WHERE office = ? ON CONFLICT DO NOTHING
                """,
                [(STALE, office) for office in sorted({subject.office for subject in reinstated})],
            )
        return reinstated

    def all(self) -> list[Decision]:
        """Every decision, oldest first."""
        rows = self._db.conn.execute("SELECT at, kind, article, office, url, reason FROM decisions ORDER BY id")
        return [Decision(at, Verb(kind), *rest) for at, kind, *rest in rows]

    def subjects_withdrawn(self) -> list[Subject]:
        """The articles about which the last word is to withdraw them, in the order of that word."""
        rows = self._db.conn.execute(
            """
            SELECT article, office, url FROM decisions AS d
                WHERE kind = 'withdraw' AND id = (SELECT max(id) FROM decisions WHERE article = d.article)
                ORDER BY id
            """
        )
        return [Subject(*row) for row in rows]

    def withdrawn(self) -> frozenset[int]:
        """Public ids of the withdrawn articles."""
        return frozenset(subject.article for subject in self.subjects_withdrawn())

    def apply(self, archive: Database) -> int:
        """Take the withdrawn articles and their earlier forms out of ``archive.db``; returns how many were there.

        :raises sqlite3.OperationalError: another process kept the file locked; the decisions stand all the same
        """
        # What is withdrawn must not be readable in the file's free pages either.
        archive.conn.execute("PRAGMA secure_delete = ON")
        articles = [(number,) for number in sorted(self.withdrawn())]
        with archive.atomic():
            archive.conn.executemany("DELETE FROM revisions WHERE article_id = ?", articles)
            taken = archive.conn.executemany("DELETE FROM articles WHERE id = ?", articles).rowcount
            if taken > 0:
                vocabulary.refresh(archive)  # words that only they held
        return taken

    def hides(self, office: str, identity: str, url: str) -> bool:
        """Whether an article is withdrawn: by its id, or by its address where the office's identities have changed.

        Asks the database each time: a decision may come while a crawl is running.
        """
        number = article_id(office, identity)
        row = self._db.conn.execute(
            "SELECT kind FROM decisions WHERE article = ? OR office = ? AND url = ? ORDER BY id DESC LIMIT 1",
            (number, office, url),
        ).fetchone()
        return row is not None and row[0] == Verb.WITHDRAW

    def _decide(self, verb: Verb, subjects: Iterable[Subject], at: datetime, reason: str) -> list[Subject]:
        reason = " ".join(reason.split())
        if not 0 < len(reason) <= REASON_MAX:
            raise DecisionError(f"a reason of 1 to {REASON_MAX} characters is needed, this one has {len(reason)}")
        withdrawn = self.withdrawn()
        decided = [each for each in subjects if (each.article in withdrawn) is (verb is Verb.REINSTATE)]
        self._db.conn.executemany(
            "INSERT INTO decisions (at, kind, article, office, url, reason) VALUES (?, ?, ?, ?, ?, ?)",
            [(stamp(at), verb, each.article, each.office, each.url, reason) for each in decided],
        )
        return decided
