"""Whether a site is read as completely as before: a redesign that still yields articles shows here first."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from archive.health.facts import Item

LATEST = 30  # articles that are compared …
PAST_LEAST = 40  # … with at least so many before them, half of that where the field is lost altogether …
PAST_MOST = 200  # … and at most so many
DROP = 0.10  # ten points
CHANCE = 1e-4  # a drop that luck brings more often than this is none
LOST_LEAST = 3  # articles in a row that lack a field: two may well be of another kind than the rest …
TEASERS_LEAST = 2  # … unless both are short and end in dots, where none did before
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

    A field that is lost altogether shows in a few articles in a row, one that is lost now and then in many.

    :param items: of one site, newest publication first
    """
    long_enough = SHORT * median([item.length for item in items[LATEST : LATEST + PAST_MOST] or items] or [0])
    fields: dict[str, Callable[[Item], bool]] = {
        "title": lambda item: item.titled,
        "date": lambda item: item.published is not None,
        "body": lambda item: item.length >= long_enough,
        "author": lambda item: item.signed,
    }
    known = {name: [has(item) for item in items] for name, has in fields.items()}
    found = {name: _lost(name, had) or _rarer(name, had) for name, had in known.items()}
    found["body"] = found["body"] or _teasers(items, long_enough)
    return tuple(drift for drift in found.values() if drift)


def _lost(name: str, had: Sequence[bool]) -> Drift | None:
    """A field that the latest articles lack one and all.

    :param had: whether each article has it, the newest first
    """
    run = had.index(True) if True in had else len(had)
    past = had[run : run + PAST_MOST]
    usual = _without_a_loss(past)
    return Drift(name, sum(usual) / len(usual), 0.0, run) if _is_loss(run, usual) else None


def _is_loss(run: int, past: Sequence[bool]) -> bool:
    """Whether so many articles in a row that lack a field can't be chance."""
    return run >= LOST_LEAST and len(past) >= PAST_LEAST // 2 and _expected(past) ** run < CHANCE / LATEST


def _without_a_loss(past: Sequence[bool]) -> Sequence[bool]:
    """What is usual, where the field was lost before: one loss is an accident, a second one a habit."""
    start = end = 0
    for had, group in groupby(range(len(past)), key=past.__getitem__):
        places = [*group]
        if not had and len(places) > end - start:
            start, end = places[0], places[-1] + 1
    rest = [*past[:start], *past[end:]]
    return rest if _is_loss(end - start, rest) else past


def _teasers(items: Sequence[Item], long_enough: float) -> Drift | None:
    """Of the latest articles only the first words are left, as of none before them."""
    cut = [item.cut_off and item.length < long_enough for item in items]
    run = cut.index(False) if False in cut else len(cut)
    past = items[run : run + PAST_MOST]
    if run < TEASERS_LEAST or len(past) < PAST_LEAST // 2 or any(cut[run : run + PAST_MOST]):
        return None
    return Drift("body", sum(item.length >= long_enough for item in past) / len(past), 0.0, run)


def _rarer(name: str, had: Sequence[bool]) -> Drift | None:
    """A field that the latest articles have less often; a loss that is over says nothing of them."""
    known = _without_a_loss(had) if all(had[:LOST_LEAST]) else had
    latest, past = known[:LATEST], known[LATEST : LATEST + PAST_MOST]
    if len(past) < PAST_LEAST or not _dropped(past, sum(latest)):
        return None
    return Drift(name, sum(past) / len(past), sum(latest) / LATEST, LATEST)


def _dropped(past: Sequence[bool], now: int) -> bool:
    drop = sum(past) / len(past) - now / LATEST
    return drop >= DROP - 1e-9 and _at_least(LATEST - now, LATEST, _expected(past)) < CHANCE


def _expected(past: Sequence[bool]) -> float:
    """How often an article lacks the field: one that was never missing may be missing once in a while."""
    return (past.count(False) + 0.5) / (len(past) + 1)


def _at_least(hits: int, trials: int, chance: float) -> float:
    """How likely at least ``hits`` of ``trials`` are."""
    return sum(math.comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(hits, trials + 1))
