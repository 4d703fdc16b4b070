from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.alarms.news import news
from archive.health import Health, State
from tests.archive.alarms.nights import OURS, Memory, health, office, told

S = State
LIVES: dict[str, tuple[list[State], list[str]]] = {
    "well": ([S.FRESH, S.QUIET, S.FRESH], ["", "", ""]),
    "trouble is told once": ([S.BLOCKED, S.BLOCKED, S.BLOCKED], ["+malang blocked", "", ""]),
    "and its end": ([S.BLOCKED, S.FRESH, S.QUIET], ["+malang blocked", "-malang", ""]),
    "again is new": ([S.TLS, S.FRESH, S.TLS], ["+malang tls", "-malang", "+malang tls"]),
    "one death, many names": ([S.SLOW, S.UNREACHABLE, S.ERROR, S.TLS], ["+malang slow", "", "", ""]),
    "worse is new": ([S.UNREACHABLE, S.SUSPENDED], ["+malang unreachable", "+malang suspended"]),
    "what was silent before it died is so still": (
        [S.SILENT, S.UNREACHABLE, S.SILENT, S.FRESH],
        ["+malang silent", "+malang unreachable", "", "-malang"],
    ),
    "and dies again": (
        [S.SILENT, S.UNREACHABLE, S.SILENT, S.UNREACHABLE],
        ["+malang silent", "+malang unreachable", "", "+malang unreachable"],
    ),
    "coming back slowly is one silence": ([S.SILENT, S.FEWER, S.FRESH], ["+malang silent", "", "-malang"]),
    "silent, then read badly": ([S.SILENT, S.READS_LESS], ["+malang silent", "+malang reads less"]),
    "read badly, silent, read badly": (
        [S.READS_LESS, S.SILENT, S.READS_LESS],
        ["+malang reads less", "+malang silent", "+malang reads less"],
    ),
    "not visited: still as it was told": (
        [S.BLOCKED, S.OVERDUE, S.BLOCKED, S.FRESH],
        ["+malang blocked", "+malang overdue", "", "-malang"],
    ),
    "our side says nothing of it": ([S.BLOCKED, S.OUR_SIDE, S.BLOCKED], ["+malang blocked", "", ""]),
    "a new office file calls nobody": ([S.NEVER_CRAWLED, S.EMPTY, S.FRESH], ["", "+malang empty", "-malang"]),
    "its site was switched off by the operator": ([S.BLOCKED, S.NO_SITE, S.NO_SITE], ["+malang blocked", "", ""]),
    "and on again": ([S.BLOCKED, S.NO_SITE, S.BLOCKED], ["+malang blocked", "", "+malang blocked"]),
}


@pytest.mark.parametrize("name", LIVES)
def test_each_change_is_told_once(name: str) -> None:
    states, expected = LIVES[name]
    memory = Memory()
    assert [told(memory.hear(health(office(state)))) for state in states] == expected


def test_our_own_fault_is_one_sentence_and_says_nothing_of_any_office() -> None:
    memory = Memory()
    nights = [
        health(office(S.FRESH), office(S.BLOCKED, "batu")),
        health(office(S.OUR_SIDE), office(S.OUR_SIDE, "batu"), ours=OURS),
        health(office(S.OUR_SIDE), office(S.SILENT, "batu"), ours=OURS),
        health(office(S.TLS), office(S.FRESH, "batu")),
        health(office(S.TLS), office(S.FRESH, "batu")),
    ]
    said = [told(memory.hear(night)) for night in nights]
    assert said == ["+batu blocked", "ours", "", "ours over, +malang tls, -batu", ""]


def test_an_office_that_left_the_registry_is_forgotten_without_a_word() -> None:
    memory = Memory()
    memory.hear(health(office(S.BLOCKED)))
    assert told(memory.hear(health())) == ""
    assert memory.known == {}


def test_nothing_new_leaves_nothing_to_remember() -> None:
    memory = Memory()
    memory.hear(health(office(S.SILENT)))
    found = news(health(office(S.SILENT)), memory.known)
    assert (found.worth_telling, found.alarms) == (False, ())


STATES = st.sampled_from(State)
NIGHTS = st.lists(
    st.tuples(STATES, STATES, st.booleans()).map(
        lambda night: health(office(night[0]), office(night[1], "batu"), ours=OURS if night[2] else None)
    ),
    max_size=12,
)


@given(NIGHTS)
def test_the_same_night_again_is_never_news(nights: list[Health]) -> None:
    memory = Memory()
    for night in nights:
        memory.hear(night)
        again = memory.hear(night)
        assert not again.worth_telling
        assert again.alarms == ()


@given(NIGHTS)
def test_between_two_tellings_of_one_trouble_its_end_is_noted(nights: list[Health]) -> None:
    memory = Memory()
    for night in nights:
        memory.hear(night)
    for place in {(alarm.office, alarm.family) for alarm in memory.rows}:
        lasting = [alarm.lasts for alarm in memory.rows if (alarm.office, alarm.family) == place]
        assert lasting[0]
        assert all(earlier is not later for earlier, later in pairwise(lasting))


@given(NIGHTS)
def test_whoever_is_well_in_the_end_has_nothing_open(nights: list[Health]) -> None:
    memory = Memory()
    for night in [*nights, health(office(S.FRESH), office(S.QUIET, "batu"))]:
        memory.hear(night)
    assert memory.known == {}
