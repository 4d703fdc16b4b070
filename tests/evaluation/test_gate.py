from collections.abc import Mapping

import pytest

from evaluation.gate import Figure, figures
from evaluation.labelled import DateStrings, Topics
from evaluation.scores import Score
from evaluation.trial import OURS_ALONE, OURS_KNOWN, PEER, Result, Trial

GOOD = Score(1, 1, title=True, date="exact")
WEAK = Score(0.9, 0.9, title=True, date="exact")


def result(reader: str, scores: Mapping[str, list[Score]], *, seconds: float) -> Result:
    return Result(reader, scores, {}, seconds, 0)


def trial(*, ours: Score = GOOD, peer: Score = WEAK, seconds: float = 1, dates: int = 0) -> Trial:
    results = [
        result(OURS_KNOWN, {"hexo-next": [ours], "nikola-base": [GOOD]}, seconds=seconds),
        result(OURS_ALONE, {"hexo-next": [GOOD], "nikola-base": [GOOD]}, seconds=1),
        result(PEER, {"hexo-next": [peer], "nikola-base": [peer]}, seconds=2),
    ]
    return Trial(
        {}, {each.reader: each for each in results}, DateStrings(200, 200, dates), Topics(250, 0.97, 0.95, 0.9)
    )


def missed(case: Trial) -> list[str]:
    return [figure.name for figure in figures(case) if not figure.kept]


def test_good_results_keep_every_figure() -> None:
    assert missed(trial()) == []


def test_a_weaker_body_than_the_library_s_on_one_engine_is_found() -> None:
    assert missed(trial(ours=Score(0.985, 0.985, title=True, date="exact"), peer=GOOD)) == [
        "body F1 on hexo, site known, beside trafilatura"
    ]


@pytest.mark.parametrize(
    ("ours", "names"),
    [
        (Score(1, 1, title=False, date="exact"), ["exact titles, site known"]),
        (Score(1, 1, title=True, date="missing"), ["exact dates where the page shows one, site known"]),
        (Score(1, 1, title=True, date="invented"), ["invented dates, site known"]),
    ],
)
def test_a_field_that_is_not_exact_is_found(ours: Score, names: list[str]) -> None:
    assert missed(trial(ours=ours)) == names


def test_a_slow_reader_and_an_invented_date_string_are_found() -> None:
    assert missed(trial(seconds=1.5, dates=1)) == ["date strings, invented", "speed, site known, × trafilatura"]


def test_a_figure_says_what_it_is_and_what_it_must_be() -> None:
    assert str(Figure("body F1", 0.98765, 0.99)) == "body F1: 0.9877 (must be ≥ 0.99)"
    assert str(Figure("invented", 3, 0, at_most=True)) == "invented: 3 (must be ≤ 0)"
