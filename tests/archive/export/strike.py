"""A signal at an instant that Python itself tells, whichever of an export's processes meets it: without a clock."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, Signals
from typing import Literal

from tests.scripted import ROOT

# Python runs it in every process as it starts.
_SITE = """
import os, sys

event, wanted, left, number, victim = os.environ["STRIKE"].split(" ")
left = int(left)
victims = {"command": int(os.environ.setdefault("COMMAND", str(os.getpid()))), "process": os.getpid(), "all": 0}

def hook(name, arguments):
    global left
    if name == event and any(wanted in str(argument) for argument in arguments):
        left -= 1
        if left == -1:
            os.kill(victims[victim], int(number))

sys.addaudithook(hook)
"""


@dataclass(frozen=True)
class Strike:
    """What is sent to whom, and when.

    :param event: of Python's auditing, with an argument that holds ``wanted``; ``left`` times it passes before
    :param victim: the process that was started as the command, the one that the event is in, or all
    """

    event: str
    wanted: str
    left: int = 0
    number: Signals = SIGKILL
    victim: Literal["command", "process", "all"] = "command"


def struck(data_dir: Path, command: str, strike: Strike) -> tuple[int, str]:
    """Run ``python -m archive`` until it is struck; its exit code and what it complained of.

    Nobody waits for the processes that it started.
    """
    told = f"{strike.event} {strike.wanted} {strike.left} {strike.number.value} {strike.victim}"
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile("w+", encoding="utf-8") as complained:
        (Path(folder) / "sitecustomize.py").write_text(_SITE)
        done = subprocess.run(
            [sys.executable, "-m", "archive", "--data-dir", str(data_dir), command],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": folder, "STRIKE": told},
            stdout=subprocess.DEVNULL,
            stderr=complained,
            check=False,
            start_new_session=True,  # "all" are those that it started
        )
        complained.seek(0)
        return done.returncode, complained.read()
