"""Every date in a text, where it stands and how far it can be trusted. Pure: nothing here asks a clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

from scrapers.extraction.dates import patterns
from scrapers.extraction.dates.days import calendar_day, day_of
from scrapers.extraction.dates.shapes import LOOK_BACK, Shape, shape_at
from scrapers.extraction.dates.vocabulary import weekday_number, zone_offset

_LONGEST_EVENT_DAYS = 62  # two dates further apart are not one event's ends
# Units of "… yang lalu" that still tell the day. Months and years are rounded: no day can be said.
_UNITS = {
    **dict.fromkeys(("detik", "second", "seconds"), timedelta(seconds=1)),
    **dict.fromkeys(("menit", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("jam", "hour", "hours"), timedelta(hours=1)),
    **dict.fromkeys(("hari", "day", "days"), timedelta(days=1)),
}
_WEEKS = dict.fromkeys(("minggu", "pekan", "week", "weeks"), timedelta(weeks=1))  # tell it with the days beside them


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date as a text gives it.

    :param start: offset of its first character, the weekday's where there is one
    :param raw: ``text[start:end]``
    :param value: first day; an aware datetime where time and zone are given; ``None``: incomplete or impossible
    :param until: last day of a stretch of days
    :param weekday: the weekday as written, ``"Jum'at"``
    :param suspect: ``year`` (outside 1990 … next year), ``weekday`` (contradicts the date), ``future``; the first that
        holds; ``year`` and ``future`` only where ``today`` was given
    :param relative: the text counts from its own present (``kemarin``)
    :param year_given: the year is written, not to be completed
    :param day: day of the month as written, also where ``value`` is ``None``; likewise ``month`` and the last day's
    """

    start: int
    end: int
    raw: str
    value: date | datetime | None = None
    until: date | None = None
    weekday: str | None = None
    suspect: str | None = None
    relative: bool = False
    year_given: bool = False
    day: int | None = None
    month: int | None = None
    until_day: int | None = None
    until_month: int | None = None


def find_dates(
    text: str, *, today: date | None = None, default_zone: timedelta | None = None, label: bool = False
) -> list[DateMention]:
    """All dates of ``text`` in order, none overlapping another.

    :param today: the day, or the moment in the site's zone, the text was seen; resolves ``kemarin`` and shows years
        and days to come as suspect
    :param default_zone: zone of times that name none; without it such a time is left out of the value
    :param label: the text is a date label, not prose: ``12 Ags 24`` has a year then
    """
    reader = _Reader(text, today, default_zone, label=label)
    found = _merged(list(reader.written()), list(reader.spoken()))
    return list(_joined(text, found)) if len(found) > 1 else found


def _merged(written: list[DateMention], spoken: list[DateMention]) -> list[DateMention]:
    """Both kinds in order of place; a spoken day inside a written date is part of it."""
    if not spoken:
        return written
    free = [near for near in spoken if not any(m.start <= near.start < m.end for m in written)]
    return sorted([*written, *free], key=lambda mention: mention.start)


def _joined(text: str, mentions: Iterable[DateMention]) -> Iterator[DateMention]:
    """``28 Februari 2025 – 2 Maret 2025``: two whole dates with a dash between are one stretch of days."""
    held: DateMention | None = None
    for mention in mentions:
        stretch = held and _stretch(text, held, mention)
        if held and not stretch:
            yield held
        held = stretch or mention
    if held:
        yield held


def _stretch(text: str, first: DateMention, last: DateMention) -> DateMention | None:
    if first.value is None or last.value is None or first.until or last.until or first.relative or last.relative:
        return None
    start, end = day_of(first.value), day_of(last.value)
    if not start < end <= start + timedelta(days=_LONGEST_EVENT_DAYS):
        return None
    if patterns.BETWEEN.fullmatch(text, first.end, last.start) is None:
        return None
    return replace(
        first,
        end=last.end,
        raw=text[first.start : last.end],
        value=start,
        until=end,
        suspect=first.suspect or last.suspect,
        until_day=last.day,
        until_month=last.month,
    )


