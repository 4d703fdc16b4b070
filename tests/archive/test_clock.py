"""One clock for everybody, which may be set."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.clock import CLOCK, Clock, now, system

ROOT = Path(__file__).parent.parent.parent
SOURCES = [path for room in ("archive", "scrapers") for path in (ROOT / room).rglob("*.py")]
NEW_YEAR = datetime(2028, 1, 1, tzinfo=UTC)
ASKS = re.compile(r"\b(?:datetime\.(?:now|today|utcnow)|date\.today|time\.time)\(")


def test_a_clock_tells_what_it_is_made_to_tell() -> None:
    assert Clock(lambda: NEW_YEAR).now() == NEW_YEAR


def test_a_clock_that_was_set_goes_right_again_afterwards() -> None:
    clock = Clock(lambda: NEW_YEAR)
    with suppress(KeyError), clock.showing(lambda: NEW_YEAR + timedelta(1)):
        assert clock.now() == NEW_YEAR + timedelta(1)
        raise KeyError
    assert clock.now() == NEW_YEAR


def test_everybody_sees_the_same_clock() -> None:
    with CLOCK.showing(lambda: NEW_YEAR):
        assert now() == NEW_YEAR


def test_the_system_counts_in_utc() -> None:
    assert system().utcoffset() == timedelta(0)


def test_nobody_else_asks_for_the_time() -> None:
    askers = [path.relative_to(ROOT).as_posix() for path in SOURCES if ASKS.search(path.read_text(encoding="utf-8"))]
    assert askers == ["archive/clock.py"]
