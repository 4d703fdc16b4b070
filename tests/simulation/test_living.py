"""Twenty nights with known events, lived through by the real crawl: everything is found and called by its name."""

from __future__ import annotations

from pathlib import Path

from simulation.score import score
from tests.simulation.lived import NIGHTS, PLANS, lived


def test_twenty_nights_are_told_as_they_were(tmp_path: Path) -> None:
    year = lived(tmp_path)
    told = score(year.plans, year.nights, year.crawled, year.record)
    assert (year.plans, year.nights, year.crawled) == (PLANS, NIGHTS, tuple(range(NIGHTS)))
    assert [each for each in told.news if each.found is None] == []
    assert {each.delay for each in told.edits} == {0}
    promised = [each for each in told.deletions if each.due is not None and each.due < NIGHTS]
    assert promised
    assert all(each.found is not None for each in promised)
    assert (told.false_deletions, told.invented) == ([], 0)
    assert (told.false_alarms, told.wrong_names, told.ours) == ([], [], 0)
    assert [(each.office, each.fault.kind, each.alarms) for each in told.namings] == [
        ("wordpress", "robots.txt forbids", 1),
        ("jombang", "suspended", 1),
    ]
    assert [each.named for each in told.namings] == [13, 9]  # robots.txt is asked for every other night
    assert (year.record.strangers, year.record.doubled) == (set(), set())
