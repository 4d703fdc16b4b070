from __future__ import annotations

from simulation.fault import HIDES, LOUD, QUIET, RIGHT, Fault, Kind


def test_a_fault_holds_from_its_first_night_to_its_last() -> None:
    fault = Fault(Kind.BLOCKED, 4, 3)
    assert [night for night in range(10) if fault.holds(night)] == [4, 5, 6]
    assert fault.end == 7


def test_every_fault_that_is_to_be_named_has_a_right_name() -> None:
    assert {*RIGHT} == {*Kind} - {Kind.MAKEOVER, Kind.BLIP}  # neither is worth an alarm
    assert {*RIGHT} >= LOUD | QUIET
    assert all(RIGHT.values())


def test_loud_is_not_quiet_and_hides_what_is_published() -> None:
    assert not LOUD & QUIET
    assert LOUD <= HIDES
