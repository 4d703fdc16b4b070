from evaluation.corpus import Page
from evaluation.labelled import DateStrings, Topics
from evaluation.readers import Answer
from evaluation.report import render, terminal
from evaluation.scores import score
from evaluation.trial import OURS_ALONE, OURS_KNOWN, PEER, Result, Trial, flaws

PAGE = Page("a.html", "https://a.example/a", None, "Judul", ("Satu dua tiga empat.",), "2025-02-10")
RIGHT = Answer("Judul", "Satu dua tiga empat.", "2025-02-10")
WRONG = Answer("Judul", "Satu dua tiga empat. Bagikan.", None)


def trial() -> Trial:
    readers = {OURS_KNOWN: (RIGHT, 1.0), OURS_ALONE: (WRONG, 1.0), PEER: (WRONG, 2.5)}
    results = {
        name: Result(name, {"hexo-next": [score(answer, PAGE)]}, {"hexo-next": [answer]}, seconds, 0.5)
        for name, (answer, seconds) in readers.items()
    }
    return Trial({"hexo-next": [PAGE]}, results, DateStrings(200, 199, 1), Topics(250, 0.96, 0.91, 0.9))


def test_the_page_holds_every_reader_every_part_and_every_figure() -> None:
    page = render(trial())
    assert "| this archive, site known | 1.0000 | 1.0000 | 1.0000 | 1.0000 | 1.0000 | 0 | 2.5 |" in page
    assert "| trafilatura | 0.6667 | 0.5000 | 1.0000 | 1.0000 | 0.0000 | 0 | 1.0 |" in page
    assert "| hexo-next | 1 | 1.0000 | 0.6667 | 0.6667 |" in page
    assert "199 of 200 date strings read rightly, 1 invented" in page
    assert "| body F1, page alone | 0.6667 | ≥ 0.97 | **no** |" in page
    assert page.endswith(".\n")
    assert render(trial()) == page


def test_the_terminal_is_told_documents_per_second() -> None:
    assert [line.split()[-1] for line in terminal(trial()).splitlines()] == ["docs/s", "1", "1", "0"]


def test_flaws_are_the_pages_that_are_not_perfect() -> None:
    assert list(flaws(trial(), OURS_KNOWN)) == []
    ((part, page, answer, scored),) = flaws(trial(), OURS_ALONE)
    assert (part, page, answer) == ("hexo-next", PAGE, WRONG)
    assert (scored.precision, scored.date) == (0.5, "missing")
