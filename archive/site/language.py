"""What the reading room says, and how it writes numbers and dates: one catalogue per language in ``strings/``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from archive.moment import WIB

STRINGS = Path(__file__).parent / "strings"
DEFAULT = "id"
_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}  # hours ahead of UTC


@dataclass(frozen=True, slots=True)
class Language:
    """One catalogue.

    :param code: BCP 47 tag, ``"id"`` or ``"en"``
    :param strings: dotted key -> text with ``{name}`` places, ``"home.title"``; ``_one`` at its end: said of one thing
    """

    code: str
    strings: Mapping[str, str] = field(repr=False)

    def __call__(self, key: str, /, **values: object) -> str:
        """Text of ``key`` with its places filled; plain text, the template escapes it.

        :raises KeyError: the catalogue has no such key, or a place has no value
        """
        text = self.strings[key]
        return text.format_map(values) if values else text

    def counted(self, key: str, count: int, /, **values: object) -> str:
        """Text of ``key`` with ``count`` in its place; of one thing that of ``key_one``, where the language has it."""
        one = f"{key}_one"
        return self(one if count == 1 and one in self.strings else key, count=self.number(count), **values)

    def number(self, value: int) -> str:
        """``12345`` as ``12.345`` in Indonesian, ``12,345`` in English."""
        return f"{value:,}".replace(",", self.strings["format.thousands"])

    def amount(self, value: float) -> str:
        """``0.5`` as ``0,5`` in Indonesian; whole numbers without a fraction."""
        return f"{value:.1f}".removesuffix(".0").replace(".", self.strings["format.decimal"])

    def size(self, size_bytes: int) -> str:
        """Bytes in the largest unit that leaves a readable number, ``1,4 MB``; units of 1000."""
        amount, unit = float(size_bytes), "B"
        for larger in ("kB", "MB", "GB"):
            if amount < 1000:
                break
            amount, unit = amount / 1000, larger
        digits = f"{amount:.1f}" if unit != "B" and amount < 100 else f"{amount:.0f}"
        return digits.replace(".", self.strings["format.decimal"]) + " " + unit

    def day(self, value: str | None) -> str:
        """The day of an ISO date or datetime, ``10 Februari 2025``; what can't be read stays as it is."""
        moment = _read(value)
        return _day(moment, self._months) if moment else value or ""

    def moment(self, value: str | None) -> str:
        """Day and, where the value has one, time with its zone: ``10 Februari 2025, 09.30 WIB``.

        Times that are kept in UTC are shown in western Indonesian time.
        """
        clock = self.clock(value)
        return f"{self.day(value)}, {clock}" if clock else self.day(value)

    def clock(self, value: str | None) -> str:
        """The time of day of an ISO datetime with its zone, ``09.30 WIB``; nothing where it has none."""
        moment = _read(value)
        if not isinstance(moment, datetime):
            return ""
        return f"{moment.strftime('%H:%M').replace(':', self.strings['format.clock'])} {_zone(moment)}".rstrip()

    def month(self, value: str) -> str:
        """``2025-02`` as ``Februari 2025``; what can't be read stays as it is."""
        moment = _read(f"{value}-01")
        return f"{self._months[moment.month - 1]} {value[:4]}" if moment else value

    def short_month(self, value: str) -> str:
        """``2025-02`` as ``Feb``."""
        return self._months[int(value[5:7]) - 1][:3]

    def period(self, first: str, last: str | None) -> str:
        """From the first day to the last, said once where they are the same."""
        return self.day(first) if last in (None, first) else f"{self.day(first)} – {self.day(last)}"

    @property
    def _months(self) -> list[str]:
        return self.strings["format.months"].split()


def languages() -> tuple[str, ...]:
    """Codes of all catalogues, the default first."""
    codes = sorted(path.stem for path in STRINGS.glob("*.toml"))
    return (DEFAULT, *(code for code in codes if code != DEFAULT))


@cache
def language(code: str | None) -> Language:
    """The catalogue of ``code``, the default one where there is none."""
    known = code if code in languages() else DEFAULT
    sections = tomllib.loads((STRINGS / f"{known}.toml").read_text(encoding="utf-8"))
    strings = {f"{section}.{key}": text for section, texts in sections.items() for key, text in texts.items()}
    return Language(known, strings)


def _read(value: str | None) -> date | None:
    if not value:
        return None
    try:
        if len(value) == len("2025-02-10"):
            return date.fromisoformat(value)
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.astimezone(WIB) if moment.utcoffset() == timedelta(0) else moment


def _day(moment: date, months: list[str]) -> str:
    return f"{moment.day} {months[moment.month - 1]} {moment.year}"


def _zone(moment: datetime) -> str:
    offset = moment.utcoffset()
    if offset is None:
        return ""
    return _ZONES.get(int(offset.total_seconds() // 3600), moment.strftime("%z"))
