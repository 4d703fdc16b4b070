"""Which of many copies stay: the newest of each of the last days, weeks and months that have one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 5, 12


def kept(moments: Iterable[datetime], *, days: int = DAYS, weeks: int = WEEKS, months: int = MONTHS) -> set[datetime]:
    """The moments whose copies stay; the newest always does.

    Only days, weeks and months that have a copy count, so nothing is lost while no copies are made.

    :param moments: all in one zone, which decides where a day ends
    """
    newest_first = sorted(moments, reverse=True)
    periods: tuple[tuple[int, Callable[[datetime], tuple[int, ...]]], ...] = (
        (days, lambda moment: (moment.year, moment.month, moment.day)),
        (weeks, lambda moment: moment.isocalendar()[:2]),
        (months, lambda moment: (moment.year, moment.month)),
    )
    stay = set(newest_first[:1])
    for count, period in periods:
        newest_of: dict[tuple[int, ...], datetime] = {}
        for moment in newest_first:
            newest_of.setdefault(period(moment), moment)
        stay.update(list(newest_of.values())[:count])
    return stay
