from __future__ import annotations

from datetime import date, datetime, timedelta

from demo.indonesian import WIB
from simulation.calendar import FIRST, HOLIDAYS, crawled_at, day_before, works


def test_nights_follow_each_other_at_two_in_the_morning() -> None:
    assert crawled_at(0) == datetime(2027, 6, 1, 2, tzinfo=WIB)
    assert crawled_at(274) == datetime(2028, 3, 1, 2, tzinfo=WIB)  # 2028 has a 29 February
    assert crawled_at(273).date() == date(2028, 2, 29)


def test_a_night_meets_the_news_of_the_day_before() -> None:
    assert day_before(1) == FIRST
    assert day_before(8) == FIRST + timedelta(7)


def test_nobody_works_at_weekends_and_during_lebaran() -> None:
    week = [date(2027, 6, 7) + timedelta(days) for days in range(7)]  # it begins with a Monday
    assert [works(day) for day in week] == [True] * 5 + [False] * 2
    days = [HOLIDAYS[0] + timedelta(number) for number in range((HOLIDAYS[1] - HOLIDAYS[0]).days + 1)]
    assert len(days) == 11
    assert not any(map(works, days))
    assert works(HOLIDAYS[1] + timedelta(3))
