from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from archive.clock import CLOCK
from scrapers.patience import PatienceMiddleware, pause_seconds
from scrapers.refusals import AskedToWait

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LONGEST = 120.0
REQUEST = Request("https://a.id/berita")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("0", 0.0),
        ("Sun, 01 Mar 2026 00:01:00 GMT", 60.0),
        ("Sunday, 01-Mar-26 00:01:00 GMT", 60.0),
        ("Sun, 01 Mar 2026 07:01:00 +0700", 60.0),
        ("Sun, 01 Mar 2026 00:01:00", 60.0),
        ("Sun, 01 Mar 2026 00:01:00 -0000", 60.0),
        ("Sat, 28 Feb 2026 23:59:00 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 -1200", 251_630_020_799.0),
        ("Mon, 01 Jan 0001 00:00:00 +1400", 0.0),
        ("Sun, 01 Mar 99999 00:00:00 GMT", None),
        ("-5", None),
        ("1.5", None),
        ("\N{SUPERSCRIPT TWO}", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_pause_is_read_in_seconds_or_as_a_date(said: str | None, seconds: float | None) -> None:
    assert pause_seconds(said, NOW) == seconds


@given(st.text(st.characters(max_codepoint=255)))
def test_whatever_the_header_says_is_a_pause_or_nothing(said: str) -> None:
    pause = pause_seconds(said, NOW)
    assert pause is None or pause >= 0


@pytest.fixture
def slot() -> Slot:
    """The site's usual pace."""
    return Slot(1, 2.0, 0.5)


@pytest.fixture
def middleware(slot: Slot) -> PatienceMiddleware:
    crawler: Any = SimpleNamespace(
        engine=SimpleNamespace(downloader=SimpleNamespace(slots={"a.id": slot})),
        settings=Settings({"RETRY_AFTER_MAX_SECONDS": LONGEST}),
        stats=MemoryStatsCollector(get_crawler()),
        signals=get_crawler().signals,
    )
    return PatienceMiddleware.from_crawler(crawler)


def plea(retry_after: str | None, status: int = 429) -> Response:
    return Response(REQUEST.url, status, headers={"Retry-After": retry_after} if retry_after else {})


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "seconds"),
    [("30", 30.0), ("Sun, 01 Mar 2026 00:00:30 GMT", 30.0), ("1", 2.0), ("120", 120.0)],
    ids=["seconds", "date", "less than usual", "as long as a night waits"],
)
def test_a_site_gets_the_pause_that_it_asks_for(
    middleware: PatienceMiddleware, slot: Slot, said: str, seconds: float, status: int
) -> None:
    with CLOCK.showing(lambda: NOW):
        middleware.answered(REQUEST, plea(said, status))
    assert {slot.download_delay() for _ in range(50)} == {seconds}  # never cut by chance
    middleware.process_request(REQUEST)


def test_without_a_wish_the_pause_doubles_until_the_site_answers(middleware: PatienceMiddleware, slot: Slot) -> None:
    pauses = []
    for _ in range(3):
        middleware.answered(REQUEST, plea(None))
        pauses.append(slot.delay)
    assert pauses == [4.0, 8.0, 16.0]
    middleware.answered(REQUEST, Response(REQUEST.url))
    assert (slot.delay, slot.jitter) == (2.0, 0.5)


@pytest.mark.parametrize("said", ["121", "Sun, 01 Mar 2026 00:02:01 GMT"])
def test_a_longer_pause_than_a_night_has_ends_the_sites_night_and_no_others(
    middleware: PatienceMiddleware, said: str
) -> None:
    request = REQUEST.copy()
    with CLOCK.showing(lambda: NOW):
        middleware.answered(request, plea(said))
    assert request.meta == {"dont_retry": True}
    with pytest.raises(AskedToWait) as raised:
        middleware.process_request(REQUEST)
    assert str(raised.value) == "a.id answered HTTP 429 and asked to wait 121 s"
    middleware.process_request(Request("https://b.id/berita"))


def test_a_night_that_doubles_for_ever_ends(middleware: PatienceMiddleware) -> None:
    for _ in range(6):
        middleware.process_request(REQUEST)
        middleware.answered(REQUEST.copy(), plea(None))
    with pytest.raises(AskedToWait, match="asked to wait 128 s"):
        middleware.process_request(REQUEST)


def test_what_waits_for_its_turn_already_is_left_alone_too(middleware: PatienceMiddleware, slot: Slot) -> None:
    waiting: Deferred[Response] = Deferred()
    slot.queue.append((REQUEST.copy(), waiting))
    middleware.answered(REQUEST.copy(), plea("121"))
    assert not slot.queue
    failures: list[Failure] = []
    waiting.addErrback(failures.append)
    assert [str(failure.value) for failure in failures] == ["a.id answered HTTP 429 and asked to wait 121 s"]


def test_a_pause_begins_with_the_plea_and_not_with_the_request(middleware: PatienceMiddleware, slot: Slot) -> None:
    middleware.answered(REQUEST.copy(), plea("30"))
    assert slot.lastseen > 0
