"""Filters of a query, ``kantor:jombang``, ``sejak:2025-01``, ``persis:ya``, and what their values mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

from archive.search.error import QueryError

Value = TypeVar("Value")
FIELDS = {
    "kantor": "office", "office": "office",
    "kategori": "category", "category": "category",
    "tingkat": "level", "level": "level",
    "persis": "exact", "exact": "exact",
    "sejak": "since", "since": "since",
    "sampai": "until", "hingga": "until", "until": "until",
}  # fmt: skip
NAMED = {"office": "jombang", "category": "berita", "level": "kota"}  # filters by name, each with an example
LEVELS = {
    "kabupaten": "kabupaten", "regency": "kabupaten",
    "kota": "kota", "city": "kota",
    "provinsi": "provinsi", "province": "provinsi",
    "nasional": "nasional", "national": "nasional",
}  # fmt: skip
YES_OR_NO = {"ya": True, "yes": True, "tidak": False, "no": False}
_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def period(text: str) -> tuple[date, date]:
    """Return the first day of a year, month or day, and the day after its last.

    >>> period("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 3, 1))

    :raises QueryError: not a date between 1900 and 2100
    """
    first = _first_day(text)
    if first is None:
        raise QueryError(
            f'"{text}" is not a date; write a year, month or day like 2025, 2025-01 or 2025-01-31',
            f'"{text}" bukan tanggal; tulis tahun, bulan, atau hari seperti 2025, 2025-01, atau 2025-01-31',
        )
    if text.count("-") == 2:
        return first, first + timedelta(days=1)
    if text.count("-") == 1:
        return first, (first + timedelta(days=31)).replace(day=1)
    return first, first.replace(year=first.year + 1)


def _first_day(text: str) -> date | None:
    found = _PERIOD.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def level(text: str, name: str = "tingkat") -> str:
    """Return the level of government that ``text`` names, as the table of offices has it.

    :raises QueryError: there is none
    """
    return one_of(LEVELS, text, name)


def one_of(values: Mapping[str, Value], typed: str, name: str) -> Value:
    """Return what ``typed`` says.

    :raises QueryError: it is none of the words that the filter ``name`` knows
    """
    found = values.get(typed.casefold())
    if found is None:
        known = list(values)
        english, indonesian = known[1::2], known[::2]
        raise QueryError(
            f'"{name}:{typed}" is none of {", ".join(english)}',
            f'"{name}:{typed}" tidak dikenal; pilih {", ".join(indonesian)}',
            f"{name}:{indonesian[0]}",
            typed,
        )
    return found


def mended(text: str, error: QueryError) -> str | None:
    """Return the query ``text`` with what ``error`` suggests in the place of what it refused, or without the latter.

    ``None`` where nothing is left, or what was refused is no filter's value.

    >>> mended("pasar kantor:jombng", QueryError("…", "…", "kantor:jombang", "jombng"))
    'pasar kantor:jombang'
    """
    if error.suggestion is None and not error.typed:
        return None
    better = error.suggestion or ""
    filters = rf'(?:{"|".join(FIELDS)}):[^\S\n]*("?){re.escape(error.typed)}\1(?!\S)'
    wrong = re.compile(filters if better else f"-*{filters}", re.IGNORECASE)
    whole, changed = wrong.subn(lambda _: better, text, count=1)
    if not changed:  # it was refused outside the text
        whole = f"{text} {better}"
    return " ".join(whole.split()) or None
