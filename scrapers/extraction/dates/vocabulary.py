"""The words Indonesian pages write dates with: months, weekdays, zones, and how they are joined.

Tables first, then the regular expression fragments made from them. Every repetition in a fragment is bounded, so
that any text is scanned in linear time. Fragments are meant for ``re.IGNORECASE``.
"""

from __future__ import annotations

import re
from datetime import timedelta

# Short, old and English spellings stand side by side: regency sites switch language with their theme.
_MONTHS = (
    ("januari", "january", "januai", "jan"),
    ("februari", "pebruari", "february", "febuari", "feb", "peb"),
    ("maret", "march", "mar", "mrt"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agust", "agst", "agu", "ags", "agt", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
# Monday is 0, as in datetime.date.weekday().
_WEEKDAYS = (
    ("senin", "monday", "sen", "mon"),
    ("selasa", "tuesday", "sel", "tues", "tue"),
    ("rabu", "wednesday", "rab", "wed"),
    ("kamis", "thursday", "kam", "thurs", "thur", "thu"),
    ("jumat", "friday", "jum", "fri"),
    ("sabtu", "saturday", "sab", "sat"),
    ("minggu", "ahad", "sunday", "min", "mgg", "sun"),
)
_ZONES = {"wib": 7, "wita": 8, "wit": 9, "gmt": 0, "utc": 0, "z": 0}  # hours east of Greenwich
_MONTH_NUMBERS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words}
_WEEKDAY_NUMBERS = {word: number for number, words in enumerate(_WEEKDAYS) for word in words}
_APOSTROPHES = "'’‘`´ʼ"
_NOT_LETTER = re.compile(r"[\W\d_]+")
_OFFSET = re.compile(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)


def _any(words: tuple[str, ...] | list[str]) -> str:
    """An alternation in which the longest spelling is tried first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


SPACE = r"[^\S\r\n\t\f\v]"  # any blank but line breaks and tabs, which part table cells and list items
DASH = "[-‐‑–—−]"
MONTH = rf"(?:{_any(list(_MONTH_NUMBERS))})(?![^\W\d_])"
WEEKDAY = (
    rf"(?<![^\W_])(?:jum[{_APOSTROPHES}]{SPACE}?at|{_any([w for w in _WEEKDAY_NUMBERS if len(w) > 3])}"
    rf"|(?:{_any([w for w in _WEEKDAY_NUMBERS if len(w) == 3])})(?=[.,]))(?![^\W\d_])"
)
WEEKDAY_INITIAL = f"(?<![^\\W_])(?=[{''.join(sorted({word[0] for word in _WEEKDAY_NUMBERS}))}])"  # for a quick look
MARKET_DAY = r"(?:legi|pahing|paing|pon|wage|kliwon|manis)"  # the Javanese five-day week
DAY_PART = r"(?:pagi|siang|sore|petang|malam|dini hari|kemarin|tadi|lalu|ini)"
UNTIL = (
    rf"(?:{SPACE}{{0,2}}{DASH}{SPACE}{{0,2}}|{SPACE}{{0,2}}(?:s/d|s\.d\.?){SPACE}{{0,2}}"
    rf"|{SPACE}{{1,2}}(?:sd\.?|sampai(?:{SPACE}dengan)?|hingga|to|until){SPACE}{{1,2}}(?:tanggal{SPACE})?)"
)
AND = rf",?{SPACE}{{1,2}}(?:dan|serta|and|&){SPACE}{{1,2}}"
ZONE = r"(?:(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?|wib|wita|wit|gmt|utc|z)(?![^\W_])"


def month_number(word: str) -> int:
    """``"Nopember"`` -> 11.

    :raises KeyError: the word is no month
    """
    return _MONTH_NUMBERS[_NOT_LETTER.sub("", word).lower()]


def weekday_number(word: str) -> int:
    """``"Jum’at"`` -> 4; Monday is 0.

    :raises KeyError: the word is no weekday
    """
    return _WEEKDAY_NUMBERS[_NOT_LETTER.sub("", word).lower()]


def zone_offset(text: str) -> timedelta | None:
    """``"WIB"``, ``"+07:00"``, ``"+0700"``, ``"GMT+7"``, ``"Z"`` -> distance from UTC; ``None``: no zone known."""
    word = text.strip().lower()
    if word in _ZONES:
        return timedelta(hours=_ZONES[word])
    match = _OFFSET.fullmatch(word)
    if match is None:
        return None
    distance = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if distance > timedelta(hours=14):  # the largest offset in use, Kiribati
        return None
    return -distance if match[1] == "-" else distance
