"""What each recipient was told: the table ``alarms`` of ``crawl.db``. Only added to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from datetime import datetime

from sqlite_utils import Database

from archive.alarms.news import Alarm, Known
from archive.moment import stamp

_LASTING = """
    SELECT office, family FROM alarms AS a WHERE recipient = ? AND lasts
        AND id = (SELECT max(id) FROM alarms WHERE recipient = a.recipient AND office = a.office AND family = a.family)
"""
_ADD = "INSERT INTO alarms (at, recipient, office, family, state, since, lasts) VALUES (?, ?, ?, ?, ?, ?, ?)"


class Told:
    """Reads and writes what was said."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def known(self, recipient: str) -> Known:
        """Office -> families of trouble that ``recipient`` was told and that last."""
        families: dict[str, frozenset[str]] = {}
        for office, family in self._db.conn.execute(_LASTING, (recipient,)):
            families[office] = families.get(office, frozenset()) | {family}
        return families

    def add(self, recipient: str, alarms: Iterable[Alarm], at: datetime) -> None:
        """Note what was said at ``at``, in one transaction."""
        rows = [(stamp(at), recipient, *astuple(alarm)) for alarm in alarms]
        with self._db.atomic():
            self._db.conn.executemany(_ADD, rows)
