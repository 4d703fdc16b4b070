from __future__ import annotations

import pytest

from archive.health import State
from simulation.alarms import Call, calls
from simulation.score import quantile
from simulation.watching import Mood, Record, Seen


@pytest.mark.parametrize(("share", "delay"), [(0.5, 2), (0.9, 9), (1, 9)], ids=["half", "nine of ten", "all"])
def test_quantiles_are_delays_that_happened(share: float, delay: int) -> None:
    assert quantile([9, 1, 2, 3, 0], share) == delay
    assert quantile([], share) == 0


def test_a_revision_that_no_edit_explains_is_invented() -> None:
    seen = Seen(0)
    for night, form, revisions in ((0, 0, 0), (1, 1, 1), (2, 1, 2)):
        seen.note(night, form, revisions, present=True)
    assert (seen.forms, seen.invented) == ([(0, 0), (1, 1)], 1)


def test_one_trouble_calls_once_and_again_only_after_it_was_over() -> None:
    record = Record()
    states = (State.FRESH, State.SLOW, State.UNREACHABLE, State.FRESH, State.ERROR)
    for night, state in enumerate(states):
        record.moods["kantor"][night] = Mood(state, state.needs_attention, 3.0)
    assert list(calls(record)) == [Call("kantor", 1, State.SLOW), Call("kantor", 4, State.ERROR)]
