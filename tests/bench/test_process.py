from __future__ import annotations

import sys

import pytest

from bench.process import ProcessError, run

MEGABYTE = 1024 * 1024
HOLD = "import os, time; held = bytearray(os.urandom(1)) * (64 << 20); time.sleep(2)"


def test_a_process_is_measured_with_its_output() -> None:
    finished = run([sys.executable, "-c", "import time; print(sum(range(10**6))); time.sleep(2)"])
    assert finished.output == "499999500000\n"
    assert finished.cpu_seconds > 0
    assert 0 < finished.seconds <= finished.ended_at
    assert finished.peak_bytes > 4 * MEGABYTE


def test_memory_is_that_of_the_whole_family() -> None:
    shared = "import os, time\nheld = bytearray(os.urandom(1)) * (64 << 20)\nos.fork()\ntime.sleep(2)"
    apart = f"import os, time\nos.fork()\n{HOLD}"
    assert run([sys.executable, "-c", shared]).peak_bytes < 100 * MEGABYTE
    assert run([sys.executable, "-c", apart]).peak_bytes > 128 * MEGABYTE


def test_a_process_that_fails_is_told_with_its_last_words() -> None:
    with pytest.raises(ProcessError, match=r"ended with 3: out of paper$"):
        run([sys.executable, "-c", "import sys; print('out of paper', file=sys.stderr); sys.exit(3)"])
