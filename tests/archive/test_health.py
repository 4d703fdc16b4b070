"""Lives of offices: each trouble calls once, by its right name; who is merely quiet calls nobody."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest

from archive.health import State
from tests.archive.health.diary import Diary, after, alarms

PAST = range(-200, 0)
DAILY = [day for day in range(-300, 400) if day % 7 < 5]
WEEKLY = range(-350, 400, 7)
MONTHLY = range(-360, 400, 30)
TEASER = {"length": 90, "cut_off": True}
SIGNED, UNSIGNED = {"signed": True}, {"signed": False}
WHOLE = {"length": 1000, "cut_off": False}
Met = Mapping[int, tuple[str, str | None]]


def nights(outcome: str, *when: int, evidence: str | None = "words") -> Met:
    return dict.fromkeys(when, (outcome, evidence))


def since(outcome: str, night: int = 10, until: int = 400, evidence: str | None = "words") -> Met:
    return nights(outcome, *range(night, until), evidence=evidence)


def until(days: object, last: int) -> list[int]:
    return [day for day in days if day <= last]  # type: ignore[attr-defined]


def pause(days: object, first: int, last: int) -> list[int]:
    return [day for day in days if not first <= day <= last]  # type: ignore[attr-defined]


def irregular(seed: int, mean: float, first: int = -700, last: int = 400) -> list[int]:
    dice, day, days = Random(seed), float(first), []
    while day < last:
        days.append(int(day))
        day += 1 + dice.expovariate(1 / mean)
    return days


QUIET = {
    "daily": Diary(DAILY),
    "weekly": Diary(WEEKLY, nights=100),
    "monthly": Diary(MONTHLY, nights=200),
    "irregular, often": Diary(irregular(1, 2), nights=200),
    "irregular, seldom": Diary(irregular(2, 9), nights=300),
    "bursts": Diary([day + more for day in range(-400, 400, 25) for more in (0, 1, 2)], nights=120),
    "eleven days of holidays": Diary(pause(DAILY, 8, 18), nights=60),
    "a pause of two gaps": Diary(pause(WEEKLY, 10, 22), nights=60),
    "the summer it always takes": Diary(pause(pause(pause(WEEKLY, -300, -240), -180, -120), 5, 60), nights=90),
    "few articles, as the file says": Diary([-40, -20, 3, 30], expected=2, nights=60),
    "few articles, nothing known": Diary([-30, 15, 50], nights=90),
    "one bad night": Diary(WEEKLY, met=nights("unreachable", 10)),
    "a bad night now and then": Diary(WEEKLY, met=nights("slow", 3, 9, 20, 22, 30)),
    "refused once": Diary(WEEKLY, met=nights("blocked", 12)),
    "a machine that was off for a night": Diary(WEEKLY, unvisited=[10]),
    "no date, found when new": Diary(WEEKLY, undated=range(-350, 400), nights=60),
    "an author is named now and then": Diary(
        DAILY, nights=100, lacking={day: {"signed": bool(day % 3)} for day in DAILY}
    ),
    "two short notices": Diary(WEEKLY, lacking={7: {"length": 90}, 21: {"length": 1000}}, nights=30),
    "a short text that ends in dots": Diary(WEEKLY, lacking={7: TEASER, 14: WHOLE}, nights=30),
    "whole articles that end in dots": Diary(WEEKLY, lacking={7: {"cut_off": True}}, nights=40),
    "two teasers in a row, as there was one before": Diary(
        WEEKLY, lacking={-70: TEASER, -63: WHOLE, 7: TEASER, 21: WHOLE}, nights=30
    ),
    "two teasers of an office of which little is known": Diary(
        range(-70, 40, 7), lacking={7: TEASER, 21: WHOLE}, nights=30
    ),
    "a portal whose news is mostly others'": Diary(WEEKLY, about=40, unread=[14, 21], nights=30),
    "two articles that can't be read": Diary(WEEKLY, unread=[7, 14], nights=30),
    "a new layout that reads well": Diary(DAILY, redesigned=10),
    "more than ever": Diary([*WEEKLY, *range(10, 60)], nights=60),
}


@pytest.mark.parametrize("name", QUIET)
def test_who_is_merely_quiet_calls_nobody(name: str) -> None:
    assert alarms(QUIET[name]) == []


CALLED = {
    "blocked for good": (Diary(WEEKLY, met=since("blocked", evidence="HTTP 403")), ["blocked"]),
    "a challenge page": (Diary(WEEKLY, met=since("challenge")), ["challenge"]),
    "403 and challenge by turns": (
        Diary(WEEKLY, met={**since("blocked"), **nights("challenge", *range(11, 400, 2))}),
        ["challenge"],
    ),
    "forbidden": (Diary(WEEKLY, met=since("robots", evidence="robots.txt forbids it")), ["robots"]),
    "moved": (Diary(WEEKLY, met=since("moved", evidence="Filtered offsite request to 'baru.go.id'")), ["moved"]),
    "suspended": (Diary(WEEKLY, met=since("suspended")), ["suspended"]),
    "certificate": (Diary(WEEKLY, met=since("tls")), ["tls"]),
    "slow": (Diary(WEEKLY, met=since("slow")), ["slow"]),
    "dead": (Diary(WEEKLY, met=since("unreachable")), ["unreachable"]),
    "server error": (Diary(WEEKLY, met=since("error")), ["error"]),
    "dying in three ways": (
        Diary(WEEKLY, met={**since("slow"), **since("error", 14), **since("unreachable", 20)}),
        ["slow"],
    ),
    "private address": (Diary(WEEKLY, met=since("refused")), ["refused"]),
    "list gone after a redesign": (Diary(WEEKLY, met=since("nothing")), ["redesign"]),
    "never a list": (Diary((), met=since("nothing", 0)), ["unlisted"]),
    "blocked from the first night": (Diary((), met=since("blocked", 0)), ["blocked"]),
    "empty at first contact": (Diary(()), ["empty"]),
    "empty, then news": (Diary([5, 12, 19]), ["empty", "well"]),
    "back after a week": (Diary(WEEKLY, met=since("unreachable", 10, 17)), ["unreachable", "well"]),
    "twice": (
        Diary(WEEKLY, met={**since("unreachable", 10, 14), **since("unreachable", 20, 24)}),
        ["unreachable", "well", "unreachable", "well"],
    ),
    "first dead, then suspended": (
        Diary(WEEKLY, met={**since("unreachable", 5, 8), **since("suspended", 8)}),
        ["unreachable", "suspended"],
    ),
    "weekly, then silent": (Diary(until(WEEKLY, 0), nights=60), ["silent"]),
    "daily, then silent": (Diary(until(DAILY, 5), nights=60), ["silent"]),
    "monthly, then silent": (Diary(until(MONTHLY, 0), nights=200), ["silent"]),
    "silent long before the first visit": (Diary(until(WEEKLY, -100)), ["silent"]),
    "silent, then back": (Diary(pause(WEEKLY, 1, 50), nights=90), ["silent", "well"]),
    "a fifth of what is usual": (
        Diary([*until(DAILY, 0), *range(9, 100, 10)], nights=60),
        ["fewer"],
    ),
    "pages of a new layout can't be read": (Diary(DAILY, unread=range(10, 400), redesigned=13), ["redesign"]),
    "listed, none read, no layout known": (Diary(DAILY, unread=range(10, 400)), ["redesign"]),
    "dates are no longer read": (
        Diary(DAILY, nights=60, lacking={10: {"published": None}}),
        ["reads less"],
    ),
    "bodies lost": (Diary(DAILY, nights=60, lacking={10: {"length": 90}}), ["reads less"]),
    "only teasers left": (Diary(WEEKLY, lacking={7: TEASER, 28: WHOLE}), ["reads less", "well"]),
    "authors lost for twenty articles": (
        Diary(DAILY, nights=60, lacking={10: UNSIGNED, 38: SIGNED}),
        ["reads less", "well"],
    ),
    "authors lost a second time, as soon as the first": (
        Diary(WEEKLY, nights=140, lacking={7: UNSIGNED, 77: SIGNED, 91: UNSIGNED, 119: SIGNED}),
        ["reads less", "well", "reads less", "well"],
    ),
    "authors lost again and again, which is a habit": (
        Diary(WEEKLY, nights=60, lacking={-245: UNSIGNED, -175: SIGNED, -105: UNSIGNED, -35: SIGNED, 7: UNSIGNED}),
        [],
    ),
    "authors lost": (Diary(DAILY, nights=60, lacking={10: {"signed": False}}), ["reads less"]),
    "titles lost": (Diary(DAILY, nights=60, lacking={10: {"titled": False}}), ["reads less"]),
    "nobody crawls": (Diary(WEEKLY, unvisited=range(10, 14), nights=14), ["overdue"]),
    "nobody crawls for a week": (Diary(WEEKLY, unvisited=range(10, 17)), ["overdue", "well"]),
}


@pytest.mark.parametrize("name", CALLED)
def test_each_trouble_calls_once_by_its_name(name: str) -> None:
    diary, expected = CALLED[name]
    assert alarms(diary) == expected


def test_the_histories_are_many() -> None:
    assert len(QUIET) + len(CALLED) > 50


@pytest.mark.parametrize(("outcome", "night"), [(met, 11) for met in ("blocked", "suspended", "unreachable", "tls")])
def test_loud_trouble_has_its_name_in_the_second_night(outcome: str, night: int) -> None:
    diary = Diary(WEEKLY, met=since(outcome))
    assert [after(each, diary).offices[0].attention for each in (night - 1, night)] == [False, True]


def test_two_articles_tell_that_only_teasers_are_left() -> None:
    diary = Diary(WEEKLY, lacking={7: TEASER})
    assert [after(night, diary).offices[0].state for night in (13, 14)] == [State.FRESH, State.READS_LESS]
    [drift] = after(14, diary).offices[0].drifts
    assert (drift.field, drift.before, drift.now, drift.articles) == ("body", 1.0, 0.0, 2)


def neighbours(count: int, **fields: object) -> list[Diary]:
    return [
        Diary(WEEKLY, office=f"kantor-{number}", site=f"situs-{number}.go.id", **fields)  # type: ignore[arg-type]
        for number in range(count)
    ]


def test_all_at_once_is_our_side_and_says_nothing_about_anyone() -> None:
    dark = neighbours(8, met=since("unreachable", 10, 15))
    for night in (10, 11, 14):
        health = after(night, *dark)
        assert health.ours is not None
        assert (health.ours.failed, health.ours.visited) == (8, 8)
        assert health.attention
        assert [(office.state, office.attention) for office in health.offices] == [("our side", False)] * 8
    healed = after(15, *dark)
    assert (healed.ours, healed.attention) == (None, False)


def test_a_hotels_login_page_is_our_side_too() -> None:
    health = after(10, *neighbours(6, met=since("moved", 10, evidence="Filtered offsite request to 'login.hotel'")))
    assert health.ours is not None


def test_the_first_night_without_a_line_is_our_side() -> None:
    assert after(0, *neighbours(6, met=since("unreachable", 0))).ours is not None
    assert after(3, *neighbours(6, met=since("unreachable", 0))).ours is not None


@pytest.mark.parametrize(("sick", "well", "ours"), [(4, 0, False), (5, 0, True), (8, 2, True), (7, 3, False)])
def test_it_takes_four_fifths_of_five(sick: int, well: int, ours: bool) -> None:
    ill = neighbours(sick, met=since("unreachable"))
    fine = [Diary(WEEKLY, office=f"lain-{number}", site=f"lain-{number}.go.id") for number in range(well)]
    assert (after(10, *ill, *fine).ours is not None) is ours


def test_who_died_one_after_the_other_did_not_die_at_once() -> None:
    dying = [
        Diary(WEEKLY, office=f"kantor-{number}", site=f"{number}.go.id", met=since("unreachable", 5 + 4 * number))
        for number in range(6)
    ]
    health = after(39, *dying)
    assert health.ours is None
    assert [office.state for office in health.offices] == ["unreachable"] * 6


def test_guesses_that_never_answer_are_not_our_side_while_anyone_answers() -> None:
    guesses = neighbours(9, met=since("unreachable", 0))
    health = after(0, Diary(WEEKLY, office="ada", site="ada.go.id"), *guesses)
    assert health.ours is None
    assert [office.state for office in health.offices] == ["fresh", *["unreachable"] * 9]
