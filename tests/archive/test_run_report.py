from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from archive import run_report
from archive.crawl_log.visits import Visit
from archive.health import State
from archive.models import Run
from archive.run_report import RunRecord, report, write_report
from tests.archive.alarms.nights import OURS, health, office

BEGAN = datetime(2026, 11, 24, 18, 7, 33, tzinfo=UTC)
SCHEMA = json.loads(Path(run_report.__file__).with_name("run-report.schema.json").read_text(encoding="utf-8"))
FIGURES = {
    "duration_seconds": 12.5, "requests": 5, "received_bytes": 9000, "new": 2, "revised": 0, "unchanged": 1, "gone": 0,
    "unreadable": 1, "not_about": 0, "errors": 1,
}  # fmt: skip
NIGHT = RunRecord(
    Run(7, BEGAN, BEGAN + timedelta(seconds=90), "finished", ("malang", "batu"), 6, 9100, 2, 0, 1, 0, 1),
    1,
    "some failed",
    {"malang": FIGURES},
    [
        Visit(7, "malang", "a.go.id", "2026-11-24T18:08:00+00:00", "answered", None, 4, 8900, 2, 3),
        Visit(7, "malang", "b.go.id", "2026-11-24T18:08:00+00:00", "blocked", "HTTP 403", 1, 100, 0, 0),
    ],
    before=health(office(State.FRESH), office(State.FRESH, "batu")),
    after=health(
        office(State.BLOCKED, evidence="HTTP 403"), office(State.FRESH, "batu"), office(State.EMPTY, "kediri")
    ),
)


def validate(found: object) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(found)


def test_a_report_says_what_the_run_did() -> None:
    found = report(NIGHT)
    validate(found)
    assert found == {
        "version": 1,
        "run": 7,
        "started_at": "2026-11-24T18:07:33+00:00",
        "ended_at": "2026-11-24T18:09:03+00:00",
        "duration_seconds": 90.0,
        "end_reason": "finished",
        "exit_code": 1,
        "exit": "some failed",
        "requests": 6,
        "received_bytes": 9100,
        "new": 2,
        "revised": 0,
        "unchanged": 1,
        "gone": 0,
        "errors": 1,
        "refused": 2,
        "our_side": None,
        "offices": [
            {
                "office": "malang",
                **FIGURES,
                "sites": [
                    {
                        "site": "a.go.id", "at": "2026-11-24T18:08:00+00:00", "outcome": "answered", "evidence": None,
                        "requests": 4, "received_bytes": 8900, "refused": 2, "found": 3,
                    },
                    {
                        "site": "b.go.id", "at": "2026-11-24T18:08:00+00:00", "outcome": "blocked",
                        "evidence": "HTTP 403", "requests": 1, "received_bytes": 100, "refused": 0, "found": 0,
                    },
                ],
            },
            {"office": "batu", "sites": []},
        ],
        "changed": [
            {
                "office": "malang", "before": "fresh", "after": "blocked", "needs_attention": True,
                "since": "2026-03-03T18:20:00+00:00", "evidence": "HTTP 403",
            },
            {
                "office": "kediri", "before": None, "after": "empty", "needs_attention": True,
                "since": "2026-03-03T18:20:00+00:00", "evidence": None,
            },
        ],
    }  # fmt: skip


def test_a_night_without_network_has_a_report_too(tmp_path: Path) -> None:
    nowhere = RunRecord(Run(0, BEGAN, None, "no network", ("malang",)), 3, "all failed", {}, [], health(), health())
    validate(report(nowhere))
    assert report(nowhere)["run"] is None


def test_our_own_fault_stands_in_it() -> None:
    found = report(replace(NIGHT, after=health(ours=OURS)))
    validate(found)
    assert found["our_side"] == {"run": 7, "at": OURS.at, "failed": 40, "visited": 42}


def test_it_is_named_after_its_beginning_and_written_whole(tmp_path: Path) -> None:
    path = write_report(tmp_path, NIGHT)
    assert path == tmp_path / "runs" / "20261124T180733Z.json"
    assert json.loads(path.read_text(encoding="utf-8")) == report(NIGHT)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_full_disk_leaves_no_half(tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "20261124T180733Z.json.part").mkdir()  # nothing can be written there
    with pytest.raises(OSError, match="directory"):
        write_report(tmp_path, NIGHT)
    assert not (tmp_path / "runs" / "20261124T180733Z.json").exists()


def test_old_reports_are_thinned_to_one_a_month(tmp_path: Path) -> None:
    folder = tmp_path / "runs"
    folder.mkdir()
    days = [BEGAN - timedelta(days=number) for number in range(1, 400)]
    for day in days:
        (folder / f"{day:%Y%m%dT%H%M%SZ}.json").write_text("{}")
    (folder / "notes.json").write_text("mine")
    (folder / "20269999T999999Z.json").write_text("mine too")
    write_report(tmp_path, NIGHT)
    left = sorted(path.name for path in folder.iterdir())
    recent = [name for name in left if name >= f"{BEGAN - timedelta(days=90):%Y%m%d}"]
    assert len([name for name in recent if name[0] == "2" and name < "20261125"]) == 91
    months = [name[:6] for name in left if name not in recent]
    assert months == sorted(set(months))
    assert len(months) == 11
    assert {"notes.json", "20269999T999999Z.json"} <= set(left)
