"""A process that is measured from its start to its end."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parent.parent


class ProcessError(RuntimeError):
    """A measured process failed; the message ends with its last lines."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What one process needed.

    :param ended_at: seconds on the monotonic clock
    :param seconds: from its start to its end
    :param cpu_seconds: of processor time, its children's included
    :param peak_bytes: the most memory it held at one time
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
        _, status, usage = os.wait4(process.pid, 0)
        ended = time.monotonic()
        process.returncode = os.waitstatus_to_exitcode(status)  # it was waited for behind subprocess's back
        output.seek(0)
        if process.returncode:
            errors.seek(0)
            raise ProcessError(
                f"`{' '.join(command)}` ended with {process.returncode}: {errors.read()[-2000:].strip() or 'no word'}"
            )
        return Finished(output.read(), ended, ended - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
