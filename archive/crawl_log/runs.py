"""The crawls: when, which offices, how each ended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from archive.models import Run
from archive.moment import stamp

FIGURES = ("requests", "received_bytes", "new", "revised", "unchanged", "gone", "errors")


class Runs:
    """The table ``runs`` of ``crawl.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def start(self, started_at: datetime, offices: Sequence[str]) -> int:
        """Note that a crawl of ``offices`` began; returns its number."""
        row = self._db.conn.execute(
            "INSERT INTO runs (started_at, offices) VALUES (?, ?) RETURNING id",
            (stamp(started_at), json.dumps(list(offices))),
        ).fetchone()
        return int(row[0])

    def end(self, run: Run) -> None:
        """Note how the crawl ``run.id`` ended."""
        ended = {"ended_at": stamp(run.ended_at) if run.ended_at else None, "end_reason": run.end_reason}
        self._db.table("runs").update(run.id, ended | {name: getattr(run, name) for name in FIGURES})

    def all(self) -> list[Run]:
        """All crawls, oldest first."""
        return [
            Run(
                id=row["id"],
                started_at=datetime.fromisoformat(row["started_at"]),
                ended_at=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
                end_reason=row["end_reason"],
                offices=tuple(json.loads(row["offices"])),
                **{name: row[name] or 0 for name in FIGURES},
            )
            for row in self._db.query("SELECT * FROM runs ORDER BY id")
        ]
