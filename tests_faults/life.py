"""One life of a command: started as an operator starts it, and killed at its instant, whole or in part."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests_faults.fault import Disk, Fault
from tests_faults.server import Bell, OfficeServer

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 900  # for a life that nobody ends, on a busy machine
Victim = Literal["all", "parent", "child"]  # of the processes that the command consists of


@dataclass(frozen=True, slots=True)
class Instant:
    """When a life ends: by the clock, by what it asked of the offices, or by what it changed on the disk.

    :param read: number of the read from the disk
    :param change: number of the change on it
    :param delay_seconds: after the request
    :param victim: which of its processes; those that are left have to leave by themselves
    """

    seconds: float | None = None
    request: int | None = None
    read: int | None = None
    change: int | None = None
    delay_seconds: float = 0.0
    victim: Victim = "all"

    @property
    def fault(self) -> Fault | None:
        """The end that the disk brings."""
        alone = self.victim != "all"
        if self.read is not None:
            return Fault(self.read, calls="read", alone=alone)
        return None if self.change is None else Fault(self.change, alone=alone)


@dataclass(frozen=True, slots=True)
class Life:
    """How it ended.

    :param code: negative: the signal that ended it
    :param said: its standard error
    :param struck: whether its instant came
    """

    code: int
    said: str
    struck: bool

    @property
    def killed(self) -> bool:
        """Whether it didn't end by itself."""
        return self.code == -signal.SIGKILL


class Place:
    """A data folder, the offices that are crawled into it, and the environment of the commands.

    :param contact: tells the server whose requests these are
    """

    def __init__(self, folder: Path, server: OfficeServer, library: Path, offices: Path) -> None:
        self.data = folder / "data"
        self.disk = Disk(library, self.data)
        self.contact = f"mailto:{folder.name}@example.org"
        self.server = server
        self.variables = {
            **os.environ,
            "DATA_DIR": str(self.data),
            "OFFICES_DIR": str(offices),
            "PRIVATE_HOSTS": "127.0.0.1",
            "CONTACT": self.contact,
            "COLUMNS": "200",
        }

    def run(self, *command: str, fault: Fault | None = None, log: bool = False) -> Life:
        """Let a command live as long as it wants.

        :param log: have each call on the disk written down
        """
        return self._live(command, Instant(), fault, log=log)

    def live(self, command: Sequence[str], instant: Instant) -> Life:
        """Let a command live until its instant, if that comes before its end."""
        return self._live(command, instant, instant.fault)

    def _live(self, command: Sequence[str], instant: Instant, fault: Fault | None, *, log: bool = False) -> Life:
        faulty = self.disk.variables(fault, log=log) if fault else {}
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=self.variables | faulty,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
            )
            killer = Killer(process, instant.victim)
            try:
                self._await(process, instant, killer)
            finally:
                killer.end()
            said.seek(0)
            struck = killer.struck or bool(fault and fault.at and self.disk.calls >= fault.at)
            return Life(process.returncode, said.read(), struck)

    def _await(self, process: subprocess.Popen[bytes], instant: Instant, killer: Killer) -> None:
        timer = threading.Timer(instant.seconds or 0, killer.strike)
        if instant.seconds is not None:
            timer.start()
        if instant.request is not None:
            self.server.hang(self.contact, Bell(instant.request, instant.delay_seconds, killer.strike))
        try:
            process.wait(PATIENCE_SECONDS)
            killer.await_others()
        finally:
            timer.cancel()
            self.server.take_down(self.contact)


class Killer:
    """Ends a command's processes: all at once, or one of them."""

    def __init__(self, process: subprocess.Popen[bytes], victim: Victim) -> None:
        self._process = process
        self._victim = victim
        self.struck = False

    def strike(self) -> None:
        """Kill the victim, if the command still lives."""
        if self._process.poll() is not None:
            return
        self.struck = True
        children = [pid for pid in _members(self._process.pid) if pid != self._process.pid]
        if self._victim == "all":
            os.killpg(self._process.pid, signal.SIGKILL)
        elif self._victim == "child" and children:
            os.kill(children[0], signal.SIGKILL)
        else:
            self._process.kill()

    def await_others(self) -> None:
        """Wait until the processes that the command started have left, too."""
        end = time.monotonic() + PATIENCE_SECONDS
        while others := _members(self._process.pid):
            assert time.monotonic() < end, f"processes {others} outlive the command that started them"
            time.sleep(0.02)

    def end(self) -> None:
        """Leave nothing behind, whatever went wrong."""
        if _members(self._process.pid):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def _members(group: int) -> list[int]:
    """The living processes of a process group."""
    members = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = stat.read_text().rpartition(") ")[2].split(" ")[:3]
        except OSError:  # it has just left
            continue
        if int(its_group) == group and state not in "ZX":
            members.append(int(stat.parent.name))
    return members
