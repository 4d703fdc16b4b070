"""A publication date without a year, completed where other witnesses leave only one: never from the calendar alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from scrapers.extraction.dates import DateMention, find_dates
from scrapers.extraction.dates.days import calendar_day
from scrapers.extraction.dates.vocabulary import weekday_number
from scrapers.extraction.fields.address import year_in
from scrapers.extraction.fields.agreement import Published
from scrapers.extraction.fields.neighbours import Neighbours

_LONGEST_LABEL = 160  # characters; a longer line is prose


def complete(
    labels: Iterable[tuple[str, str]],
    url: str,
    picture: str | None,
    today: date | None,
    neighbours: Neighbours | None = None,
) -> Published | None:
    """The first of some labels that names day and month, in the year that is certain.

    The address must name the year, and the month too if it names one; or the folder of the main picture must name year
    and month, and the label a weekday; or the articles numbered before and after must leave one year only. A weekday
    must be that day's, and the day must not lie after the fetch. Witnesses that name two years leave it open.

    :param labels: line and witness of each, the most trustworthy first
    :param picture: address of the main picture
    :param today: day of the fetch; without it nothing is certain
    """
    if today is None:
        return None
    for label, witness in labels:
        mentions = find_dates(label[: _LONGEST_LABEL + 1], label=True)
        if len(label) > _LONGEST_LABEL or len(mentions) != 1 or not _is_open(mentions[0]):
            continue
        found = {source: day for source, day in _days(mentions[0], url, picture, today, neighbours) if day <= today}
        if len(set(found.values())) == 1:
            source, day = next(iter(found.items()))
            return Published(day.isoformat(), mentions[0].raw, f"{witness}, year from {source}")
    return None


def _days(
    mention: DateMention, url: str, picture: str | None, today: date, neighbours: Neighbours | None
) -> Iterator[tuple[str, date]]:
    """The whole day by each witness that knows the year."""
    for source, address in (("url", url), ("picture", picture)):
        if (day := _day(mention, address, by_month=source == "picture")) is not None:
            yield source, day
    if neighbours is not None and (day := neighbours.day_of(mention, url, today)) is not None:
        yield "neighbours", day


def _is_open(mention: DateMention) -> bool:
    return mention.value is None and mention.day is not None and not mention.year_given and mention.until_day is None


def _day(mention: DateMention, address: str | None, *, by_month: bool) -> date | None:
    named = year_in(address) if address else None
    if named is None or mention.month is None or mention.day is None:
        return None
    year, month = named
    if month not in (None, mention.month) or (by_month and (month is None or mention.weekday is None)):
        return None
    day = calendar_day(year, mention.month, mention.day)
    if day is None or (mention.weekday is not None and day.weekday() != weekday_number(mention.weekday)):
        return None
    return day
