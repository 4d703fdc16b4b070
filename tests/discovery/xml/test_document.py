from __future__ import annotations

import gzip
import time

import pytest

from scrapers.discovery import DiscoveryError
from scrapers.discovery.xml.document import MAX_BYTES, name_of, parse_xml, unpack, what_came

URL = "https://dinkop.contoh.go.id/feed/"


def test_unpack_goes_by_the_first_bytes() -> None:
    assert unpack(gzip.compress(b"<x/>"), URL) == b"<x/>"
    assert unpack(b"<x/>", URL) == b"<x/>"


def test_a_bomb_is_not_unpacked_further_than_allowed() -> None:
    bomb = gzip.compress(bytes(200 * 1024 * 1024), 9)
    started = time.process_time()
    with pytest.raises(DiscoveryError, match="larger than 10 MB"):
        unpack(bomb, URL)
    assert time.process_time() - started < 1.0


def test_a_document_of_too_many_elements_is_not_parsed() -> None:
    with pytest.raises(DiscoveryError, match="expected a list, got markup with 500,001 tags"):
        parse_xml(b"<rss>" + b"<a>" * 500_000, URL)


@pytest.mark.parametrize(
    ("document", "text"),
    [
        (b"<rss>a &amp; b</rss>", "a & b"),
        (b"<rss>a &nbsp;&ldquo;b&rdquo;</rss>", "a \xa0“b”"),
        (b"<rss>a & b &unknown; &#11;</rss>", "a & b &unknown; "),
        (b"<rss>caf\xe9</rss>", "café"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><rss>caf\xe9</rss>', "café"),
        (b'<?xml version="1.0" encoding="UTF-8"?><rss>caf\xe9</rss>', "café"),
        (b'<?xml version="1.0" encoding="tidak-ada"?><rss>x</rss>', "x"),
        ('<?xml version="1.0" encoding="UTF-16"?><rss>café</rss>'.encode("utf-16"), "café"),
        (b"<rss>x</rss><!-- cached --><br>", "x"),
        (b"Notice: x\n<rss>x</rss>", "x"),
    ],
)
def test_sloppiness_is_repaired(document: bytes, text: str) -> None:
    assert "".join(parse_xml(document, URL).itertext()) == text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "an empty document"),
        (b"<!doctype html><title> Situs  </title>", "an HTML page titled “Situs”"),
        (b"<body>", "an HTML page"),
        (b' {"a":1}', "JSON"),
        (b"<svg>", "markup that starts with '<svg>'"),
        (b"\x89PNG\x00\x00", "6 bytes of binary data"),
        (b"halo", "text that starts with 'halo'"),
    ],
)
def test_what_came_in_words(body: bytes, words: str) -> None:
    assert what_came(body) == words


def test_names_are_without_namespace_and_case() -> None:
    assert name_of(parse_xml(b'<x:RSS xmlns:x="http://a/"/>', URL)) == "rss"


def test_the_largest_allowed_document_is_parsed() -> None:
    entry = b"<url><loc>https://dinkop.contoh.go.id/pasar</loc></url>"
    number = (MAX_BYTES - 20) // len(entry)
    assert len(parse_xml(b"<urlset>" + entry * number + b"</urlset>", URL)) == number
