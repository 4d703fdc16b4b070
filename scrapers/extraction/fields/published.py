"""Which of a page's many dates is its day of publication.

Witnesses are heard in order, and the first that names a whole day is believed. A date that no witness claims as the
publication's is never taken: nothing is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import urlsplit

from archive.models import Hint
from scrapers.extraction.dates import DateReading, dateline, read_date
from scrapers.extraction.fields.metadata import Metadata
from scrapers.extraction.fields.sightings import Extent, is_elsewhere, sightings
from scrapers.extraction.page import Page
from scrapers.extraction.page.outline import Block
from scrapers.extraction.page.weighing import Weighing

WIB = timedelta(hours=7)  # all of East Java
_EARLIEST = date(1995, 1, 1)  # no office had a web site before
_ZONES_APART = timedelta(days=1)  # a page's today may be the fetch's tomorrow
_ABOVE_DATELINE = 3  # paragraphs in which a dateline is looked for
_URL_DAY = re.compile(r"(?<!\d)(20\d\d|19\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?!\d)")
_URL_DAY_FIRST = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-(20\d\d)(?!\d)")
_URL_COMPACT = re.compile(
    r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])[0-5]\d[0-5]\d\d{0,4})?(?!\d)"
)
_URL_SECONDS = re.compile(r"(?<!\d)(1[0-9]{9})(?!\d)")


@dataclass(frozen=True, slots=True)
class Published:
    """The day (or moment) of publication: ISO 8601, the characters it was read from, the witness, the doubt."""

    iso: str
    raw: str
    witness: str
    suspect: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that can testify to a publication date.

    :param body: the article's text, for its dateline
    :param expected: the block that stands where the site's other pages have their date
    :param fetched_at: resolves relative dates; without it they are not read
    """

    page: Page
    weighing: Weighing
    metadata: Metadata
    extent: Extent
    body: str
    hint: Hint
    expected: Block | None = None
    fetched_at: datetime | None = None

    @property
    def today(self) -> datetime | None:
        """The moment the page was seen, on the clocks of East Java."""
        return seen_on(self.fetched_at)


def find_published(evidence: Evidence) -> Published | None:
    """The publication date of a page, ``None`` where it doesn't say."""
    found = (_accepted(reading, witness, evidence.today) for reading, witness in _testimonies(evidence))
    return next(filter(None, found), None)


def report_of(body: str) -> str:
    """The text from its dateline on: words under the main picture may stand above it."""
    start = 0
    for _ in range(_ABOVE_DATELINE):
        if dateline(body[start:]) is not None:
            return body[start:]
        end = body.find("\n\n", start)
        if end < 0:
            break
        start = end + 2
    return body


def seen_on(fetched_at: datetime | None) -> datetime | None:
    """The moment of a fetch on the clocks of East Java, without a zone."""
    return None if fetched_at is None else (fetched_at.astimezone(UTC) + WIB).replace(tzinfo=None)


def judge(raw: str, witness: str, today: date | None = None) -> Published | None:
    """One date label read as a publication date, ``None`` where it names no whole day."""
    reading = read_date(raw, today=today)
    return None if reading is None else _accepted(reading, witness, today)


def _accepted(reading: DateReading, witness: str, today: date | None) -> Published | None:
    if reading.iso is None:
        return None
    iso = _local(reading.iso)
    suspect = reading.suspect
    day = date.fromisoformat(iso[:10])
    if suspect is None and day < _EARLIEST:
        suspect = "year"
    if suspect is None and today is not None and day > date.fromisoformat(today.isoformat()[:10]) + _ZONES_APART:
        suspect = "future"
    return Published(iso, reading.raw, f"{witness}, relative" if reading.relative else witness, suspect)


def _local(iso: str) -> str:
    """The same moment on the office's clocks where a machine wrote it in UTC: the day is the one people saw."""
    if len(iso) <= len("2025-02-10"):
        return iso
    moment = datetime.fromisoformat(iso)
    return moment.astimezone(timezone(WIB)).isoformat() if moment.utcoffset() == timedelta(0) else iso


def _testimonies(evidence: Evidence) -> Iterator[tuple[DateReading, str]]:
    """All readings with their witnesses, the most trustworthy first."""
    page, today = evidence.page, evidence.today
    for statement in evidence.metadata.published:
        yield from _read(statement.value, statement.witness, today)
    yield from _times(page, evidence.extent, today)
    if evidence.expected is not None:
        yield from _read(" ".join(evidence.expected.pieces), "template", today)
    for reading, _ in sightings(evidence.weighing, evidence.extent, page.url, today):
        yield reading, "page"
    if evidence.hint.published_raw:
        yield from _read(evidence.hint.published_raw, "list", today)
    yield from _address(page.url)
    opening = dateline(report_of(evidence.body))
    if opening is not None and opening.date is not None:
        yield opening.date, "dateline"


def _read(raw: str, witness: str, today: date | None) -> Iterator[tuple[DateReading, str]]:
    reading = read_date(raw, today=today)
    if reading is not None and reading.iso is not None:
        yield reading, witness


def _times(page: Page, extent: Extent, today: date | None) -> Iterator[tuple[DateReading, str]]:
    """``<time>`` elements near the headline or the text; teasers of other articles have theirs elsewhere."""
    near = range(extent.start - 6, extent.last + 6)
    for element in page.root.iter("time"):
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if ("updated" in names and "published" not in names) or "modified" in names:
            continue
        box = page.outline.box_of(element)
        if box is None or box.start not in near or is_elsewhere(box, page.outline, extent, page.url):
            continue
        raw = element.get("datetime") or " ".join("".join(map(str, element.itertext())).split())
        yield from _read(raw, "time", today)


def _address(url: str) -> Iterator[tuple[DateReading, str]]:
    """A whole day in the address; a month alone is no date."""
    path = urlsplit(url).path
    for pattern, order in ((_URL_DAY, (1, 2, 3)), (_URL_DAY_FIRST, (3, 2, 1)), (_URL_COMPACT, (1, 2, 3))):
        for match in pattern.finditer(path):
            year, month, day = (int(match[i]) for i in order)
            yield from _calendar(match[0], year, month, day)
    for match in _URL_SECONDS.finditer(path):
        moment = datetime.fromtimestamp(int(match[1]), UTC) + WIB
        yield from _calendar(match[0], moment.year, moment.month, moment.day)


def _calendar(raw: str, year: int, month: int, day: int) -> Iterator[tuple[DateReading, str]]:
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return
    yield DateReading(iso, raw), "url"
