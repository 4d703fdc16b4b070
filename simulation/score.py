"""What was seen against what the diaries say: recall, delays, false deletions, false alarms, days to the right name."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.crawl_log.looks import AGES_DAYS
from simulation.alarms import Call, calls, is_ours
from simulation.diary import Life, diary
from simulation.fault import HIDES, LOUD, QUIET, RIGHT, Fault, Kind
from simulation.plan import Plan
from simulation.site import look
from simulation.watching import Record, Seen

GRACE = 3  # nights that a look may be late: what a site can't be asked in one night waits for the next
LOOKS_TO_BELIEVE = 3  # nights from the first miss to the third


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one event.

    :param night: when it could first be seen
    :param due: by which night the schedule promises to find it; ``None`` where it promises nothing
    :param found: when it was found
    :param age: nights the article was known when it happened
    """

    office: str
    night: int
    found: int | None
    due: int | None = None
    age: int = 0

    @property
    def delay(self) -> int | None:
        """Nights from the first that could have found it."""
        return None if self.found is None else self.found - self.night


@dataclass(frozen=True, slots=True)
class Naming:
    """How a fault was called.

    :param begins: night from which it counts: a silence from the day when the next article was due
    :param named: the first night with a right name
    :param usual_days: the office's usual gap when it began
    :param alarms: how often a person was called because of it
    """

    office: str
    fault: Fault
    begins: int
    named: int | None
    usual_days: float
    alarms: int


@dataclass(frozen=True, slots=True)
class Misnomer:
    """An alarm that no fault explains, or that calls one by a wrong name."""

    call: Call
    fault: Kind | None


@dataclass(slots=True)
class Score:
    """All figures of a simulation."""

    news: list[Outcome] = field(default_factory=list)
    edits: list[Outcome] = field(default_factory=list)
    deletions: list[Outcome] = field(default_factory=list)
    returns: list[Outcome] = field(default_factory=list)
    false_deletions: list[tuple[str, int, int]] = field(default_factory=list)
    invented: int = 0
    namings: list[Naming] = field(default_factory=list)
    false_alarms: list[Misnomer] = field(default_factory=list)
    ours: int = 0  # alarms about our own side
    wrong_names: list[Misnomer] = field(default_factory=list)


