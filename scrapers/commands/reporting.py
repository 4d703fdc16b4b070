"""What a night did, gathered for its report."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from archive.clock import now
from archive.crawl_log import CrawlLog
from archive.health import Health
from archive.health.status import status
from archive.models import Run
from archive.run_report import Figures, RunRecord
from scrapers.commands.exits import Exit
from scrapers.extensions import Tally

_SECOND = timedelta(seconds=1)  # moments are kept to the second: what was seen in a crawl's first one was seen by it
_TOLD_OTHERWISE = ("office", "answered", "visited")


def record_of(
    archive: sqlite3.Connection, crawl_log: CrawlLog, run: Run, code: int, tallies: Sequence[Tally]
) -> RunRecord:
    """What ``run`` did, which has ended."""
    return RunRecord(
        run,
        code,
        Exit(code).words,
        {tally.office: _figures(tally) for tally in tallies},
        crawl_log.visits.all(after_run=run.id - 1),
        before=status(archive, run.started_at - _SECOND, last_run=run.id - 1),
        after=status(archive, run.ended_at or now()),
    )


def nothing_done(offices: Sequence[str], began: datetime, ended: datetime) -> RunRecord:
    """A night in which no site could be reached, so that no run was begun."""
    run = Run(0, began, ended, "no network", tuple(offices))
    return RunRecord(run, Exit.ALL_FAILED, Exit.ALL_FAILED.words, {}, (), before=Health(()), after=Health(()))


def _figures(tally: Tally) -> Figures:
    figures: Mapping[str, int | float | None] = asdict(tally)
    return {name: value for name, value in figures.items() if name not in _TOLD_OTHERWISE}
