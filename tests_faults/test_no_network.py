"""A machine without a network: an empty network namespace, in which not even loopback answers.

Where the machine lets nobody make one, as some containers do, no name is resolved instead.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests_faults.life import ROOT
from tests_faults.world import Crawled, World, faults, unlike

A_MINUTE = 60
ISOLATED = ("unshare", "--map-root-user", "--net")
NIGHTLY = ("make", "--old-file=.venv/.runtime", "nightly")


def isolated(folder: Path) -> tuple[str, ...]:
    """``make nightly`` without a network; what it takes to hide one is written into ``folder``."""
    if subprocess.run([*ISOLATED, "true"], capture_output=True, check=False).returncode == 0:
        return (*ISOLATED, *NIGHTLY)
    folder.mkdir()
    for name, module in (("scrapy", "-m tests.driven"), ("python", "")):
        script = folder / name
        script.write_text(f'#!/bin/sh\nNO_NAMES=1 exec {sys.executable} {module} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    return (*NIGHTLY, f"BIN={folder}")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the logs and the night's own report, by its path there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {str(path.relative_to(folder)): path.read_bytes() for path in files}
    return {name: body for name, body in found.items() if name.partition("/")[0] not in {"logs", "runs"}}


def test_make_nightly_ends_within_a_minute_with_one_sentence_and_touches_nothing(world: World, tiny: Crawled) -> None:
    """With the real offices, none of which is asked, on an archive that stands."""
    place = world.copy("no-network", tiny)
    before = contents(place.data)
    runs = len(list((place.data / "runs").iterdir()))
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        isolated(place.data.with_name("bin")),
        cwd=ROOT,
        env=kept | {"DATA_DIR": str(place.data), "ALARM_URLS": "", "OFFICES_DIR": "scrapers/offices"},
        capture_output=True,
        text=True,
        timeout=A_MINUTE,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if " INFO " not in line]
    assert len(said) == 2, done.stderr
    assert "nightly: none of " in said[0]
    assert "Temporary failure in name resolution): this machine has no way to them; nothing was changed" in said[0]
    assert said[1].endswith("Error 3")  # make's own line; 3 is "all failed"
    assert contents(place.data) == before
    assert len(list((place.data / "runs").iterdir())) == runs + 1
    assert unlike(tiny.rows, place) == []
    assert faults(place.data) == []
