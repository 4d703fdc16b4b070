"""How both books write a moment."""

from __future__ import annotations

from datetime import datetime


def stamp(moment: datetime) -> str:
    """ISO 8601 to the second, in the moment's own zone.

    >>> from datetime import UTC
    >>> stamp(datetime(2026, 11, 24, 3, 7, 33, tzinfo=UTC))
    '2026-11-24T03:07:33+00:00'
    """
    return moment.isoformat(timespec="seconds")
