"""Days, months and years that an address names: ``/2025/02/10/…``, ``…-20250210``, ``/detail-artikel/…-1739155200``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from scrapers.extraction.dates import DateReading

WIB = timedelta(hours=7)  # all of East Java
_DAY = re.compile(r"(?<!\d)(20\d\d|19\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-(20\d\d)(?!\d)")
_COMPACT = re.compile(
    r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])[0-5]\d[0-5]\d\d{0,4})?(?!\d)"
)
_SECONDS = re.compile(r"(?<!\d)(1[0-9]{9})(?!\d)")
_YEAR = re.compile(r"/(20\d\d)/(?:(0?[1-9]|1[0-2])/)?")


def days_in(url: str) -> Iterator[DateReading]:
    """Whole days in an address; a month alone is no date."""
    path = urlsplit(url).path
    for pattern, order in ((_DAY, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_COMPACT, (1, 2, 3))):
        for match in pattern.finditer(path):
            year, month, day = (int(match[i]) for i in order)
            yield from _calendar(match[0], year, month, day)
    for match in _SECONDS.finditer(path):
        moment = datetime.fromtimestamp(int(match[1]), UTC) + WIB
        yield from _calendar(match[0], moment.year, moment.month, moment.day)


def year_in(url: str) -> tuple[int, int | None] | None:
    """The year that a step of the address is, and the month where the next step is one: ``/2025/02/slug/``."""
    match = _YEAR.search(urlsplit(url).path)
    return (int(match[1]), int(match[2]) if match[2] else None) if match else None


def _calendar(raw: str, year: int, month: int, day: int) -> Iterator[DateReading]:
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return
    yield DateReading(iso, raw)
