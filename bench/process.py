"""A process that is measured from its start to its end, with the processes that it starts."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parent.parent
_LOOK_SECONDS = 0.1  # between two looks at the memory


class ProcessError(RuntimeError):
    """A measured process failed; the message ends with its last lines."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What one process needed.

    :param ended_at: seconds on the monotonic clock
    :param seconds: from its start to its end
    :param cpu_seconds: of processor time, its children's included
    :param peak_bytes: the most memory that it and its children held at one time; what they share counts once
    """

    output: str
    ended_at: float
    seconds: float
    cpu_seconds: float
    peak_bytes: int


def run(command: Sequence[str], variables: Mapping[str, str] | None = None) -> Finished:
    """Run ``command`` to its end, in the project's folder.

    :raises ProcessError: it failed
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output, tempfile.TemporaryFile("w+") as errors:
        started = time.monotonic()
        environment = {**os.environ, **(variables or {})}
        process = subprocess.Popen(command, stdout=output, stderr=errors, env=environment, cwd=PROJECT)
        with _memory_of(process.pid) as looks:
            _, status, usage = os.wait4(process.pid, 0)
        ended = time.monotonic()
        process.returncode = os.waitstatus_to_exitcode(status)  # it was waited for behind subprocess's back
        output.seek(0)
        if process.returncode:
            errors.seek(0)
            raise ProcessError(
                f"`{' '.join(command)}` ended with {process.returncode}: {errors.read()[-2000:].strip() or 'no word'}"
            )
        return Finished(output.read(), ended, ended - started, usage.ru_utime + usage.ru_stime, max(looks))


@contextmanager
def _memory_of(process: int) -> Iterator[list[int]]:
    """Bytes that a process and its children hold, looked up again and again while the block runs.

    Between two looks the system remembers each process's own peak. What ``wait4`` tells would count the caller, too.
    """
    looks = [0]
    over = threading.Event()

    def look() -> None:
        while not over.wait(_LOOK_SECONDS):
            family = (process, *_children(process))
            together = sum(_bytes_told(each, "smaps_rollup", "Pss") for each in family)
            looks.append(max(together, *(_bytes_told(each, "status", "VmHWM") for each in family)))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield looks
    finally:
        over.set()
        looking.join()


def _children(process: int) -> list[int]:
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def _bytes_told(process: int, file: str, name: str) -> int:
    """A line of ``/proc``: ``Pss``, its own memory and its share of what it shares; 0 for a process that is over."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/{file}").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) * 1024
    return 0
