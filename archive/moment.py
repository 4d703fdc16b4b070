"""How both books write a moment, and the zone in which East Java counts its days."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7), "WIB")  # all of East Java; has known no daylight saving time since 1964


def stamp(moment: datetime) -> str:
    """ISO 8601 to the second, in the moment's own zone.

    >>> from datetime import UTC
    >>> stamp(datetime(2026, 11, 24, 3, 7, 33, tzinfo=UTC))
    '2026-11-24T03:07:33+00:00'
    """
    return moment.isoformat(timespec="seconds")
