from __future__ import annotations

from scrapers.discovery import Discovered, DiscoveryError
from scrapers.probing.answer import Answer
from scrapers.probing.notebook import Notebook, reason, summary
from scrapers.probing.report import Tried
from tests.probing.pages import ORIGIN, site

URL = f"{ORIGIN}/"


def test_a_page_is_surveyed_and_kept_with_its_answer() -> None:
    look = Notebook().look("front page", Answer(URL, f"{ORIGIN}/index.php", 200, site()["/"]))
    assert look is not None
    assert (look.url, look.survey.title) == (f"{ORIGIN}/index.php", "Dinas Koperasi")


def test_what_is_no_page_is_written_down() -> None:
    notes = Notebook()
    assert notes.look("front page", Answer(URL, URL, 404)) is None
    assert notes.look("list of news", Answer(URL, URL, 200, b'{"a": 1}')) is None
    assert notes.tried == [
        Tried("front page", URL, "HTTP 404"),
        Tried("list of news", URL, "expected an HTML page, got JSON"),
    ]


def test_a_reason_doesnt_repeat_the_address() -> None:
    answer = Answer(URL, f"{ORIGIN}/b", 200)
    assert reason(DiscoveryError(f"{ORIGIN}/b: no feed"), answer) == "no feed"
    assert reason(DiscoveryError("something else"), answer) == "something else"


def test_what_a_list_left_out_is_summed_up() -> None:
    assert summary(Discovered(skipped={"no article": 12, "other site": 3})) == "12 no article, 3 other site"
