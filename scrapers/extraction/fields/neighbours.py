"""When a site's numbered articles were published: evidence for the year of a date that names none.

Software that numbers its articles counts up, so an article lies in time between those with the numbers around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

from scrapers.extraction.dates import DateMention
from scrapers.extraction.dates.days import calendar_day
from scrapers.extraction.dates.vocabulary import weekday_number

_FEWEST = 4  # dated articles that must stand in the order of their numbers before that order means anything
_SLACK = timedelta(days=31)  # by which an office may publish something late, or put an older day to it
_NUMBER = re.compile(r"[0-9]{1,9}")
_AT_START = re.compile(r"([0-9]{1,9})[-_](?=.*[^\W\d])")
_AT_END = re.compile(r"[-_]([0-9]{1,9})$")
_EXTENSION = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Articles of a site whose days of publication are known.

    :param form: where their addresses have the number
    :param days: number and day (ISO 8601) of each, by number
    """

    form: str
    days: tuple[tuple[int, str], ...]

    def day_of(self, mention: DateMention, url: str, today: date) -> date | None:
        """The day that ``mention``, a day and month, means on the page at ``url``; ``None`` unless it is certain.

        The day must lie between those of the next lower and the next higher number, or the day of the fetch where
        none is higher. Any other year must miss that time by more than a month. A weekday must be that day's.
        """
        numbered = number_in(url)
        if numbered is None or numbered[0] != self.form or mention.month is None or mention.day is None:
            return None
        place = bisect_left(self.days, (numbered[1],))
        if place == 0 or (place < len(self.days) and self.days[place][0] == numbered[1]):
            return None
        first = date.fromisoformat(self.days[place - 1][1])
        last = min(today, date.fromisoformat(self.days[place][1])) if place < len(self.days) else today
        years = range(first.year - 1, last.year + 2)
        days = [day for year in years if (day := calendar_day(year, mention.month, mention.day)) is not None]
        near = [day for day in days if first - _SLACK <= day <= last + _SLACK]
        if len(near) != 1 or not first <= near[0] <= last:
            return None
        wrong = mention.weekday is not None and near[0].weekday() != weekday_number(mention.weekday)
        return None if wrong else near[0]


def learn_neighbours(pages: Iterable[tuple[str, date]]) -> Neighbours | None:
    """The order of a site's numbered articles; ``None`` where their days don't follow their numbers.

    :param pages: address and day of publication of each
    """
    forms: defaultdict[str, list[tuple[int, date]]] = defaultdict(list)
    for url, day in pages:
        if (numbered := number_in(url)) is not None:
            forms[numbered[0]].append((numbered[1], day))
    if not forms:
        return None
    form, known = max(sorted(forms.items()), key=lambda item: len(item[1]))
    known.sort()
    in_order = all(low < high and day <= later + _SLACK for (low, day), (high, later) in pairwise(known))
    if len(known) < _FEWEST or not in_order:
        return None
    return Neighbours(form, tuple((number, day.isoformat()) for number, day in known))


def number_in(url: str) -> tuple[str, int] | None:
    """Where an address has its only number, and that number; ``None`` where it has none or several.

    >>> number_in("https://dinkop.example/berita/pasar-murah-11620")
    ('2 end', 11620)
    >>> number_in("https://dinkop.example/posting/12")
    ('2', 12)
    """
    parts = urlsplit(url)
    segments = [_EXTENSION.sub("", segment) for segment in parts.path.strip("/").split("/")]
    found = [(name, int(value)) for name, _, value in _fields(parts.query) if _NUMBER.fullmatch(value)]
    for place, segment in enumerate(segments, start=1):
        if _NUMBER.fullmatch(segment):
            found.append((str(place), int(segment)))
        else:
            found += [(f"{place} start", int(match[1])) for match in [_AT_START.match(segment)] if match]
            found += [(f"{place} end", int(match[1])) for match in [_AT_END.search(segment)] if match]
    return found[0] if len(found) == 1 else None


def _fields(query: str) -> list[tuple[str, str, str]]:
    return [field.partition("=") for field in query.split("&")]
