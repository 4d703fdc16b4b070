import sys
from pathlib import Path

import pytest

from evaluation.processes import ToolError, free_port, run, running, wait


def test_a_program_s_output_is_given() -> None:
    assert run([sys.executable, "-c", "print(input()[::-1])"], text="abc") == "cba\n"


def test_a_failing_program_is_quoted() -> None:
    with pytest.raises(ToolError, match=r"ended with 3: disk full"):
        run([sys.executable, "-c", "import sys; sys.exit(sys.stderr.write('disk full') and 3)"])


def test_a_missing_or_slow_program_is_named() -> None:
    with pytest.raises(ToolError, match="no-such-program"):
        run(["no-such-program"])
    with pytest.raises(ToolError, match="timed out"):
        run([sys.executable, "-c", "import time; time.sleep(60)"], seconds=0.2)


def test_a_server_lives_as_long_as_the_block(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    code = f"import time; open({str(ready)!r}, 'w').close(); time.sleep(60)"
    with running([sys.executable, "-c", code], log=tmp_path / "log") as server:
        wait(server, ready.exists, tmp_path / "log")
        assert server.poll() is None
    assert server.poll() is not None


def test_a_server_that_ends_at_once_is_reported_with_its_last_words(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with (
        pytest.raises(ToolError, match="no licence"),
        running([sys.executable, "-c", "raise SystemExit('no licence')"], log=log) as server,
    ):
        wait(server, lambda: False, log)


def test_a_free_port_is_free() -> None:
    assert 1024 < free_port() < 65536
