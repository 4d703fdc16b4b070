from __future__ import annotations

from datetime import datetime

from demo.exchange import Reply, Request, as_json, html, with_validators
from demo.indonesian import WIB

CHANGED = datetime(2026, 9, 24, 9, 0, tzinfo=WIB)


def test_a_request_is_taken_apart() -> None:
    request = Request("GET", "/a%20b/?page=2&page=3&x=", {"host": "demo.invalid:81"})
    assert (request.path, request.query, request.origin) == ("/a b/", {"page": "3"}, "http://demo.invalid:81")
    assert not request.conditional
    assert Request("GET", "/", {"if-modified-since": "x"}).conditional


def test_json_is_printed_like_php() -> None:
    assert as_json({"url": "/é"}).body == b'{"url":"\\/\\u00e9"}'


def test_an_etag_outweighs_a_date() -> None:
    fresh = with_validators(html("x"), Request("GET", "/"), CHANGED)
    assert fresh.headers["Last-Modified"] == "Thu, 24 Sep 2026 02:00:00 GMT"
    both = {"if-none-match": '"other"', "if-modified-since": fresh.headers["Last-Modified"]}
    assert with_validators(html("x"), Request("GET", "/", both), CHANGED) == fresh
    known = with_validators(html("x"), Request("GET", "/", {"if-none-match": fresh.headers["ETag"]}), CHANGED)
    assert known == Reply(b"", status=304, headers=fresh.headers)
