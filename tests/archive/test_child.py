from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from archive.child import ending, stops_held_back

WAITING = "import sys; sys.stdin.read(); sys.exit(3)"


def test_what_is_started_meanwhile_never_hears_of_a_stop() -> None:
    with stops_held_back():
        process = subprocess.Popen([sys.executable, "-c", WAITING], stdin=subprocess.PIPE)
    for number in (signal.SIGINT, signal.SIGTERM):
        process.send_signal(number)
    process.communicate()
    assert process.returncode == 3


def test_the_starter_hears_of_stops_again_afterwards() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with stops_held_back():
        assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before | {signal.SIGINT, signal.SIGTERM}
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before


@pytest.mark.parametrize(
    ("status", "words"),
    [(0, "ended with 0"), (1, "ended with 1"), (-9, "killed by SIGKILL")],
)
def test_how_it_ended_is_said_in_words(status: int, words: str) -> None:
    assert ending(status) == words
