"""One date label of a page or feed, read to the value the archive keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scrapers.extraction.dates.mentions import DateMention, find_dates

_LONGEST_LABEL = 300  # characters; whatever is longer is prose, and its first date is not its date


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a date label says.

    :param iso: ``2025-02-10``, or with time and zone ``2025-02-10T09:30:00+07:00``; ``None`` for the ``reason``
    :param raw: the characters it was read from
    :param suspect: ``year``, ``weekday`` or ``future``, as in ``DateMention``
    :param relative: counted back from ``today`` (``2 hari yang lalu``)
    :param reason: why there is no value: ``coarse`` (``6 bulan yang lalu`` names no day), ``relative`` (``today`` is
        unknown), ``no year``, ``range`` (days, not a day), ``impossible`` (``31 Februari 2025``)
    """

    iso: str | None
    raw: str
    suspect: str | None = None
    relative: bool = False
    reason: str | None = None


def read_date(text: str, *, today: date | None = None, default_zone: timedelta | None = None) -> DateReading | None:
    """The date that a label such as ``"Diterbitkan pada 16 April 2025 5:21"`` shows, ``None`` where it shows none.

    Numeric dates are day first, but for ``2025-05-20``. A label with several dates is read at its first whole one.

    :param today: the day, or better the moment in the site's zone, the label was seen; resolves ``2 hari yang lalu``
    :param default_zone: zone of times that name none; without it only their date is read

    >>> read_date("Jumat, 8 Agustus 2025 | 17:32 WIB").iso
    '2025-08-08T17:32:00+07:00'
    """
    label = " ".join(text[: _LONGEST_LABEL + 1].split())
    if len(label) > _LONGEST_LABEL:
        return None
    mentions = find_dates(label, today=today, default_zone=default_zone, label=True)
    if not mentions:
        return None
    mention = _most_telling(mentions)
    reason = _reason(mention, today)
    return DateReading(
        iso=mention.value.isoformat() if mention.value and reason is None else None,
        raw=mention.raw,
        suspect=mention.suspect,
        relative=mention.relative and not mention.year_given,
        reason=reason,
    )


def _most_telling(mentions: Sequence[DateMention]) -> DateMention:
    """The first whole date; but "kemarin, Kamis (10/7)" is no yesterday that isn't the tenth of July."""
    first = next((m for m in mentions if m.value and not m.until), mentions[0])
    if first.value is None or not first.relative or first.day is not None:
        return first
    named = next((m for m in mentions if m.value is None and m.day is not None), first)
    agree = named is first or (named.day, named.month) == (first.value.day, first.value.month)
    return first if agree else named


def _reason(mention: DateMention, today: date | None) -> str | None:
    if mention.until:
        return "range"
    if mention.value:
        return None
    if mention.relative and mention.day is None:
        return "relative" if today is None else "coarse"
    return "impossible" if mention.year_given else "no year"
