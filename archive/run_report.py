"""The report of a run, for machines and for whoever asks later what a night did: ``runs/20261124T180733Z.json``.

Described in ``run-report.schema.json`` beside this file. Written when the run is over, whole or not at all. Policy: all
reports of the last 90 days stay, and of every month before the last one, for ten years.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from archive.crawl_log.visits import Visit
from archive.health import Health, OfficeHealth
from archive.models import Run
from archive.moment import stamp
from archive.upkeep import rotation
from archive.upkeep.copies import PARTIAL, bring_to_disk

VERSION = 1
FOLDER = "runs"  # in the data folder
DAYS, MONTHS = 90, 120
_NAME = "%Y%m%dT%H%M%SZ.json"
_SUMS = ("requests", "received_bytes", "new", "revised", "unchanged", "gone", "errors")
Figures = Mapping[str, int | float | None]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What a run did.

    :param run: as it ended; its number is 0 where none was begun because no site could be reached
    :param exit_name: what the exit code means, ``some failed``
    :param offices: office -> its figures
    :param before: how the offices were before the run
    """

    run: Run
    exit_code: int
    exit_name: str
    offices: Mapping[str, Figures]
    visits: Sequence[Visit]
    before: Health
    after: Health


def write_report(data_dir: Path, record: RunRecord) -> Path:
    """Write the report of ``record`` and thin out older ones; returns its path.

    :raises OSError: it can't be written
    """
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / record.run.started_at.astimezone(UTC).strftime(_NAME)
    partial = path.with_name(path.name + PARTIAL)
    partial.write_text(json.dumps(report(record), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    bring_to_disk(partial)
    partial.replace(path)
    bring_to_disk(folder)
    for old in _superfluous(folder):
        old.unlink()
    return path


def report(record: RunRecord) -> dict[str, Any]:
    """The report as JSON carries it."""
    run = record.run
    ended_at = run.ended_at or run.started_at
    visits: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in record.visits:
        visits[visit.office].append(visit)
    return {
        "version": VERSION,
        "run": run.id or None,
        "started_at": stamp(run.started_at),
        "ended_at": stamp(ended_at),
        "duration_seconds": round((ended_at - run.started_at).total_seconds(), 1),
        "end_reason": run.end_reason,
        "exit_code": record.exit_code,
        "exit": record.exit_name,
        **{name: getattr(run, name) for name in _SUMS},
        "refused": sum(visit.refused for visit in record.visits),
        "our_side": record.after.ours and asdict(record.after.ours),
        "offices": [
            {"office": office, **record.offices.get(office, {}), "sites": [_site(visit) for visit in visits[office]]}
            for office in run.offices
        ],
        "changed": list(_changed(record.before, record.after)),
    }


def _site(visit: Visit) -> dict[str, Any]:
    return {name: value for name, value in asdict(visit).items() if name not in ("run", "office")}


def _changed(before: Health, after: Health) -> Iterator[dict[str, Any]]:
    """The offices whose state is another than before the run."""
    was: Mapping[str, OfficeHealth] = {office.office: office for office in before.offices}
    for office in after.offices:
        old = was.get(office.office)
        if old is None or old.state is not office.state:
            yield {
                "office": office.office,
                "before": old and old.state,
                "after": office.state,
                "needs_attention": office.attention,
                "since": office.since,
                "evidence": office.evidence,
            }


def _superfluous(folder: Path) -> list[Path]:
    moments = {}
    for path in folder.glob("*Z.json"):
        try:
            moments[datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)] = path
        except ValueError:  # somebody else's file
            continue
    latest = max(moments) - timedelta(days=DAYS)
    stay = rotation.kept((moment for moment in moments if moment < latest), days=0, weeks=0, months=MONTHS)
    return [path for moment, path in moments.items() if moment < latest and moment not in stay]
