from __future__ import annotations

from dataclasses import replace

import pytest

from scrapers.probing.answer import Answer, Failure
from scrapers.probing.census import (
    ANSWERS,
    BLOCKED,
    BUDGET,
    MOVED,
    NO_PAGE,
    NOT_THERE,
    TLS_TROUBLE,
    look_up,
    verdict_of,
)
from scrapers.registry.office import Office, Site
from tests.probing.pages import ORIGIN, desk, feed, html_page, look_at, site

SITE = Site(f"{ORIGIN}/", evidence="guess", enabled=False)
OFFICE = Office(
    "contoh", "3541", "kabupaten", "Kabupaten Contoh", "Dinas Koperasi Contoh", -7.5, 112.2, (SITE,), ("Dinkop",)
)
URL = f"{ORIGIN}/"


async def test_a_site_that_answers_tells_its_articles() -> None:
    asked = desk(site(), budget=BUDGET)
    verdict = await look_up(asked, OFFICE, SITE)
    assert (verdict.kind, verdict.articles, verdict.source, verdict.requests) == (ANSWERS, 6, "list of news", 2)
    assert verdict.real
    assert verdict.confirms


async def test_a_declared_feed_is_enough() -> None:
    declared = html_page("<p>Koperasi</p>", "<link rel=alternate type='application/rss+xml' href='/umpan'>")
    verdict = await look_up(desk({"/": declared, "/umpan": feed(range(9))}), OFFICE, SITE)
    assert (verdict.articles, verdict.source, verdict.requests) == (9, "feed", 2)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(URL, URL, failure=Failure("name")), NOT_THERE),
        (Answer(URL, URL, failure=Failure("refused")), NOT_THERE),
        (Answer(URL, URL, failure=Failure("timeout")), NOT_THERE),
        (Answer(URL, URL, failure=Failure("tls")), TLS_TROUBLE),
        (Answer(URL, URL, failure=Failure("robots")), BLOCKED),
        (Answer(URL, URL, failure=Failure("unread", "HTTP 503")), BLOCKED),
        (Answer(URL, URL, failure=Failure("wait")), BLOCKED),
        (Answer(URL, URL, failure=Failure("large")), NO_PAGE),
        (Answer(URL, URL, 403), BLOCKED),
        (Answer(URL, URL, 429), BLOCKED),
        (Answer(URL, URL, 404), NOT_THERE),
        (Answer(URL, URL, 500), NOT_THERE),
    ],
)
def test_what_came_instead_of_a_page(answer: Answer, kind: str) -> None:
    verdict = verdict_of(OFFICE, SITE, None, answer)
    assert (verdict.kind, verdict.detail) == (kind, answer.trouble)
    assert not verdict.real


async def test_a_front_page_that_is_none_says_what_it_is() -> None:
    verdict = await look_up(desk({"/": b"%PDF-1.7 \x00\x01"}), OFFICE, SITE)
    assert (verdict.kind, verdict.detail, verdict.requests) == (
        NO_PAGE,
        "expected an HTML page, got 11 bytes of binary data",
        1,
    )


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Just a moment...", BLOCKED),
        ("Account Suspended", NOT_THERE),
        ("Apache2 Ubuntu Default Page", NOT_THERE),
        ("This domain is parked", NOT_THERE),
    ],
)
def test_pages_that_stand_in_a_sites_place(title: str, kind: str) -> None:
    look = look_at("/", f"<html><head><title>{title}</title></head><body><p>{title}</p></body></html>".encode())
    verdict = verdict_of(OFFICE, SITE, look, look.answer)
    assert (verdict.kind, verdict.title) == (kind, title)


def test_another_host_is_a_move() -> None:
    look = look_at("/", site()["/"])
    elsewhere = replace(SITE, url="https://lain.example.go.id/")
    verdict = verdict_of(OFFICE, elsewhere, look, look.answer)
    assert (verdict.kind, verdict.target) == (MOVED, URL)


def test_a_guess_must_speak_of_the_field() -> None:
    look = look_at(
        "/", b"<html><head><title>Portal Resmi</title></head><body><p>Wisata dan taman kota</p></body></html>"
    )
    verdict = verdict_of(OFFICE, SITE, look, look.answer)
    assert (verdict.kind, verdict.about, verdict.real, verdict.confirms) == (ANSWERS, False, False, False)
    assert replace(verdict, site=replace(SITE, role="portal")).real
