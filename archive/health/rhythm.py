"""How long an office may be silent: learnt from the gaps between the days on which it published.

The usual gap is the one that nine of ten gaps don't exceed: the longest of many would let one summer excuse every
silence, the median would call every eighth pause of an irregular writer too long. Patience is three usual gaps; a pause
that the office has made twice is a habit and excused too. The days of Lebaran count for nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import median

from archive.health.lebaran import is_open, open_day
from archive.health.state import State

USUAL_SHARE = 0.9  # of the gaps are at most the usual gap
PATIENCE_GAPS = 3
LEAST_PATIENCE_DAYS = 7  # who writes daily may be on a course for a week
LEAST_GAPS = 8  # fewer say nothing about a rhythm
LATEST_GAPS = 100  # older ones tell of other people's habits
DAYS_A_MONTH = 30.44
DEFAULT_USUAL_DAYS = 20  # of an office of which nothing is known
FALLEN_TO = 0.2  # of what is usual
FALL_WINDOWS_DAYS = (28, 56, 84)
FALL_PAST_WINDOWS = 4
FALL_LEAST = 20  # publishing days in a usual window: with fewer, chance alone gets down to a fifth


class Basis(StrEnum):
    """Where a rhythm is known from."""

    HISTORY = "history"
    EXPECTED = "expected"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often an office publishes.

    :param usual_days: nine of ten gaps are at most so long
    :param patience_days: a longer silence has a name
    :param gaps: from how many gaps this was learnt
    """

    usual_days: float
    patience_days: float
    basis: Basis
    gaps: int


@dataclass(frozen=True, slots=True)
class Fall:
    """Far fewer publishing days than usual in a stretch of time."""

    days: int
    usual: float
    now: int


def rhythm(days: Sequence[date], expected: float | None = None) -> Rhythm:
    """Learn from the days on which an office published.

    :param days: each once, oldest first
    :param expected: articles a month, where its file says so; asked where the days are too few
    """
    gaps = sorted(after - before for before, after in pairwise(map(open_day, days[-LATEST_GAPS - 1 :])))
    if len(gaps) >= LEAST_GAPS:
        usual, basis = float(gaps[math.ceil(USUAL_SHARE * len(gaps)) - 1]), Basis.HISTORY
    elif expected:
        # Of events that come at random nine of ten gaps are shorter than ln 10 mean gaps.
        usual, basis = math.log(10) * DAYS_A_MONTH / expected, Basis.EXPECTED
    else:
        usual, basis = float(DEFAULT_USUAL_DAYS), Basis.DEFAULT
    habit = gaps[-2] if len(gaps) > 1 else 0
    patience = max(PATIENCE_GAPS * usual, LEAST_PATIENCE_DAYS, habit)
    return Rhythm(round(usual, 1), round(patience, 1), basis, len(gaps))


def fall(days: Sequence[date], today: date) -> Fall | None:
    """Whether an office publishes a fifth of what it used to, or less, in the shortest stretch that can tell."""
    published, end = [open_day(day) for day in days if is_open(day)], open_day(today)
    for width in FALL_WINDOWS_DAYS:
        counts = [_count(published, end - width * back, width) for back in range(FALL_PAST_WINDOWS + 1)]
        usual = median(counts[1:])
        covered = bool(published) and published[0] <= end - width * (FALL_PAST_WINDOWS + 1)
        if covered and usual >= FALL_LEAST:
            return Fall(width, usual, counts[0]) if counts[0] <= FALLEN_TO * usual else None
    return None


def pace(days: Sequence[date], today: date, usual: Rhythm) -> State:
    """How a silence compares with what is usual.

    :param days: at least one
    """
    silence = open_day(today) - open_day(days[-1])
    if silence > usual.patience_days:
        return State.SILENT
    return State.QUIET if silence > usual.usual_days else State.FRESH


def _count(days: Sequence[int], end: int, width: int) -> int:
    return sum(1 for day in days if end - width < day <= end)
