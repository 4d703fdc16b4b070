"""What an office publishes, edits, takes down and puts back in every night of its simulated life."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from random import Random

from demo.article import PracticeArticle
from demo.indonesian import WIB
from simulation.calendar import FIRST, day_before, works
from simulation.fault import Kind
from simulation.plan import Plan, Rhythm
from simulation.press import Press, corrected, retitled, teaser_only

EDITED = 0.25  # of the news; of what stood at the first contact a tenth
DELETED = 0.06
RESTORED = 0.2  # of what was deleted
_FIRST_NUMBER = 101


@dataclass(frozen=True, slots=True)
class Life:
    """One article from its first night to its last.

    :param forms: (night, form) of each form, the first one on the night that meets it first; 0: at the first contact
    :param gone: (first night without it, first night with it again or ``None``)
    """

    number: int
    forms: tuple[tuple[int, PracticeArticle], ...]
    gone: tuple[tuple[int, int | None], ...] = ()

    @property
    def born(self) -> int:
        """The first night that may meet it."""
        return self.forms[0][0]

    def stands(self, night: int) -> bool:
        """Whether it is on the site."""
        return self.born <= night and not any(
            first <= night and (back is None or night < back) for first, back in self.gone
        )

    def form(self, night: int) -> int:
        """Which of its forms it has."""
        return bisect_right([since for since, _ in self.forms], night) - 1


class Diary:
    """The diary of one office."""

    def __init__(self, plan: Plan, nights: int) -> None:
        self.plan = plan
        self.nights = nights
        self._dice = Random(plan.seed)
        press = Press(plan.id, plan.practice, self._dice)
        days = [*self._past(), *self._coming()]
        self.lives = tuple(
            self._life(press.write(_FIRST_NUMBER + 7 * place, _moment(day, self._dice)), day)
            for place, day in enumerate(days)
        )

    @lru_cache(maxsize=2)  # noqa: B019 - a diary lives as long as its process
    def standing(self, night: int) -> tuple[PracticeArticle, ...]:
        """What is on the site on a night, newest first."""
        return tuple(self._shown(life, night) for life in reversed(self.lives) if life.stands(night))

    def _shown(self, life: Life, night: int) -> PracticeArticle:
        article = life.forms[life.form(night)][1]
        for fault in self.plan.faults:
            if fault.holds(life.born):
                if fault.kind is Kind.UNSIGNED:
                    article = replace(article, author="")
                if fault.kind is Kind.SHORTENED:
                    article = teaser_only(article)
        return article

    def _past(self) -> list[date]:
        days = [FIRST - timedelta(2)]
        while len(days) < self.plan.stock:
            days.append(_workday(days[-1] - timedelta(self._gap()), -1))
        return sorted(days)

    def _coming(self) -> Iterator[date]:
        silent = [fault for fault in self.plan.faults if fault.kind is Kind.SILENCE]
        day = FIRST
        while (day - FIRST).days < self.nights:
            night = (day - FIRST).days + 1
            if works(day) and not any(fault.holds(night) for fault in silent):
                yield day
            day = _workday(day + timedelta(self._gap()), 1)

    def _gap(self) -> int:
        """Days to the next news: never the same, never wild."""
        mean = self.plan.rhythm.value
        if self.plan.rhythm is Rhythm.DAILY:
            return 1 if self._dice.random() < 0.8 else 2
        return max(1, round(self._dice.gammavariate(3, mean / 3)))

    def _life(self, article: PracticeArticle, day: date) -> Life:
        born = max(0, (day - FIRST).days + 1)
        forms = [(born, article)]
        dice = self._dice
        if dice.random() < (EDITED if born else EDITED / 2.5):
            for _ in range(2 if dice.random() < 0.1 else 1):
                night = forms[-1][0] + (self._age(dice.random()) if born else dice.randrange(1, self.nights + 1))
                if night < self.nights and night > forms[-1][0]:
                    forms.append((night, _edited(forms[-1][1], len(forms), night, dice)))
        return Life(article.id, tuple(forms), tuple(self._departures(born, forms[-1][0])))

    def _departures(self, born: int, after: int) -> Iterator[tuple[int, int | None]]:
        dice = self._dice
        if dice.random() >= DELETED:
            return
        night = max(after, born) + (1 + self._age(dice.random()) if born else dice.randrange(1, self.nights))
        back = night + dice.randint(10, 60) if dice.random() < RESTORED else None
        yield night, back

    def _age(self, chance: float) -> int:
        """Nights from an article's birth to an edit: three of five in the first days, few after months."""
        if chance < 0.6:
            return 1 + math.floor(3 * chance / 0.6)
        if chance < 0.85:
            return self._dice.randint(4, 30)
        return self._dice.randint(31, 200)


def _edited(article: PracticeArticle, number: int, night: int, dice: Random) -> PracticeArticle:
    at = datetime.combine(day_before(night), time(15, dice.randrange(60)), WIB)
    return (retitled if dice.random() < 0.3 else corrected)(article, number, at)


def _moment(day: date, dice: Random) -> datetime:
    return datetime.combine(day, time(dice.randint(8, 15), dice.randrange(60)), WIB)


def _workday(day: date, step: int) -> date:
    while not works(day):
        day += timedelta(step)
    return day


@cache
def diary(plan: Plan, nights: int) -> Diary:
    """The diary of an office; the same every time."""
    return Diary(plan, nights)
