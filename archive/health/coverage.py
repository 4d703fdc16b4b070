"""Whether a site is read as completely as before: a redesign that still yields articles shows here first."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from archive.health.facts import Item

LATEST = 30  # articles that are compared …
PAST_LEAST = 40  # … with at least so many before them …
PAST_MOST = 200  # … and at most so many
DROP = 0.10  # ten points
CHANCE = 1e-4  # a drop that luck brings more often than this is none
SHORT = 0.25  # of the usual length: a body that lost most of itself


@dataclass(frozen=True, slots=True)
class Drift:
    """A field that is read less often than before; shares are between 0 and 1.

    :param field: ``title``, ``date``, ``body`` (long enough) or ``author``
    :param articles: how many latest articles say so
    """

    field: str
    before: float
    now: float
    articles: int


def drifts(items: Sequence[Item]) -> tuple[Drift, ...]:
    """The fields that the latest articles of a site have less often than its earlier ones.

    :param items: of one site, newest publication first
    """
    latest, past = items[:LATEST], items[LATEST : LATEST + PAST_MOST]
    if len(past) < PAST_LEAST:
        return ()
    long_enough = SHORT * median(item.length for item in past)
    fields: dict[str, Callable[[Item], bool]] = {
        "title": lambda item: item.titled,
        "date": lambda item: item.published is not None,
        "body": lambda item: item.length >= long_enough,
        "author": lambda item: item.signed,
    }
    compared = ((name, sum(map(has, past)), sum(map(has, latest))) for name, has in fields.items())
    return tuple(
        Drift(name, before / len(past), now / LATEST, LATEST)
        for name, before, now in compared
        if _dropped(before, len(past), now)
    )


def _dropped(before: int, past: int, now: int) -> bool:
    misses = LATEST - now
    expected = (past - before + 0.5) / (past + 1)  # a field that was never missing may be missing once in a while
    drop = before / past - now / LATEST
    return drop >= DROP - 1e-9 and _at_least(misses, LATEST, expected) < CHANCE


def _at_least(hits: int, trials: int, chance: float) -> float:
    """How likely at least ``hits`` of ``trials`` are."""
    return sum(math.comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(hits, trials + 1))
