from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

import simulation.score
from demo.article import PracticeArticle
from simulation.diary import Life
from simulation.fault import Fault, Kind
from simulation.plan import Plan, Rhythm
from simulation.score import Outcome, Score, quantile, score
from simulation.watching import Record, Seen

NIGHTS = 365
FORM = PracticeArticle("kantor", 7, "rapat", "Rapat", date(2027, 6, 1), "Ada rapat.")
UNREADABLE = Fault(Kind.UNREADABLE, 0, 60)


def life(*forms: int, gone: tuple[tuple[int, int | None], ...] = ()) -> Life:
    return Life(7, tuple((night, FORM) for night in forms), gone)


def scored(patch: pytest.MonkeyPatch, article: Life, seen: Seen | None, *faults: Fault, dark: int = -1) -> Score:
    """The figures of one article of one office, crawled every night but ``dark``."""
    patch.setattr(simulation.score, "diary", lambda *_: SimpleNamespace(lives=[article]))
    plan = Plan("kantor", "praktik-jombang", Rhythm.DAILY, 1, 1, faults)
    record = Record(articles={("kantor", 7): seen} if seen else {})
    record.moods["kantor"] = {}
    return score([plan], NIGHTS, [night for night in range(NIGHTS) if night != dark], record)


@pytest.mark.parametrize(
    ("found", "faults", "dark", "outcome"),
    [
        (5, (), -1, Outcome("kantor", 5, 5)),
        (6, (), 5, Outcome("kantor", 6, 6)),  # our machine was off
        (None, (), -1, Outcome("kantor", 5, None)),
        (90, (UNREADABLE,), -1, Outcome("kantor", 60, 90, due=115)),  # asked for again after as long as it waited
    ],
)
def test_news_counts_from_the_first_night_that_could_read_it(
    monkeypatch: pytest.MonkeyPatch, found: int | None, faults: tuple[Fault, ...], dark: int, outcome: Outcome
) -> None:
    seen = None if found is None else Seen(found, [(found, 0)], [(found, True)])
    assert scored(monkeypatch, life(5), seen, *faults, dark=dark).news == [outcome]


@pytest.mark.parametrize(
    ("article", "forms", "outcomes"),
    [
        (life(0, 4), [(0, 0), (7, 1)], [Outcome("kantor", 4, 7, due=7, age=4)]),
        (life(0, 8), [(0, 0)], [Outcome("kantor", 8, None, due=30, age=8)]),
        # Another form, or the article's end, came before the look that was due: nobody could have seen it.
        (life(0, 8, 20), [(0, 0), (30, 2)], [Outcome("kantor", 20, 30, due=30, age=20)]),
        (life(0, 8, gone=((12, None),)), [(0, 0)], []),
        (life(0, 8, gone=((12, 40),)), [(0, 0), (43, 1)], []),
        # … but if it was seen in time, it was seen.
        (life(0, 8, 20), [(0, 0), (9, 1), (30, 2)],
         [Outcome("kantor", 8, 9, due=30, age=8), Outcome("kantor", 20, 30, due=30, age=20)]),
    ],
)  # fmt: skip
def test_an_edit_is_due_at_the_next_look_that_meets_it(
    monkeypatch: pytest.MonkeyPatch, article: Life, forms: list[tuple[int, int]], outcomes: list[Outcome]
) -> None:
    assert scored(monkeypatch, article, Seen(0, forms, [(0, True)])).edits == outcomes


@pytest.mark.parametrize(
    ("gone", "presence", "outcomes"),
    [
        ((8, None), [(0, True), (32, False)], [Outcome("kantor", 8, 32, due=33, age=8)]),
        ((8, None), [(0, True)], [Outcome("kantor", 8, None, due=33, age=8)]),
        ((8, 35), [(0, True)], []),  # it was back before anybody could believe it
        ((8, 60), [(0, True)], [Outcome("kantor", 8, None, due=33, age=8)]),
    ],
)
def test_a_deletion_is_believed_three_nights_after_the_look_that_meets_it(
    monkeypatch: pytest.MonkeyPatch,
    gone: tuple[int, int | None],
    presence: list[tuple[int, bool]],
    outcomes: list[Outcome],
) -> None:
    assert scored(monkeypatch, life(0, gone=(gone,)), Seen(0, [(0, 0)], presence)).deletions == outcomes


def test_looks_go_by_the_age_of_a_listed_article_however_late_its_page_came(monkeypatch: pytest.MonkeyPatch) -> None:
    article = life(0, gone=((70, None),))
    score = scored(monkeypatch, article, Seen(64, [(64, 0)], [(64, True)]), UNREADABLE)
    assert score.deletions == [Outcome("kantor", 70, None, due=93, age=6)]


def test_an_article_called_gone_that_stands_is_a_false_deletion(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Seen(0, [(0, 0)], [(0, True), (50, False), (51, True)])
    assert scored(monkeypatch, life(0), seen).false_deletions == [("kantor", 7, 50)]


@pytest.mark.parametrize(("share", "delay"), [(0.5, 2), (0.9, 9), (1, 9)], ids=["half", "nine of ten", "all"])
def test_quantiles_are_delays_that_happened(share: float, delay: int) -> None:
    assert quantile([9, 1, 2, 3, 0], share) == delay
    assert quantile([], share) == 0
