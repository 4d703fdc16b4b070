from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.lock import LockError, hold

HOLDER = """
import pathlib, sys
from archive.lock import hold
with hold(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_holder_is_told_since_when_and_who(tmp_path: Path) -> None:
    path = tmp_path / "data" / "nightly.lock"
    with (
        subprocess.Popen(
            [sys.executable, "-c", HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as other,
    ):
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with (
            pytest.raises(
                LockError,
                match=rf"^already running since \d{{4}}-\S+\+00:00 \(pid {other.pid}\); wait for it or stop it$",
            ),
            hold(path),
        ):
            pass
        other.stdin.close()
    with hold(path):
        assert f'"pid": {os.getpid()}' in path.read_text()


def test_a_dead_holder_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "nightly.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        other.stdout.readline()
        other.kill()
    with hold(path):
        pass


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "nightly.lock"
    with pytest.raises(ZeroDivisionError), hold(path):
        raise ZeroDivisionError
    with hold(path):
        pass
    assert path.read_text() == ""
