"""Where a site's pages show headline and date: the same place, different words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from statistics import median

from scrapers.extraction.dates import read_date
from scrapers.extraction.fields.agreement import agree
from scrapers.extraction.fields.published import judge
from scrapers.extraction.layout.learning import MOST
from scrapers.extraction.layout.samples import Sample
from scrapers.extraction.page.outline import Block
from scrapers.extraction.page.paths import Names, Place, Step

_LONGEST_DATE_LINE = 160  # characters
_DIFFERENT_TITLES = 0.5  # share of the pages whose headlines must stand at one place and differ
_JUDGED = 3  # pages that show a date and tell machines one, before the two are compared
_TRUSTED = 0.5  # share of them on which the two must agree
_ONE_DAY = 8  # pages that all tell one day: more articles than an office publishes on a day
_DIFFERENT_DAYS = 0.4  # share of the dates at one place that must differ; a few articles appear on one day


def title_place(samples: Sequence[Sample], names: Names) -> Place | None:
    """Where most pages show their headline, and show different ones."""
    found: dict[Place, set[str]] = {}
    for sample in samples:
        if sample.title is not None and sample.title.block is not None:
            place = names.places(sample.outline, {sample.title.block})[sample.title.block]
            found.setdefault(place, set()).add(sample.title.block.text)
    best = max(found.items(), key=lambda item: len(item[1]), default=None)
    return best[0] if best is not None and len(best[1]) >= _DIFFERENT_TITLES * len(samples) else None


def date_place(samples: Sequence[Sample], names: Names, body: tuple[Step, ...]) -> Place | None:
    """Where most pages show one date that differs from page to page; nearest to the headline where there are several.

    A sidebar's dates are the same on many pages; those beside teasers stand at one place several times.
    """
    days: dict[Place, list[str]] = {}
    distances: dict[Place, list[int]] = {}
    for sample in samples:
        start = _start(sample, names, body)
        beside = (block for block in sample.outline.blocks if block.index not in sample.own)
        dated = {block: day for block in beside if (day := _day(block)) is not None}
        for block, place in names.places(sample.outline, dated).items():
            days.setdefault(place, []).append(dated[block])
            distances.setdefault(place, []).append(abs(block.index - start))
    crowded = {place.path for place in days if place.rank > 0}
    good = [
        (median(distances[place]), place.path, place)
        for place, found in days.items()
        if place.path not in crowded
        and len(found) >= MOST * len(samples)
        and len(set(found)) >= max(2, _DIFFERENT_DAYS * len(found))
    ]
    return min(good, key=lambda item: item[:2])[2] if good else None


def distrusted(samples: Sequence[Sample], names: Names, place: Place | None) -> tuple[str, ...]:
    """Witnesses that tell machines another day than most pages show: the day of a move, or of the visit."""
    days: dict[str, list[date]] = {}
    judged: dict[str, list[bool]] = {}
    for sample in samples:
        block = names.at(sample.outline, place) if place is not None else None
        shown = _day(block) if block is not None else None
        for statement in sample.metadata.published:
            if (told := judge(statement.value, statement.witness)) is None:
                continue
            days.setdefault(statement.witness, []).append(told.day)
            if shown is not None:
                judged.setdefault(statement.witness, []).append(agree(told.day, date.fromisoformat(shown)))
    wrong = {w for w, found in judged.items() if len(found) >= _JUDGED and sum(found) < _TRUSTED * len(found)}
    wrong |= {w for w, told_days in days.items() if len(told_days) >= _ONE_DAY and len(set(told_days)) == 1}
    return tuple(sorted(wrong))


def days(
    samples: Sequence[Sample], names: Names, place: Place | None, distrusted: Collection[str]
) -> Iterator[tuple[str, date]]:
    """Address and day of publication of the pages that tell it in full: a machine, or one line at the headline."""
    for sample in samples:
        told = (judge(s.value, s.witness) for s in sample.metadata.published if s.witness not in distrusted)
        known = next((each.day for each in told if each is not None and each.suspect is None), None)
        if known is None and (shown := _shown_day(sample, names, place)) is not None:
            known = date.fromisoformat(shown)
        if known is not None:
            yield sample.page.url, known


def _shown_day(sample: Sample, names: Names, place: Place | None) -> str | None:
    """The day at the site's place for it, else the only one between headline and text."""
    block = names.at(sample.outline, place) if place is not None else None
    if block is not None and (day := _day(block)) is not None:
        return day
    first = min(sample.own, default=0)
    start = sample.title.block.index + 1 if sample.title is not None and sample.title.block is not None else first
    found = {day for block in sample.outline.blocks[start:first] if (day := _day(block)) is not None}
    return found.pop() if len(found) == 1 else None


def _start(sample: Sample, names: Names, body: tuple[Step, ...]) -> int:
    if sample.title is not None and sample.title.block is not None:
        return sample.title.block.index
    box = names.follow(sample.outline, body)
    return box.start if box is not None else 0


def _day(block: Block) -> str | None:
    return _day_of_line(" ".join(block.pieces)) if len(block.text) <= _LONGEST_DATE_LINE else None


@lru_cache(maxsize=4096)  # most lines beside an article stand on every page
def _day_of_line(text: str) -> str | None:
    reading = read_date(text)
    return reading.iso[:10] if reading is not None and reading.iso is not None else None
