"""The live table of a night, as a person at a terminal sees it."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from tests.commands.nights import office, routes
from tests.scripted import ROOT, Answer, scrapy, site

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")


def at_a_terminal(folder: Path, *command: str) -> tuple[int, str]:
    """Run scrapy at a terminal of its own; its exit status and all that stood there, without control sequences."""
    ours, theirs = pty.openpty()
    settings = {"DATA_DIR": f"{folder}/data", "OFFICES_DIR": f"{folder}/offices", "PRIVATE_HOSTS": "127.0.0.1"}
    screen = {"TERM": "xterm", "COLUMNS": "120", "LINES": "40"}
    with subprocess.Popen(
        [sys.executable, "-m", "scrapy", *command],
        cwd=ROOT, env={**os.environ, **settings, **screen}, stdin=theirs, stdout=theirs, stderr=theirs,
    ) as process:  # fmt: skip
        os.close(theirs)
        said = bytearray()
        try:
            while more := os.read(ours, 65536):
                said += more
        except OSError:  # how a terminal says that nobody writes to it any more
            pass
        finally:
            os.close(ours)
    return process.returncode, CONTROL.sub("", said.decode())


def test_a_terminal_shows_a_row_for_each_office_and_whole_lines(tmp_path: Path) -> None:
    forbidden = Answer(b"User-agent: *\nDisallow: /\n", content_type="text/plain")
    with site(routes(1, 2, 3)) as served, site({"/robots.txt": forbidden}) as closed:
        office(tmp_path, served)
        office(tmp_path, closed, "tutup", "3542")
        code, said = at_a_terminal(tmp_path, "nightly")
    assert code == 1
    first, last = said.index(" of 2 offices done"), said.rindex("2 of 2 offices done")
    assert first < last  # it went on while they were crawled
    cells = [[cell.strip() for cell in re.split("[│┃]", line)[1:-1]] for line in said[last:].splitlines()]
    table = [row for row in cells if row]
    assert table[0] == ["office", "requests", "KB", "new", "revised", "unreadable", "errors", "state"]
    (name, requests, _, new, *others, state), (other, *_, not_reached) = table[1:]
    assert (name, requests, new, others, state) == ("contoh", "5", "3", ["0", "0", "0"], "done")
    assert (other, not_reached) == ("tutup", "not reached")
    assert "nightly: no list of news was reached at tutup" in said
    log = (tmp_path / "data" / "logs" / "nightly.jsonl").read_text(encoding="utf-8")
    assert "no list of news was reached at tutup" in log


def test_a_pipe_gets_lines_alone(tmp_path: Path) -> None:
    with site(routes(1)) as served:
        office(tmp_path, served)
        done = scrapy(tmp_path, "nightly")
    assert done.stdout == ""
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [A-Z]+ ", line) for line in done.stderr.splitlines())
    assert "\x1b" not in done.stderr
