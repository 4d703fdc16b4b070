from __future__ import annotations

import pytest

from simulation.calendar import FIRST, HOLIDAYS, day_before
from simulation.diary import Diary
from simulation.fault import Kind
from simulation.plan import Plan, cast

YEAR = cast(39, 365)


@pytest.mark.parametrize("plan", YEAR[:8], ids=lambda plan: plan.id)
def test_a_diary_is_the_same_every_time(plan: Plan) -> None:
    assert Diary(plan, 365).lives == Diary(plan, 365).lives


@pytest.mark.parametrize("plan", YEAR[:8], ids=lambda plan: plan.id)
def test_what_stands_is_what_lives(plan: Plan) -> None:
    diary = Diary(plan, 365)
    for night in (0, 100, 364):
        standing = {article.id for article in diary.standing(night)}
        assert standing == {life.number for life in diary.lives if life.stands(night)}


@pytest.mark.parametrize("plan", YEAR, ids=lambda plan: plan.id)
def test_nobody_publishes_on_a_holiday_or_in_a_silence(plan: Plan) -> None:
    born = [life.born for life in Diary(plan, 365).lives if life.born]
    assert not any(HOLIDAYS[0] <= day_before(night) <= HOLIDAYS[1] for night in born)
    assert all(day_before(night) >= FIRST for night in born)
    silent = [fault for fault in plan.faults if fault.kind is Kind.SILENCE]
    assert not any(fault.holds(night) for fault in silent for night in born)
