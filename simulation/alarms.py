"""Whom an operator would have been told of, night by night: the product's own messages, replayed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.alarms.news import OURS, Alarm, news
from archive.health import Health, OfficeHealth, OurSide, State
from archive.health.rhythm import Basis, Rhythm
from simulation.watching import Mood, Record


@dataclass(frozen=True, slots=True)
class Call:
    """A person was called because of an office, or of our own side (``office`` is empty)."""

    office: str
    night: int
    state: State


def calls(record: Record) -> Iterator[Call]:
    """All alarms, in their order."""
    known: dict[str, frozenset[str]] = {}
    for night in sorted({night for moods in record.moods.values() for night in moods}):
        for alarm in news(_health(record, night), known).alarms:
            known[alarm.office] = _remembered(known.get(alarm.office, frozenset()), alarm)
            if alarm.lasts:
                yield Call(alarm.office, night, State(alarm.state))
        known = {office: families for office, families in known.items() if families}


def _remembered(families: frozenset[str], alarm: Alarm) -> frozenset[str]:
    return families | {alarm.family} if alarm.lasts else families - {alarm.family}


def _health(record: Record, night: int) -> Health:
    offices = (_office(office, moods[night]) for office, moods in record.moods.items() if night in moods)
    return Health(tuple(offices), OurSide(night, "", 0, 0) if night in record.ours else None)


def _office(office: str, mood: Mood) -> OfficeHealth:
    return OfficeHealth(office, "", mood.state, 1, Rhythm(mood.usual_days, mood.usual_days, Basis.HISTORY, 0))


def is_ours(call: Call) -> bool:
    """Whether it is about our own side."""
    return call.office == OURS
