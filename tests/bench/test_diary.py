from __future__ import annotations

import pytest

from bench import diary
from demo.offices import OFFICES


@pytest.mark.parametrize("office", [office.id for office in OFFICES])
@pytest.mark.parametrize("night", range(1, diary.NIGHTS + 1))
def test_a_night_differs_from_the_one_before_by_its_events(office: str, night: int) -> None:
    before = {article.id: article.body for article in diary.standing(office, night - 1)}
    after = {article.id: article.body for article in diary.standing(office, night)}
    happened = {
        kind: {e.article.id for e in diary.events(office) if (e.night, e.kind) == (night, kind)} for kind in diary.KINDS
    }
    assert after.keys() - before.keys() == happened["new"]
    assert before.keys() - after.keys() == happened["deleted"]
    assert {key for key in before.keys() & after.keys() if before[key] != after[key]} == happened["edited"]


def test_every_kind_of_event_befalls_some_article_that_concerns_its_office() -> None:
    assert all([*diary.befell(kind, range(1, diary.NIGHTS + 1))] for kind in diary.KINDS)
