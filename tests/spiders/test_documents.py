from __future__ import annotations

from dataclasses import replace

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from twisted.python.failure import Failure

from archive.crawl_log import Validators
from archive.models import Hint, Kind
from scrapers.discovery import Link
from scrapers.registry.office import Site
from scrapers.spiders.documents import (
    charset,
    conditional_headers,
    part_of,
    request_of,
    snapshot_of,
    validators_of,
)

URL = "https://dinkop.example.go.id/berita/satu-1"
SITE = Site("https://dinkop.example.go.id/")


def response(content_type: str | None = "text/html; charset=UTF-8", **headers: str) -> HtmlResponse:
    sent = headers | ({"Content-Type": content_type} if content_type else {})
    return HtmlResponse(URL, body=b"<p>satu</p>", headers=sent, encoding="utf-8")


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("text/html; charset=UTF-8", "utf-8"),
        ('text/html; charset="Windows-1252"; x=y', "windows-1252"),
        ("text/html;charset='utf-8'", "utf-8"),
        ("text/html; charset=", None),
        ("text/html", None),
        (None, None),
    ],
)
def test_charset_is_the_headers(content_type: str | None, expected: str | None) -> None:
    assert charset(response(content_type)) == expected


def test_a_response_becomes_a_snapshot() -> None:
    came = response(ETag='"v1"', Server="nginx", **{"Set-Cookie": "id=7"})
    snapshot = snapshot_of(came, office="contoh", site=SITE, kind=Kind.PAGE, url=URL + "?lama")
    assert (snapshot.office, snapshot.site, snapshot.url, snapshot.final_url) == (
        "contoh", "dinkop.example.go.id", URL + "?lama", URL,
    )  # fmt: skip
    assert (snapshot.status, snapshot.kind, snapshot.media_type, snapshot.encoding) == (
        200,
        Kind.PAGE,
        "text/html",
        "utf-8",
    )
    assert snapshot.headers == {"etag": '"v1"', "server": "nginx"}
    assert snapshot.body == b"<p>satu</p>"
    assert snapshot.tls_verified is True
    assert snapshot.fetched_at.utcoffset() is not None
    assert validators_of(snapshot) == Validators('"v1"', None, snapshot.sha256)


def test_a_part_is_a_document_of_its_own() -> None:
    listing = snapshot_of(response(), office="contoh", site=SITE, kind=Kind.API, url=URL)
    link = Link("https://dinkop.example.go.id/dua/", Hint(title="Dua"), None, b'{"id":2}', Kind.POST)
    assert part_of(listing, link) == replace(
        listing, url=link.url, final_url=link.url, kind=Kind.POST, media_type="application/json", headers={},
        body=b'{"id":2}', hint=Hint(title="Dua", found_in=URL),
    )  # fmt: skip


def test_only_known_validators_are_said() -> None:
    assert conditional_headers(Validators('"v1"', None, "x")) == {"If-None-Match": '"v1"'}
    assert conditional_headers(Validators(None, "Sat, 01 Jan 2026 00:00:00 GMT")) == {
        "If-Modified-Since": "Sat, 01 Jan 2026 00:00:00 GMT"
    }
    assert conditional_headers(Validators()) == {}


def test_a_failure_knows_its_request() -> None:
    failure = Failure(ValueError())  # type: ignore[no-untyped-call]  # Twisted's
    failure.request = request = Request(URL)  # type: ignore[attr-defined]  # as Scrapy does
    assert request_of(failure) is request
