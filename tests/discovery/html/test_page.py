from __future__ import annotations

import contextlib
import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.discovery import DiscoveryError
from scrapers.discovery.html.page import MAX_ANCHORS, parse_page, text_of, words_of
from scrapers.urls import canonical

URL = "https://dinkop.contoh.go.id/berita/"
WORD = "Jum’at é"


def test_links_are_canonical_and_in_order() -> None:
    html = b"""<base href="/x/"><a href="a#1">1</a><a href="#atas">2</a><a href="">3</a><a>4</a>
      <a href="mailto:a@b.id">5</a><a href="/b?utm_source=wa">6</a><area href="//lain.go.id/c">"""
    assert [anchor.url for anchor in parse_page(html, URL).anchors()] == [
        "https://dinkop.contoh.go.id/x/a",
        "https://dinkop.contoh.go.id/b",
        "https://lain.go.id/c",
    ]


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (f"<p>{WORD}</p>".encode(), None),
        (f"<p>{WORD}</p>".encode(), "iso-8859-1"),
        (f"<meta charset='iso-8859-1'><p>{WORD}</p>".encode(), "windows-1252"),
        (f"<p>{WORD}</p>".encode("cp1252"), None),
        (f"<p>{WORD}</p>".encode("cp1252"), "utf-8"),
        (f"<p>{WORD}</p>".encode("cp1252"), "ISO-8859-1"),
        (f"<meta charset=windows-1252><p>{WORD}</p>".encode("cp1252"), None),
        (f"<p>{WORD}</p>".encode("cp1252"), "no-such-charset"),
        (f"<p>{WORD}</p>".encode("utf-8-sig"), None),
        (f"<p>{WORD}</p>".encode("utf-16"), None),
        (gzip.compress(f"<p>{WORD}</p>".encode()), None),
    ],
)
def test_the_charset_is_what_fits_the_bytes(body: bytes, header: str | None) -> None:
    assert text_of(parse_page(body, URL, header).root) == WORD


def test_a_page_cut_in_a_character_is_still_utf8() -> None:
    body = f"<p>{WORD * 9}</p><p>é".encode()[:-1]
    assert text_of(parse_page(body, URL).root).startswith(WORD)


def test_text_leaves_out_what_nobody_sees() -> None:
    html = b"""<div>a<script>x</script><style>y</style><b>b</b><!-- c --><noscript>z</noscript>\xc2\xa0 d
      <i>e</i>\xe2\x80\x8b</div>"""
    assert text_of(parse_page(html, URL).root) == "a b d e"


def test_words_of_class_and_id() -> None:
    page = parse_page(b"<p class='Post-Date entry_meta' id=Tgl>x</p><p>y</p>", URL)
    assert [words_of(element).split() for element in page.root.iter("p")] == [
        ["post", "date", "entry", "meta", "tgl"],
        [],
    ]


def test_unclosed_tags_beyond_the_parsers_first_bound_lose_nothing() -> None:
    body = b"<b>" * 900 + b'<a href="/a-1">x</a>'
    assert len(list(parse_page(body, URL).anchors())) == 1


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "an empty document"),
        (b'{"a": "<p>x</p>"', None),
        (b"[1]", "JSON"),
        (
            b"<?xml version='1.0'?><rss><channel><item><title>x</title></item></channel></rss>",
            "markup that starts with",
        ),
        (b"<urlset><url><loc>x</loc></url></urlset>", "markup that starts with"),
        (bytes(range(256)), "binary data"),
        (b"%PDF-1.4 x", "text that starts with '%PDF-1.4 x'"),
        (b"<p>" + b"x" * 6_000_000, "larger than 5 MB"),
        (b"<p " + b"a=1 " * 100_000 + b">", "got markup with 2,000 attributes in one tag"),
        (b"<p " + b"a='>' " * 100_000 + b">", "got markup with 2,000 attributes in one tag"),
    ],
    ids=range(10),
)
def test_other_documents_say_what_came(body: bytes, message: str | None) -> None:
    if message is None:
        parse_page(body, URL)
        return
    with pytest.raises(DiscoveryError) as caught:
        parse_page(body, URL)
    assert message in str(caught.value)
    assert str(caught.value).startswith(URL)


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 50_000 + b'<a href="/a-1">x</a>',
        b"<table><tr><td>" * 20_000,
        b'<a href="/a">' * 50_000,
        b"<p>x" * 1_000_000,
        b"<a b=\"<a b='" * 100_000,
        b"<!--" * 100_000,
        b"<" * 1_000_000 + b"<p>",
    ],
    ids=["deep", "tables", "links", "long", "quotes", "comments", "brackets"],
)
def test_hostile_pages_take_bounded_time(body: bytes) -> None:
    started = time.process_time()
    with contextlib.suppress(DiscoveryError):
        assert len(list(parse_page(body, URL).anchors())) <= MAX_ANCHORS
    assert time.process_time() - started < 3.0


@given(st.binary(max_size=300))
def test_never_anything_but_a_discovery_error(noise: bytes) -> None:
    for body in (noise, b"<p>" + noise, b'<a href="' + noise + b'">'):
        with contextlib.suppress(DiscoveryError):
            page = parse_page(body, URL)
            assert text_of(page.root) == " ".join(text_of(page.root).split())
            assert all(canonical(anchor.url) == anchor.url for anchor in page.anchors())
