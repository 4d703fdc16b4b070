from __future__ import annotations

from collections import Counter
from itertools import pairwise

from simulation.fault import Kind
from simulation.plan import cast


def test_every_kind_of_fault_happens_three_times() -> None:
    counts = Counter(fault.kind for plan in cast(39, 365) for fault in plan.faults)
    assert {kind: counts[kind] for kind in Kind if kind is not Kind.BLIP} == dict.fromkeys(set(Kind) - {Kind.BLIP}, 3)


def test_no_office_has_two_faults_at_once() -> None:
    for plan in cast(39, 365):
        assert all(one.end <= other.first for one, other in pairwise(plan.faults))


def test_a_cast_is_the_same_every_time() -> None:
    assert cast(39, 365) == cast(39, 365)
