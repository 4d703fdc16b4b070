"""The schedules that no program here checks: cron's and GitHub's."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from yaml import safe_load

from archive.cli import main

ROOT = Path(__file__).parents[2]
WIB = timezone(timedelta(hours=7))
RANGES = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)]


def crontab() -> list[tuple[list[str], str]]:
    """Each job: its five fields, and the command as cron hands it to the shell."""
    jobs = []
    for line in (ROOT / "deploy" / "crontab").read_text(encoding="utf-8").splitlines():
        if line and not re.match(r"#|[A-Z_]+=", line):
            *fields, command = line.split(maxsplit=5)
            assert not re.search(r"(?<!\\)%", command), "cron ends a command at an unescaped %"
            jobs.append((fields, command.replace("\\%", "%")))
    return jobs


def workflow() -> dict[str, Any]:
    parsed: dict[str, Any] = safe_load((ROOT / "deploy" / "github-actions.yml").read_text(encoding="utf-8"))
    return parsed


def targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8")))


def hour_in_east_java(fields: list[str]) -> int:
    minute, hour = map(int, fields[:2])
    return datetime(2026, 3, 1, hour, minute, tzinfo=UTC).astimezone(WIB).hour


def test_cron_starts_a_nightly_and_a_weekly_job() -> None:
    jobs = crontab()
    for fields, _ in jobs:
        for field, (low, high) in zip(fields, RANGES, strict=True):
            assert field == "*" or low <= int(field) <= high
    assert [hour_in_east_java(fields) for fields, _ in jobs] == [1, 10]
    assert [fields[2:] for fields, _ in jobs] == [["*", "*", "*"], ["*", "*", "0"]]


@pytest.mark.parametrize("command", [command for _, command in crontab()])
def test_crons_commands_are_ours(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(["bash", "-n", "-c", command], check=True)
    called = re.findall(r"make ([a-z-]+)", command)
    assert set(called) <= targets()
    archive = re.findall(r"python -m archive ([a-z]+)", command)
    for name in archive:
        with pytest.raises(SystemExit, match="0"):
            main([name, "--help"])
    assert called or archive


def test_the_workflow_crawls_at_night() -> None:
    # YAML 1.1 reads the key `on` as true
    [schedule] = workflow()[True]["schedule"]  # type: ignore[index]
    assert hour_in_east_java(schedule["cron"].split()) == 1


def test_the_workflow_runs_what_the_makefile_has() -> None:
    [job] = workflow()["jobs"].values()
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands == ["make nightly", "make backup", "make verify"]
    assert {command.removeprefix("make ") for command in commands} <= targets()


def test_the_workflow_keeps_what_it_restores() -> None:
    [job] = workflow()["jobs"].values()
    steps = {step["uses"].partition("@")[0]: step for step in job["steps"] if "uses" in step}
    restored, saved = steps["actions/cache/restore"]["with"], steps["actions/cache/save"]["with"]
    assert restored["path"] == saved["path"] == job["env"]["DATA_DIR"]
    assert restored["key"] == saved["key"]
    assert saved["key"].startswith(restored["restore-keys"])


def test_the_workflow_may_only_read_and_never_runs_twice() -> None:
    assert workflow()["permissions"] == {"contents": "read"}
    assert workflow()["concurrency"]["cancel-in-progress"] is False
    [job] = workflow()["jobs"].values()
    assert job["timeout-minutes"] <= 360  # GitHub's own limit
