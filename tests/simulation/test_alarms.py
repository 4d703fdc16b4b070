from __future__ import annotations

from archive.health import State
from simulation.alarms import Call, calls, is_ours
from simulation.watching import Mood, Record


def test_one_trouble_calls_once_and_again_only_after_it_was_over() -> None:
    record = Record()
    states = (State.FRESH, State.SLOW, State.UNREACHABLE, State.FRESH, State.ERROR)
    for night, state in enumerate(states):
        record.moods["kantor"][night] = Mood(state, state.needs_attention, 3.0)
    assert list(calls(record)) == [Call("kantor", 1, State.SLOW), Call("kantor", 4, State.ERROR)]


def test_a_night_that_failed_as_a_whole_calls_once_about_our_own_side() -> None:
    record = Record(ours=[1, 2])
    for night, state in enumerate((State.FRESH, State.OUR_SIDE, State.OUR_SIDE, State.FRESH)):
        record.moods["kantor"][night] = Mood(state, attention=False, usual_days=3.0)
    assert [(call.night, is_ours(call)) for call in calls(record)] == [(1, True)]
