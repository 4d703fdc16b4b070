"""Which of a page's many dates is its day of publication.

Witnesses are heard in order, and the first that names a whole day is believed. A date that no witness claims as the
publication's is never taken: nothing is invented.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from archive.models import RELATIVE, Hint
from scrapers.extraction.dates import DateReading, dateline, read_date
from scrapers.extraction.fields.address import WIB, days_in, year_in
from scrapers.extraction.fields.agreement import Published, agree, is_machines, is_unset, settle
from scrapers.extraction.fields.metadata import Metadata
from scrapers.extraction.fields.neighbours import Neighbours
from scrapers.extraction.fields.sightings import (
    Extent,
    beside_headline,
    claims_publication,
    is_elsewhere,
    lines_beside_headline,
    only_claim,
    sightings,
)
from scrapers.extraction.fields.yearless import complete
from scrapers.extraction.page import Page
from scrapers.extraction.page.outline import Block
from scrapers.extraction.page.weighing import Weighing

_EARLIEST = date(1995, 1, 1)  # no office had a web site before
_ZONES_APART = timedelta(days=1)  # a page's today may be the fetch's tomorrow
_ABOVE_DATELINE = 3  # paragraphs in which a dateline is looked for


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that can testify to a publication date.

    :param body: the article's text, for its dateline
    :param expected: the block that stands where the site's other pages have their date
    :param distrusted: witnesses that contradict the dates shown on the site's pages
    :param picture: address of the main picture
    :param fetched_at: resolves relative dates; without it they are not read
    :param neighbours: when the site's numbered articles were published
    """

    page: Page
    weighing: Weighing
    metadata: Metadata
    extent: Extent
    body: str
    hint: Hint
    expected: Block | None = None
    distrusted: Collection[str] = ()
    picture: str | None = None
    fetched_at: datetime | None = None
    neighbours: Neighbours | None = None

    @property
    def today(self) -> datetime | None:
        """The moment the page was seen, on the clocks of East Java."""
        return seen_on(self.fetched_at)


def find_published(evidence: Evidence) -> Published | None:
    """The publication date of a page, ``None`` where it doesn't say."""
    accepted = (_accepted(reading, witness, evidence.today) for reading, witness in _testimonies(evidence))
    found = next((each for each in accepted if each is not None and not is_unset(each)), None)
    if found is None:
        today = _day_of(evidence.today)
        return complete(_labels(evidence), evidence.page.url, evidence.picture, today, evidence.neighbours)
    return _cross_checked(found, evidence) if is_machines(found) else found


def _cross_checked(found: Published, evidence: Evidence) -> Published:
    """A machine's date beside the one that readers are shown."""
    for reading, witness, firm in _shown(evidence):
        shown = _accepted(reading, witness, evidence.today)
        if shown is not None and agree(found.day, shown.day):
            return found
        if shown is not None:
            return settle(found, shown, _other_days(evidence, shown), firm=firm, today=_day_of(evidence.today))
    return found


def _shown(evidence: Evidence) -> Iterator[tuple[DateReading, str, bool]]:
    """Dates beside the headline with their witness, and whether they are surely the publication's."""
    if evidence.expected is not None:
        for reading, witness in _read(" ".join(evidence.expected.pieces), "template", evidence.today):
            yield reading, witness, True
    for reading, line in beside_headline(evidence.weighing, evidence.extent, evidence.page.url, evidence.today):
        yield reading, "page", claims_publication(line)


def _other_days(evidence: Evidence, shown: Published) -> list[date]:
    """Days that the list, the address and the dateline name; a month in the address speaks for a day in it."""
    hint = evidence.hint.published_raw
    readings = [*days_in(evidence.page.url), read_date(hint, today=evidence.today) if hint else None]
    opening = dateline(report_of(evidence.body))
    readings.append(opening.date if opening is not None else None)
    days = [date.fromisoformat(reading.iso[:10]) for reading in readings if reading is not None and reading.iso]
    return [*days, shown.day] if year_in(evidence.page.url) == (shown.day.year, shown.day.month) else days


def _labels(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Lines that may name day and month of publication, with their witness."""
    if evidence.expected is not None:
        yield " ".join(evidence.expected.pieces), "template"
    for block in lines_beside_headline(evidence.weighing, evidence.extent, evidence.page.url):
        yield " ".join(block.pieces), "page"
    if evidence.hint.published_raw:
        yield evidence.hint.published_raw, "list"


def _day_of(today: datetime | None) -> date | None:
    return None if today is None else today.date()


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
    return Published(iso, reading.raw, witness + RELATIVE if reading.relative else witness, suspect)


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
        if statement.witness in evidence.distrusted:
            continue
        yield from _read(statement.value, statement.witness, today)
    yield from _times(page, evidence.extent, today)
    if evidence.expected is not None:
        yield from _read(" ".join(evidence.expected.pieces), "template", today)
    for reading, _ in sightings(evidence.weighing, evidence.extent, page.url, today):
        yield reading, "page"
    yield from ((reading, "page") for reading in only_claim(evidence.weighing, evidence.extent, page.url, today))
    if evidence.hint.published_raw:
        yield from _read(evidence.hint.published_raw, "list", today)
    yield from ((reading, "url") for reading in days_in(page.url))
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