class _Reader:
    """Reads one text; keeps what every date in it needs."""

    def __init__(self, text: str, today: date | None, default_zone: timedelta | None, *, label: bool) -> None:
        self._text = text
        self._today = today
        self._default_zone = default_zone
        self._label = label

    def written(self) -> Iterator[DateMention]:
        """The dates that have digits."""
        end = 0
        for digits in patterns.DIGITS.finditer(self._text):
            at = digits.start()
            if at < end:
                continue
            shape = shape_at(self._text, at, digits.end(), label=self._label)
            mention = self._mention(shape) if shape else self._ago(at)
            if mention and mention.start >= end:
                end = mention.end
                yield mention

    def spoken(self) -> Iterator[DateMention]:
        """``hari ini`` and ``kemarin``."""
        lowered = self._text.lower()
        if not any(word in lowered for word in patterns.NEAR_WORDS):
            return  # as most texts, and so found out a hundred times faster than by pattern
        for match in patterns.NEAR.finditer(self._text):
            back = 0 if match["word"].lower() in ("hari ini", "today") else 1
            yield self._relative(match, day_of(self._today) - timedelta(days=back) if self._today else None)

    def _ago(self, at: int) -> DateMention | None:
        match = patterns.AGO.match(self._text, at)
        if match is None:
            return None
        parts = [(int(part["count"]), part["unit"].lower()) for part in patterns.STRETCH.finditer(match["counted"])]
        told = parts[-1][1] in _UNITS and all(unit in _UNITS or unit in _WEEKS for _, unit in parts)
        if self._today is None or not told:
            return self._relative(match, None)
        passed = sum((count * (_UNITS | _WEEKS)[unit] for count, unit in parts), timedelta())
        return self._relative(match, day_of(self._today - passed))

    @staticmethod
    def _relative(match: re.Match[str], value: date | None) -> DateMention:
        return DateMention(match.start(), match.end(), match[0], value, relative=True)

    def _mention(self, shape: Shape) -> DateMention:
        before = self._text[max(0, shape.start - LOOK_BACK) : shape.start]
        weekday = patterns.WEEKDAY_BEFORE.search(before)
        near = patterns.NEAR_BEFORE.search(before)
        opening = weekday or near
        start = shape.start - len(before) + opening.start() if opening else shape.start
        first, last = _ends(shape)
        if first is None and near is not None and shape.year is None and shape.first_day is None:
            first = self._as_said(near[0], shape)
        value, end = self._with_time(first, shape.end) if first and last is None else (first, shape.end)
        end += (
            self._text.count("(", start, end) > self._text.count(")", start, end) and self._text[end : end + 1] == ")"
        )
        return DateMention(
            start=start,
            end=end,
            raw=self._text[start:end],
            value=value,
            until=last,
            weekday=(weekday["first"] or weekday["weekday"]) if weekday else None,
            suspect=self._suspect(first, last, weekday, shape.last_weekday),
            relative=near is not None,
            year_given=shape.year is not None,
            day=shape.first_day or shape.day,
            month=shape.first_month or shape.month,
            until_day=shape.day if shape.first_day else None,
            until_month=shape.month if shape.first_day else None,
        )

    def _as_said(self, near: str, shape: Shape) -> date | None:
        """The day of ``kemarin (9/7)``, where yesterday was the ninth of July."""
        if self._today is None:
            return None
        word = near.lower().split()[0]
        said = day_of(self._today) + timedelta(days={"kemarin": -1, "besok": 1, "lusa": 2}.get(word, 0))
        return said if (said.day, said.month) == (shape.day, shape.month) else None

    def _with_time(self, day: date, end: int) -> tuple[date | datetime, int]:
        """The moment, where the characters behind the date give a time of a known zone, and the offset behind it."""
        match = patterns.TIME.match(self._text, end)
        # "20.30" is a time only where a word says so: it may be an amount.
        if match is None or (match["mark"] == "." and not (match["said"] or match["zone"])):
            return day, end
        clock = _clock(match)
        if clock is None:
            return day, end
        offset = zone_offset(match["zone"]) if match["zone"] else self._default_zone
        if offset is None:
            return day, match.end()
        return datetime.combine(day, clock, timezone(offset)), match.end()

    def _suspect(
        self, first: date | None, last: date | None, weekday: re.Match[str] | None, last_weekday: str | None
    ) -> str | None:
        if first is None:
            return None
        today = day_of(self._today) if self._today else None
        if today and not 1990 <= first.year <= today.year + 1:
            return "year"
        said = [(first, weekday["first"] or weekday["weekday"])] if weekday else []
        if last and weekday and weekday["first"]:
            said.append((last, weekday["weekday"]))
        if last and last_weekday:
            said.append((last, last_weekday))
        if any(day.weekday() != weekday_number(word) for day, word in said):
            return "weekday"
        # A day's grace: the reader's clock may stand in another zone than the site's.
        return "future" if today and first > today + timedelta(days=1) else None


def _ends(shape: Shape) -> tuple[date | None, date | None]:
    """First day and, of a stretch, last day; the year turns inside it where the first month is the later one."""
    if shape.year is None:
        return None, None
    last = calendar_day(shape.year, shape.month, shape.day)
    if last is None or shape.first_day is None or shape.first_month is None:
        return last, None
    first = calendar_day(last.year - (shape.first_month > last.month), shape.first_month, shape.first_day)
    return (first, last) if first else (None, None)


def _clock(match: re.Match[str]) -> time | None:
    hour = int(match["hour"])
    half = (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(match["minute"]), int(match["second"] or 0)) if hour < 24 else None
