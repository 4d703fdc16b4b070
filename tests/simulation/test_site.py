from __future__ import annotations

from dataclasses import replace

import pytest

from demo.exchange import Reply, Request
from simulation.diary import diary
from simulation.fault import Fault, Kind
from simulation.plan import Plan, Rhythm
from simulation.site import DiarySite, following

PLAN = Plan("kantor-02", "praktik-candirejo", Rhythm.OFTEN, 12, 5)
NIGHTS = 30


def shown(plan: Plan, path: str, night: int) -> Reply:
    return DiarySite(diary(plan, NIGHTS)).answer(Request("GET", path, {"host": "127.0.0.1:8100"}), night)


def newest(night: int) -> str:
    story = diary(PLAN, NIGHTS)
    return following(story).article_path(story.standing(night)[0])


def test_an_article_stands_from_its_night_on() -> None:
    born = max(life.born for life in diary(PLAN, NIGHTS).lives)
    assert [shown(PLAN, newest(born), night).status for night in (born - 1, born)] == [404, 200]


@pytest.mark.parametrize(("kind", "status"), [(Kind.LOST_PAGES, 404), (Kind.UNREADABLE, 200), (Kind.BLOCKED, 403)])
def test_a_fault_shows_on_an_articles_page_while_it_lasts(kind: Kind, status: int) -> None:
    plan, path = replace(PLAN, faults=(Fault(kind, 5, 2),)), newest(5)
    whole = shown(PLAN, path, 5).body
    replies = [shown(plan, path, night) for night in (5, 6, 7)]
    assert [reply.status for reply in replies] == [status, status, 200]
    assert replies[0].body != whole


def test_a_makeover_stays_and_keeps_the_words() -> None:
    plan, path = replace(PLAN, faults=(Fault(Kind.MAKEOVER, 5, 1),)), newest(5)
    for night in (5, 20):
        before, after = shown(PLAN, path, night).body, shown(plan, path, night).body
        assert before != after
        assert after.replace(b'class="tema2-', b'class="').count(b"<p") == before.count(b"<p")
