"""Every date in a text, where it stands and how far it can be trusted. Pure: nothing here asks a clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

from scrapers.extraction.dates import patterns
from scrapers.extraction.dates.vocabulary import month_number, weekday_number, zone_offset

_LOOK_BACK = 60  # characters before a date in which its weekday must stand
_LONGEST_EVENT_DAYS = 62  # two dates further apart are not one event's ends
# Units of "… yang lalu" that still tell the day. Weeks, months and years are rounded: no day can be said.
_UNITS = {
    **dict.fromkeys(("detik", "second", "seconds"), timedelta(seconds=1)),
    **dict.fromkeys(("menit", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("jam", "hour", "hours"), timedelta(hours=1)),
    **dict.fromkeys(("hari", "day", "days"), timedelta(days=1)),
}


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

    :param today: the day (or moment) the text was seen; resolves ``kemarin`` and shows years and days to come as suspect
    :param default_zone: zone of times that name none; without it such a time is left out of the value
    :param label: the text is a date label, not prose: ``12 Ags 24`` has a year then
    """
    if not any(map(str.isdigit, text)) and patterns.NEAR.search(text) is None:
        return []
    reader = _Reader(text, today, default_zone, label=label)
    return list(_joined(text, _apart(reader.mentions())))


def day_of(value: date | datetime) -> date:
    """The calendar day of a value."""
    return value.date() if isinstance(value, datetime) else value


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or ``None`` where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _apart(mentions: list[DateMention]) -> Iterator[DateMention]:
    """In order of place; of two that overlap the one that begins first, of those the longest."""
    end = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start >= end:
            yield mention
            end = mention.end


def _joined(text: str, mentions: Iterator[DateMention]) -> Iterator[DateMention]:
    """``28 Februari 2025 – 2 Maret 2025``: two whole dates with a dash between are one stretch of days."""
    held: DateMention | None = None
    for mention in mentions:
        stretch = held and _stretch(text, held, mention)
        if stretch:
            held = stretch
            continue
        if held:
            yield held
        held = mention
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


