from __future__ import annotations

import pytest

from scrapers.probing.answer import Answer, Failure
from scrapers.probing.door import arrive, variants
from scrapers.probing.notebook import Notebook
from scrapers.probing.report import Tried
from tests.probing.pages import ORIGIN, desk, html_page, site
from tests.probing.tables import TableDesk


class _Silent(TableDesk):
    """A desk where some addresses don't answer."""

    def __init__(self, kind: str, but: str) -> None:
        super().__init__(lambda _: (200, "text/html", site()["/"]))
        self._kind, self._but = kind, but

    async def ask(self, url: str) -> Answer:
        answer = await super().ask(url)
        return answer if url == self._but else Answer(url, url, failure=Failure(self._kind))


async def test_the_front_page_is_surveyed() -> None:
    notes = Notebook()
    look, first = await arrive(desk(site()), notes, f"{ORIGIN}/")
    assert look is not None
    assert (look.url, first.status, len(notes.front.articles), notes.tried) == (f"{ORIGIN}/", 200, 4, [])


@pytest.mark.parametrize("kind", ["tls", "refused", "timeout", "name", "broken"])
async def test_a_silent_address_is_tried_under_the_other_scheme(kind: str) -> None:
    notes = Notebook()
    plain = ORIGIN.replace("https", "http") + "/"
    look, first = await arrive(_Silent(kind, plain), notes, f"{ORIGIN}/")
    assert look is not None
    assert (look.url, first.failure, len(notes.tried)) == (plain, Failure(kind), 1)


@pytest.mark.parametrize("kind", ["robots", "address"])
async def test_who_forbids_is_not_asked_again(kind: str) -> None:
    notes = Notebook()
    asked = _Silent(kind, "")
    assert (await arrive(asked, notes, f"{ORIGIN}/"))[0] is None
    assert asked.asked == [f"{ORIGIN}/"]
    assert notes.tried == [Tried("front page", f"{ORIGIN}/", str(Failure(kind)))]


async def test_an_error_is_an_answer() -> None:
    notes = Notebook()
    asked = desk({"/": 503})
    assert (await arrive(asked, notes, f"{ORIGIN}/"))[0] is None
    assert (asked.asked, notes.tried[0].outcome) == ([f"{ORIGIN}/"], "HTTP 503")


async def test_a_refresh_is_followed() -> None:
    moved = b"<html><head><meta http-equiv=refresh content='0; url=/depan'></head><body></body></html>"
    look, _ = await arrive(desk({"/": moved, "/depan": html_page("<p>Selamat datang</p>")}), Notebook(), f"{ORIGIN}/")
    assert look is not None
    assert look.url == f"{ORIGIN}/depan"


async def test_a_refresh_in_a_circle_ends() -> None:
    there = b"<html><head><meta http-equiv=refresh content='0; url=/b'></head><body></body></html>"
    back = there.replace(b"/b", b"/a")
    asked = desk({"/a": there, "/b": back})
    look, _ = await arrive(asked, Notebook(), f"{ORIGIN}/a")
    assert look is not None
    assert len(asked.asked) <= 3


def test_a_bare_number_or_a_port_has_no_variants() -> None:
    assert variants("http://127.0.0.1:8101/") == ()
    assert variants("http://103.211.82.11/") == ()
    assert variants("http://www.dinkop.go.id/a/") == ("https://www.dinkop.go.id/a/", "http://dinkop.go.id/a/")
