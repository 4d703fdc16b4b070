from __future__ import annotations

from datetime import datetime
from random import Random

import pytest

from demo.article import PracticeArticle
from demo.indonesian import WIB
from simulation.press import Press, corrected, correction, retitled, teaser_only

MOMENT = datetime(2027, 6, 1, 9, 30, tzinfo=WIB)
LATER = datetime(2027, 6, 8, 14, 0, tzinfo=WIB)


def written(practice: str = "praktik-jombang", count: int = 1) -> list[PracticeArticle]:
    press = Press("kantor-01", practice, Random(7))
    return [press.write(number, MOMENT) for number in range(1, count + 1)]


@pytest.mark.parametrize(
    "practice", ["praktik-jombang", "praktik-sumberagung", "praktik-tanjungsari", "praktik-candirejo"]
)
def test_no_two_articles_of_an_office_are_alike(practice: str) -> None:
    articles = written(practice, 100)
    assert len({article.slug for article in articles}) == 100
    assert len({article.title for article in articles}) == 100
    assert all(article.body and article.office == "kantor-01" for article in articles)
    assert {article.published for article in articles} <= {MOMENT, MOMENT.date()}


def test_a_press_writes_the_same_every_time() -> None:
    assert written(count=20) == written(count=20)


def test_a_correction_changes_the_text_and_nothing_else() -> None:
    [article] = written()
    changed = corrected(article, 2, LATER)
    assert changed.body == f"{article.body}\n\n{correction(2)}"
    assert (changed.title, changed.slug, changed.modified) == (article.title, article.slug, LATER)
    assert correction(1) != correction(2)


def test_another_headline_keeps_its_address() -> None:
    [article] = written()
    changed = retitled(article, 1, LATER)
    assert changed.title == f"Ralat 1: {article.title}"
    assert (changed.slug, changed.body, changed.modified) == (article.slug, article.body, LATER)


def test_a_teaser_is_the_beginning() -> None:
    [article] = written()
    beginning, mark = teaser_only(article).body[:-1], teaser_only(article).body[-1]
    assert (len(beginning.split()), mark) == (12, "…")
    assert article.body.split()[:12] == beginning.split()
