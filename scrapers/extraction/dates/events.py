"""When the event took place that a text reports: never its dateline, a law's date, a deadline or an anniversary."""

from __future__ import annotations

import re
from datetime import date, timedelta

from scrapers.extraction.dates.datelines import dateline
from scrapers.extraction.dates.days import day_of
from scrapers.extraction.dates.mentions import DateMention, find_dates
from scrapers.extraction.dates.years import complete_stretch

_REACH = timedelta(days=370)  # between an event and its report or announcement
_UNCONFIRMED_REACH = timedelta(days=334)  # where no weekday is written: a year away is a slip of the year's number
_DOUBTFUL_REACH = timedelta(days=31)  # where the weekday contradicts the date
_OLDEST_YEAR = 2000  # where nothing says when the text was published; no office had a site before
_BEFORE = 90  # characters before a date that say what the date is of
_CUE = re.compile(
    r"""(?:\b(?:pada|hari|tanggal|tgl\.?|berlangsung|digelar|dilaksanakan|diselenggarakan|diadakan|dihelat|dimulai|dibuka|terlaksana
    |dijadwalkan|diagendakan|yakni|yaitu|selama|dari|mulai|ini|kemarin|besok|lusa|tadi|malam|pagi|siang|sore)|[(,:])[\s(:,]{0,3}\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_CUE_BEHIND = re.compile(r"[)\]]?[ ](?:lalu|silam|kemarin|mendatang|nanti)\b", re.IGNORECASE)
_ANOTHER_MATTER = re.compile(
    r"""\b(?:
    (?:nomor|no\.|tertanggal|diundangkan|berlaku|periode|masa[ ]jabatan|kelahiran|lahir|berdiri|didirikan)
    \b[^.,;\n]{0,40}
    |(?:sk|keputusan|surat(?:[ ]edaran)?|peraturan|instruksi)\b[^.,;\n]{0,25}(?<!pada[ ])tanggal[ ]{1,2}
    |(?:sejak|per|setiap|tiap|hingga|sampai(?:[ ]dengan)?|sebelum|paling[ ]lambat|selambat-lambatnya|batas[ ]waktu
      |tenggat|memperingati|diperingati|terakhir)(?:[ ](?:pada|hari|tanggal|tgl\.?)){0,3}[ ]{0,2}
    |tema[^.\n]{0,60}
    )\Z""",
    re.IGNORECASE | re.VERBOSE,
)


def event_range(text: str, *, published: date | None) -> tuple[date, date] | None:
    """First and last day of the event that ``text`` reports; a single day stands for both.

    The first date that a weekday, a bracket, a second day or words such as "berlangsung pada" make an event's, that
    no law, deadline, anniversary or theme claims, and that lies within 370 days of publication; within 334 where no
    weekday confirms it, since in January many still write last year's number. A year left out is completed by the
    rule of ``complete_year``.

    :param published: day of publication; without it the dateline's date takes its place, if it has one
    """
    opening = dateline(text)
    start = opening.end if opening else 0
    if published is None and opening and opening.date and opening.date.iso:
        published = date.fromisoformat(opening.date.iso[:10])
    around = day_of(published) if published else None
    for mention in find_dates(text):
        if mention.start >= start and _is_event(text, mention):
            days = _days(mention, around)
            if days and _plausible(days[0], mention, around):
                return days
    return None


def _is_event(text: str, mention: DateMention) -> bool:
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    if _ANOTHER_MATTER.search(before):
        return False
    if mention.weekday is not None or mention.relative or mention.until_day is not None:
        return True
    return _CUE.search(before) is not None or _CUE_BEHIND.match(text, mention.end) is not None


def _days(mention: DateMention, around: date | None) -> tuple[date, date] | None:
    if mention.value is not None:
        first = day_of(mention.value)
        return first, mention.until or first
    return complete_stretch(mention, around=around) if around else None


def _plausible(first: date, mention: DateMention, around: date | None) -> bool:
    if around is None:
        return first.year >= _OLDEST_YEAR and mention.suspect is None
    if mention.suspect is not None:
        return abs(first - around) <= _DOUBTFUL_REACH
    return abs(first - around) <= (_REACH if mention.weekday is not None else _UNCONFIRMED_REACH)