@dataclass(slots=True)
class _Parts:
    """A match taken apart: ``year`` is ``None`` where none is written; ``end`` is where the date stops."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    first_day: int | None = None
    first_month: int | None = None
    last_weekday: str | None = None

    def led_by(self, match: re.Match[str], first_month: int) -> _Parts:
        """With the first day of the stretch, where the match has one that can come before the last."""
        if match["first"] is None:
            return self
        first_day, turned = int(match["first"]), first_month == 12 and self.month == 1
        if not turned and (first_month, first_day) >= (self.month, self.day):
            return self
        last_weekday = match.groupdict().get("last_weekday")
        return replace(
            self, start=match.start(), first_day=first_day, first_month=first_month, last_weekday=last_weekday
        )


class _Reader:
    """Reads one text; keeps what every date in it needs."""

    def __init__(self, text: str, today: date | None, default_zone: timedelta | None, *, label: bool) -> None:
        self._text = text
        self._today = today
        self._default_zone = default_zone
        self._label = label

    def mentions(self) -> list[DateMention]:
        found = [
            self._mention(parts)
            for pattern, read in (
                (patterns.TEXTUAL, self._textual),
                (patterns.MONTH_FIRST, self._month_first),
                (patterns.ISO, self._iso),
                (patterns.NUMERIC, self._numeric),
            )
            for match in pattern.finditer(self._text)
            if (parts := read(match)) is not None
        ]
        found.extend(self._ago(match) for match in patterns.AGO.finditer(self._text))
        found.extend(self._near(match) for match in patterns.NEAR.finditer(self._text))
        return found

    def _textual(self, match: re.Match[str]) -> _Parts:
        year = self._textual_year(match)
        end = match.end() if year is not None else match.end("month")
        parts = _Parts(match.start("day"), end, int(match["day"]), month_number(match["month"]), year)
        first_month = month_number(match["first_month"]) if match["first_month"] else parts.month
        return parts.led_by(match, first_month)

    def _textual_year(self, match: re.Match[str]) -> int | None:
        """The year behind a month's name; "10 Maret 25 peserta" and "10 Maret 1500 orang" have none."""
        digits = match["year"]
        if digits is None:
            return None
        if len(digits) == 4:
            year = int(digits)
            amount = (year % 100 == 0 or not 1945 <= year <= 2100) and patterns.COUNTED.match(self._text, match.end())
            return None if amount or year == 0 else year
        marked = not digits[0].isdigit() or match["gap"] in ("-", "/")
        if marked or (self._label and patterns.LABEL_YEAR_END.match(self._text, match.end())):
            return _full_year(digits[-2:])
        return None

    def _month_first(self, match: re.Match[str]) -> _Parts | None:
        year = int(match["year"])
        return _Parts(match.start(), match.end(), int(match["day"]), month_number(match["month"]), year or None)

    def _iso(self, match: re.Match[str]) -> _Parts | None:
        return _Parts(match.start(), match.end(), int(match["day"]), int(match["month"]), int(match["year"]) or None)

    def _numeric(self, match: re.Match[str]) -> _Parts | None:
        if not self._is_date(match):
            return None
        digits = match["year"]
        year = None if digits is None else _full_year(digits) if len(digits) == 2 else int(digits) or None
        parts = _Parts(match.start("day"), match.end(), int(match["day"]), int(match["month"]), year)
        return parts.led_by(match, int(match["first_month"] or parts.month))

    def _is_date(self, match: re.Match[str]) -> bool:
        """Whether the words around make a numeric form a date: the fewer digits it has, the more they must say."""
        before = self._text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if patterns.WEEKDAY_BEFORE.search(before) or patterns.DATE_SAID.search(before):
            return match["mark"] == "/" or match["year"] is not None
        if patterns.NOT_A_DATE.search(before) or match["year"] is None:
            return False
        tail = patterns.TAIL.search(before)
        if tail and tail["whole"] is None:
            return False
        whole = self._label and not before.strip(" (")
        full = len(match["year"]) == 4
        if match["mark"] == "/":
            return full or whole or len(match["day"]) == len(match["month"]) == 2 or before.endswith("(")
        if match["mark"] == "-":
            return full or whole or before.endswith("(")
        return whole or before.endswith("(") or (full and len(match["day"]) == len(match["month"]) == 2)

    def _mention(self, parts: _Parts) -> DateMention:
        before = self._text[max(0, parts.start - _LOOK_BACK) : parts.start]
        weekday = patterns.WEEKDAY_BEFORE.search(before)
        start = parts.start - len(before) + weekday.start() if weekday else parts.start
        ranged = parts.first_day is not None
        first_month = parts.first_month or parts.month
        end, value, until = parts.end, None, None
        if parts.year is not None and ranged:
            until = calendar_day(parts.year, parts.month, parts.day)
            value = _first_day(parts, first_month, until)
            until = until if value else None
        elif parts.year is not None:
            value = calendar_day(parts.year, parts.month, parts.day)
        moment: date | datetime | None = value
        if value and not ranged:
            moment, end = self._with_time(value, end)
        spoken = (weekday["first"] or weekday["weekday"]) if weekday else None
        last_spoken = parts.last_weekday or (weekday["weekday"] if weekday and weekday["first"] else None)
        near = patterns.DATE_SAID.search(before)
        relative = bool(near and near[0].rstrip().endswith("("))
        return DateMention(
            start=start,
            end=end,
            raw=self._text[start:end],
            value=moment,
            until=until,
            weekday=spoken,
            suspect=self._suspect(((value, spoken), (until, last_spoken))),
            relative=relative,
            year_given=parts.year is not None,
            day=parts.first_day if parts.first_day is not None else parts.day,
            month=first_month,
            until_day=parts.day if ranged else None,
            until_month=parts.month if ranged else None,
        )

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

    def _suspect(self, days: tuple[tuple[date | None, str | None], ...]) -> str | None:
        known = [day for day, _ in days if day is not None]
        today = day_of(self._today) if self._today else None
        if today and any(not 1990 <= day.year <= today.year + 1 for day in known):
            return "year"
        if any(day and word and day.weekday() != weekday_number(word) for day, word in days):
            return "weekday"
        # A day's grace: the reader's clock may stand in another zone than the site's.
        if today and any(day > today + timedelta(days=1) for day in known[:1]):
            return "future"
        return None

    def _ago(self, match: re.Match[str]) -> DateMention:
        count = 1 if match["count"].lower() == "se" else int(match["count"])
        unit = _UNITS.get(match["unit"].lower())
        known = self._today is not None and unit is not None
        return self._relative(match, day_of(self._today - count * unit) if known else None)

    def _near(self, match: re.Match[str]) -> DateMention:
        back = 0 if match["word"].lower() in ("hari ini", "today") else 1
        return self._relative(match, day_of(self._today) - timedelta(days=back) if self._today else None)

    def _relative(self, match: re.Match[str], value: date | None) -> DateMention:
        return DateMention(match.start(), match.end(), match[0], value, relative=True)


def _first_day(parts: _Parts, month: int, last: date | None) -> date | None:
    """First day of a stretch; the turn of the year lies inside it where the first month is the later one."""
    if last is None or parts.first_day is None:
        return None
    first = calendar_day(last.year - (month > last.month), month, parts.first_day)
    return first if first and first < last else None


def _full_year(digits: str) -> int:
    """``"25"`` -> 2025, ``"98"`` -> 1998."""
    year = int(digits)
    return year + (2000 if year < 80 else 1900)


def _clock(match: re.Match[str]) -> time | None:
    hour = int(match["hour"])
    half = (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(match["minute"]), int(match["second"] or 0)) if hour < 24 else None


