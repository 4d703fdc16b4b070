"""Whether the digits at one place of a text are a date, and which day, month and year they then name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scrapers.extraction.dates import patterns
from scrapers.extraction.dates.days import full_year
from scrapers.extraction.dates.vocabulary import month_number

LOOK_BACK = 60  # characters before a date that may hold its weekday


@dataclass(frozen=True, slots=True)
class Shape:
    """A date as it is written; nothing is checked against the calendar yet.

    :param start: offset of its first character, without any weekday; ``end`` is where the date stops, before any time
    :param year: ``None`` where none is written
    :param first_day: first day of a stretch of days, whose last are ``day`` and ``month``; likewise ``first_month``
    :param last_weekday: the weekday written between the two ends of a stretch
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None
    first_day: int | None = None
    first_month: int | None = None
    last_weekday: str | None = None

    def led_by(self, match: re.Match[str], first_month: int) -> Shape:
        """With the first day of the stretch, where ``match`` has one that can come before the last."""
        if match["first"] is None:
            return self
        first_day, turns_year = int(match["first"]), first_month == 12 and self.month == 1
        if not turns_year and (first_month, first_day) >= (self.month, self.day):
            return self
        last_weekday = match.groupdict().get("last_weekday")
        return replace(
            self, start=match.start(), first_day=first_day, first_month=first_month, last_weekday=last_weekday
        )


def shape_at(text: str, at: int, end: int, *, label: bool) -> Shape | None:
    """The date whose first digits are ``text[at:end]``.

    :param label: the text is a date label: two digits behind a month's name are a year there
    """
    if end - at == len("2025"):
        return _iso(text, at)
    if end - at > len("31"):
        return None
    for read in (_textual, _month_first, _numeric):
        shape = read(text, at, label)
        if shape is not None:
            return shape
    return None


def _textual(text: str, at: int, label: bool) -> Shape | None:
    match = patterns.TEXTUAL.match(text, at)
    if match is None or patterns.NOT_A_DAY.search(text[max(0, at - LOOK_BACK) : at]):
        return None
    year = _textual_year(text, match, label)
    end = match.end() if year is not None else match.end("month")
    shape = Shape(match.start("day"), end, int(match["day"]), month_number(match["month"]), year)
    return shape.led_by(match, month_number(match["first_month"]) if match["first_month"] else shape.month)


def _textual_year(text: str, match: re.Match[str], label: bool) -> int | None:
    """The year behind a month's name; "10 Maret 25 peserta" and "10 Maret 1500 orang" have none."""
    digits = match["year"]
    if digits is None:
        return None
    if len(digits) == 4:
        year = int(digits)
        may_be_amount = year % 100 == 0 or not 1945 <= year <= 2100
        return None if may_be_amount and patterns.COUNTED.match(text, match.end()) else year
    marked = not digits[0].isdigit() or match["gap"] in ("-", "/")
    if marked or (label and patterns.LABEL_YEAR_END.match(text, match.end())):
        return full_year(digits[-2:])
    return None


def _month_first(text: str, at: int, label: bool) -> Shape | None:
    match = patterns.MONTH_FIRST.match(text, at)
    before = patterns.MONTH_BEFORE.search(text[max(0, at - LOOK_BACK) : at]) if match else None
    if match is None or before is None or (match["gap"] != "," and not label):
        return None
    start = at - len(before[0])
    return Shape(start, match.end(), int(match["day"]), month_number(before["month"]), int(match["year"]))


def _iso(text: str, at: int) -> Shape | None:
    match = patterns.ISO.match(text, at)
    return match and Shape(at, match.end(), int(match["day"]), int(match["month"]), int(match["year"]))


def _numeric(text: str, at: int, label: bool) -> Shape | None:
    match = patterns.NUMERIC.match(text, at)
    if match is None or not _means_date(text, match, label):
        return None
    year = full_year(match["year"]) if match["year"] else None
    shape = Shape(match.start("day"), match.end(), int(match["day"]), int(match["month"]), year)
    return shape.led_by(match, int(match["first_month"] or shape.month))


def _means_date(text: str, match: re.Match[str], label: bool) -> bool:
    """Whether the words around make a numeric form a date: the less it says itself, the more they must say."""
    before = text[max(0, match.start() - LOOK_BACK) : match.start()]
    if patterns.WEEKDAY_BEFORE.search(before) or patterns.DATE_SAID.search(before):
        return match["mark"] == "/" or match["year"] is not None
    if match["year"] is None or patterns.NOT_A_DATE.search(before):
        return False
    tail = patterns.TAIL.search(before)
    if tail and tail["whole"] is None:
        return False
    if before.endswith("(") or (label and not before.strip(" (")):
        return True
    full_year_given = len(match["year"]) == 4
    two_digits_each = len(match["day"]) == len(match["month"]) == 2
    return {
        "/": full_year_given or two_digits_each,
        "-": full_year_given,
        ".": full_year_given and two_digits_each,  # "1.2.2024" may be a clause of a document
    }[match["mark"]]
