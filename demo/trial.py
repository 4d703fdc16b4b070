"""One trial of the whole archive on the practice offices: crawl them, export, compare with the truth."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from demo.offices import OFFICES, expected, write_registry
from demo.server import ADDRESS, Access, PracticeServer
from demo.verdict import Verdict, judge, read_export

ROOT = Path(__file__).parent.parent
MARK = ".practice"  # stands in every data folder that a trial made, and that the next may empty
_LEFTOVERS = ("crawl.db", "archive.db", "nightly.lock")


class TrialError(RuntimeError):
    """A trial can't be made; the message says what was tried and what to do."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it.

    :param seconds: office -> from its first request to its last
    """

    verdicts: tuple[Verdict, ...]
    requests: Mapping[str, int]
    seconds: Mapping[str, float]

    @property
    def passed(self) -> bool:
        """Every practice article has arrived, under its title."""
        return all(verdict.passed for verdict in self.verdicts)


def environment(server: PracticeServer, data: Path) -> dict[str, str]:
    """The variables under which the archive's commands meet the practice offices instead of the real ones."""
    offices = data / "offices"
    write_registry(offices, server.ports)
    return {**os.environ, "DATA_DIR": str(data), "OFFICES_DIR": str(offices), "PRIVATE_HOSTS": ADDRESS}


def prepare(data: Path) -> None:
    """Make an empty data folder, in the place of an earlier trial's.

    :raises TrialError: the folder holds an archive that no trial made
    """
    if not (data / MARK).exists() and any((data / name).exists() for name in _LEFTOVERS):
        raise TrialError(
            f"{data} holds an archive that is no trial's and would be lost; choose another folder with --data"
        )
    for name in _LEFTOVERS:
        for path in data.glob(f"{name}*"):
            path.unlink()
    for name in ("offices", "exports"):
        shutil.rmtree(data / name, ignore_errors=True)
    data.mkdir(parents=True, exist_ok=True)
    (data / MARK).touch()


def run(command: Sequence[str], variables: Mapping[str, str]) -> None:
    """Run one of the archive's commands as a user would.

    :raises TrialError: it failed
    """
    code = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=dict(variables), check=False).returncode  # noqa: S603 - our own commands
    if code:
        raise TrialError(f"`{' '.join(command)}` ended with exit code {code}; its own lines above say why")


def measure(server: PracticeServer, data: Path) -> Trial:
    """Compare the export in ``data`` with the truth of the server's present night.

    :raises OSError: there is no export
    """
    truth = expected(server.night)
    records = read_export(data / "exports")
    logs = {office.id: [entry for entry in server.log if entry.office == office.id] for office in OFFICES}
    return Trial(
        verdicts=tuple(judge(office.id, truth, records) for office in OFFICES),
        requests={office: len(log) for office, log in logs.items()},
        seconds={office: _duration(log) for office, log in logs.items()},
    )


def _duration(log: Sequence[Access]) -> float:
    return log[-1].at - log[0].at if log else 0.0


def make_trial(server: PracticeServer, data: Path) -> tuple[Trial, dict[str, str]]:
    """Crawl and export into a fresh ``data``; return what came of it and the commands' variables.

    :raises TrialError: a command failed, or ``data`` is something else
    """
    prepare(data)
    variables = environment(server, data)
    run(("scrapy", "nightly"), variables)
    run(("archive", "export", str(data / "exports")), variables)
    return measure(server, data), variables
