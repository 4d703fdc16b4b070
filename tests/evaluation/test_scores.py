from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.corpus import Page
from evaluation.readers import Answer
from evaluation.scores import Score, day, score, shingles, summarise

TEXT = ("Satu dua tiga empat lima.", "Enam tujuh.")
PAGE = Page("a.html", "https://a.example/a", None, "Judul “A” – B", TEXT, "2025-02-10")


def test_a_perfect_answer_scores_one() -> None:
    answer = Answer('Judul "A" - B', "\n\n".join(TEXT), "2025-02-10T09:30:00+07:00")
    assert score(answer, PAGE) == Score(1, 1, title=True, date="exact")


def test_an_empty_answer_scores_nothing() -> None:
    assert score(Answer(), PAGE) == Score(0, 0, title=False, date="missing")


def test_furniture_costs_precision_and_a_lost_paragraph_recall() -> None:
    more = score(Answer(body="\n".join([*TEXT, "Bagikan ke teman"])), PAGE)
    less = score(Answer(body=TEXT[0]), PAGE)
    assert (more.precision, more.recall) == (4 / 7, 1)
    assert [less.precision, less.recall, less.f1] == pytest.approx([1, 0.5, 2 / 3])


def test_a_repeated_paragraph_costs_precision() -> None:
    assert score(Answer(body="\n".join([*TEXT, *TEXT])), PAGE).precision < 1


@pytest.mark.parametrize("mark", ["1. ", "12) ", "- ", "• ", ""])
def test_a_list_may_be_written_with_or_without_its_marks(mark: str) -> None:
    assert shingles([f"{mark}nama pemilik usaha mikro"]) == shingles(["nama pemilik usaha mikro"])


def test_a_link_to_an_attachment_is_neither_asked_for_nor_held_against_a_reader() -> None:
    page = Page("a.html", "https://a.example/a", None, "A", TEXT, None, optional=("Jadwal Musyawarah Desa",))
    answer = Answer("A", "\n".join([*TEXT, "Jadwal Musyawarah Desa (unduh)"]))
    assert score(answer, page).precision == 1


def test_shingles_of_short_texts() -> None:
    assert shingles([]) == Counter()
    assert shingles(["dua", "kata"]) == Counter([("dua", "kata")])


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2025-04-16", "2025-04-16"),
        ("2025-04-15T22:21:00+00:00", "2025-04-16"),
        ("2025-04-16T05:21:00+07:00", "2025-04-16"),
        ("2025-04-16T05:21:00", "2025-04-16"),
        ("2025-04-16 senja", "2025-04-16"),
    ],
)
def test_the_day_is_the_one_in_western_indonesia(published: str, expected: str) -> None:
    assert day(published) == expected


@pytest.mark.parametrize(
    ("given_date", "wanted", "verdict"),
    [
        (None, None, "none"),
        ("2025-02-10", None, "invented"),
        (None, "2025-02-10", "missing"),
        ("2025-02-11", "2025-02-10", "wrong"),
        ("2025-02-10", "2025-02-10", "exact"),
    ],
)
def test_a_date_is_judged(given_date: str | None, wanted: str | None, verdict: str) -> None:
    page = Page("a.html", "https://a.example/a", None, "A", TEXT, wanted)
    assert score(Answer(published=given_date), page).date == verdict


def test_wrong_and_unasked_dates_count_as_invented_and_pages_without_a_date_not_as_missed() -> None:
    verdicts = ["exact", "missing", "wrong", "none", "invented"]
    summary = summarise([Score(1, 1, title=True, date=verdict) for verdict in verdicts])
    assert (summary.pages, summary.f1, summary.titles) == (5, 1, 1)
    assert [summary.dates, summary.invented] == pytest.approx([1 / 3, 2])


@given(st.lists(st.text()), st.lists(st.text()))
def test_f1_is_a_share_and_one_for_equal_texts(text: list[str], body: list[str]) -> None:
    page = Page("a.html", "https://a.example/a", None, "A", (*text, "Kalimat yang pasti ada di sini."), None)
    assert 0 <= score(Answer(body="\n".join(body)), page).f1 <= 1
    assert score(Answer(body="\n".join(page.text)), page).recall == 1