class _Office:
    """Scores one office."""

    def __init__(self, plan: Plan, nights: int, crawled: Sequence[int], record: Record) -> None:
        self.plan = plan
        self.nights = nights
        self.record = record
        self.lives = diary(plan, nights).lives
        self.seen_on = [night for night in crawled if not self._hidden(night)]
        self.moods = record.moods[plan.id]

    def _hidden(self, night: int) -> bool:
        return any(fault.kind in HIDES and fault.holds(night) for fault in self.plan.faults)

    def add_to(self, score: Score, called: Iterable[Call]) -> None:
        """Add the office's figures."""
        for life in self.lives:
            seen = self.record.articles.get((self.plan.id, life.number))
            first = next((night for night in self.seen_on if life.stands(night) and not self._unreadable(night)), None)
            if first is None or (seen is None and self._is_cut_off(life)):
                continue
            listed = next(night for night in self.seen_on if life.stands(night))
            due = first + (first - listed) if first > listed else None
            score.news.append(Outcome(self.plan.id, first, seen.found if seen else None, due))
            if seen:
                score.edits += self._edits(life, seen, listed)
                score.deletions += self._deletions(life, seen, listed)
                score.returns += self._returns(life, seen)
                score.invented += seen.invented
                score.false_deletions += [
                    (self.plan.id, life.number, night)
                    for night, present in seen.presence
                    if not present and life.stands(night)
                ]
        self._alarms(score, [call for call in called if call.office == self.plan.id])

    def _is_cut_off(self, life: Life) -> bool:
        """Whether a portal shows so few words of an article that nobody could say whom it concerns."""
        return look(self.plan.practice).portal and self._is_shortened(life)

    def _is_shortened(self, life: Life) -> bool:
        return any(fault.kind is Kind.SHORTENED and fault.holds(life.born) for fault in self.plan.faults)

    def _unreadable(self, night: int) -> bool:
        kinds = (Kind.UNREADABLE, Kind.LOST_PAGES)
        return any(fault.kind in kinds and fault.holds(night) for fault in self.plan.faults)

    def _edits(self, life: Life, seen: Seen, listed: int) -> Iterator[Outcome]:
        if self._is_shortened(life):
            return  # the page shows the first words alone, in every form
        for form, (night, _) in enumerate(life.forms):
            later = [each for each, _ in life.forms[form + 1 :]] + [each for each, _ in life.gone if each > night]
            end = min(later, default=self.nights)
            if night <= seen.found:  # it was found in this form
                continue
            found = next((each for each, shown in seen.forms if shown == form), None)
            due = self._look_after(listed, night)
            if end <= due + GRACE and (found is None or found >= end):
                continue  # another form, or its deletion, came before the look that was due
            yield Outcome(self.plan.id, night, found, due, night - seen.found)

    def _deletions(self, life: Life, seen: Seen, listed: int) -> Iterator[Outcome]:
        for night, back in life.gone:
            if night <= seen.found or night >= self.nights:
                continue
            found = next((each for each, present in seen.presence if not present and each >= night), None)
            due = self._believed(self._look_after(listed, night))
            if found is None and back is not None and back <= due + GRACE:
                continue  # it was back before
            yield Outcome(self.plan.id, night, found, due, night - seen.found)

    def _returns(self, life: Life, seen: Seen) -> Iterator[Outcome]:
        for night, back in life.gone:
            went = next((each for each, present in seen.presence if not present and each >= night), None)
            if back is None or back >= self.nights or went is None or went >= back:
                continue
            found = next((each for each, present in seen.presence if present and each >= back), None)
            yield Outcome(self.plan.id, back, found, back + 31)

    def _look_after(self, known: int, night: int) -> int:
        """The night of the first look at an article that shows what happened on ``night``.

        Looks go by the age of an article that its list has shown since ``known``, also where its page came later.
        A look that meets an outage is made the next night; one that meets a page that can't be read was made.
        """
        last = AGES_DAYS[-1]
        ages = (*AGES_DAYS, *range(2 * last, self.nights + 2 * last, last))
        looks = (self._reached(known + age) for age in ages if known + age >= night)
        return next(look for look in looks if not self._unreadable(look))

    def _reached(self, night: int) -> int:
        """The first night from ``night`` on in which the office could be seen."""
        while night < self.nights and night not in self.seen_on:
            night += 1
        return night

    def _believed(self, night: int) -> int:
        """The night of the third look at an article that was missing on ``night``."""
        for _ in range(LOOKS_TO_BELIEVE):
            night = self._reached(night + 1)
        return night

    def _is_known(self, life: Life) -> bool:
        return (self.plan.id, life.number) in self.record.articles

    # What the office was called

    def _alarms(self, score: Score, called: Iterable[Call]) -> None:
        answered: dict[Fault, int] = dict.fromkeys(self.plan.faults, 0)
        for call in called:
            fault = self._cause(call)
            if fault is None:
                score.false_alarms.append(Misnomer(call, None))
            elif call.state in RIGHT[fault.kind]:
                answered[fault] += 1
            else:
                score.wrong_names.append(Misnomer(call, fault.kind))
        for fault, alarms in answered.items():
            if fault.kind in LOUD | QUIET:
                score.namings.append(self._naming(fault, alarms))

    def _cause(self, call: Call) -> Fault | None:
        """The fault that an alarm may be about: one that rightly has this name, else any that isn't over."""
        holding = [fault for fault in self.plan.faults if fault.holds(call.night) and fault.kind in RIGHT]
        return next((fault for fault in holding if call.state in RIGHT[fault.kind]), None) or next(iter(holding), None)

    def _naming(self, fault: Fault, alarms: int) -> Naming:
        before = [mood for night, mood in self.moods.items() if night < fault.first]
        usual = before[-1].usual_days if before else 0.0
        begins = self._begins(fault, usual)
        named = next(
            (
                night
                for night, mood in sorted(self.moods.items())
                if fault.holds(night) and mood.state in RIGHT[fault.kind]
            ),
            None,
        )
        return Naming(self.plan.id, fault, begins, named, usual, alarms)

    def _begins(self, fault: Fault, usual: float) -> int:
        born = [life.born for life in self.lives if not self._is_cut_off(life) or self._is_known(life)]
        if fault.kind is Kind.SILENCE:
            return max(night for night in born if night < fault.first) + math.ceil(usual)
        if fault.kind in (Kind.UNSIGNED, Kind.SHORTENED, Kind.UNREADABLE):
            return min((night for night in born if night >= fault.first), default=fault.first)
        return fault.first


def score(plans: Sequence[Plan], nights: int, crawled: Sequence[int], record: Record) -> Score:
    """Hold what was seen against the diaries.

    :param crawled: the nights in which a crawl could reach the offices
    """
    result = Score()
    called = list(calls(record))
    result.ours = sum(map(is_ours, called))
    for plan in plans:
        _Office(plan, nights, crawled, record).add_to(result, called)
    return result


def quantile(delays: Iterable[int], share: float) -> int:
    """The delay that ``share`` of ``delays`` don't exceed."""
    ordered = sorted(delays)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0
