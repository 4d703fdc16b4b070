"""Whether ``archive.db`` is what a rebuild from ``crawl.db`` gives: the crawler rebuilds beside it and compares."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from archive.upkeep.verify import Check

WHAT = "archive.db against a rebuild from crawl.db"
_PROJECT = Path(__file__).parents[2]
_EQUAL, _DIFFERENT = 0, 1  # exit codes of the command
_SAYS = "reextract: "


def rebuilt(data_dir: Path) -> Check:
    """Read every kept page again into a temporary file and compare; a crawl must not be running.

    The archive knows nothing of the crawler, so this is a process of its own: ``scrapy reextract --check``.
    """
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "reextract", "--check"],
        cwd=_PROJECT,
        env=os.environ | {"DATA_DIR": str(data_dir.resolve())},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == _EQUAL:
        return Check(WHAT)
    lines = [line.removeprefix(_SAYS) for line in done.stdout.splitlines() if line.startswith(_SAYS)]
    if done.returncode == _DIFFERENT and lines:
        return Check(WHAT, (*(f"archive.db: {line}" for line in lines[:-1]), f"{lines[-1]}; run scrapy reextract"))
    said = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
    return Check(WHAT, (f"archive.db: can't be compared with a rebuild: {said}; or leave it out with --quick",))
