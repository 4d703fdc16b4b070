"""The hours in which offices' sites may be asked: their servers and readers rest then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self

from archive.moment import WIB


class WindowError(ValueError):
    """A setting that names no hours; the message says which and what was expected."""


@dataclass(frozen=True, slots=True)
class Window:
    """From one time of the day to another, in East Java; over midnight where the end is not after the start.

    >>> Window.parse("21:00-05:00").closes_at(datetime(2026, 3, 1, 23, 30, tzinfo=WIB)).isoformat()
    '2026-03-02T05:00:00+07:00'
    """

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read ``"21:00-05:00"``; nothing is no window, so any hour will do.

        :raises WindowError: it is something else, or start and end are the same
        """
        if not text.strip():
            return None
        try:
            start, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
        except ValueError:
            raise WindowError(f"NIGHT_WINDOW = {text!r}: expected two times in East Java, like 21:00-05:00") from None
        if start == end or start.tzinfo or end.tzinfo:
            raise WindowError(f"NIGHT_WINDOW = {text!r}: expected two different times without a zone, like 21:00-05:00")
        return cls(start, end)

    def closes_at(self, moment: datetime) -> datetime | None:
        """When the window that is open at ``moment`` closes; ``None`` where it is closed.

        :param moment: aware
        """
        local = moment.astimezone(WIB)
        opened = datetime.combine(local.date(), self.start, WIB)
        if local < opened:
            opened -= timedelta(days=1)
        closes = datetime.combine(opened.date(), self.end, WIB)
        if closes <= opened:
            closes += timedelta(days=1)
        return closes if local < closes else None

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{self.end:%H:%M} WIB"
