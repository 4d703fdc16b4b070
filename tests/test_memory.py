"""Hostile documents are read, or refused with a reason, in bounded memory: what docs/faults.md says of it holds."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from scrapers.burden import MAX_TAGS
from scrapers.layouts import HEAVY_BYTES
from tests.memory import taken

MOST = 300 * 1024 * 1024  # bytes beside the document, whatever it is
BASE = 6 * 1024 * 1024  # what reading anything takes at all: tables that are filled, pages that the system lends
LIMIT = 10_000_000  # bytes of the largest page
HEAD = b"<html><head><title>Pasar Murah Dibuka</title></head><body><h1>Pasar Murah Dibuka</h1>"
LINE = b"<p>Pengurus koperasi membuka pembukuannya di hadapan anggota dan menjawab pertanyaan mereka.</p>"


def page(inner: bytes) -> bytes:
    return HEAD + 3 * LINE + inner + b"</body></html>"


def urls(number: int) -> bytes:
    return b"<urlset>" + b"".join(b"<url><loc>/berita/pasar-%d</loc></url>" % n for n in range(number)) + b"</urlset>"


DOCUMENTS: Mapping[str, Callable[[], bytes]] = {
    "50,000 deep": lambda: page(b"<div>" * 50_000 + LINE),
    "20 MB": lambda: page(LINE * 200_000),
    "20 MB of one text": lambda: page(b"<p>" + b"kata " * 4_000_000),
    "10 MB of one text": lambda: page(b"<p>" + b"kata " * (LIMIT // 5 - 100)),
    "10 MB of one word": lambda: page(b"<p>" + b"k" * (LIMIT - 1000)),
    "2,000,000 lines": lambda: page(b"<p>aa" * 1_900_000),
    "100,000 lines": lambda: page(b"<p>aa" * (MAX_TAGS - 20)),
    "100,000 links": lambda: page(b"<a href=/b>x</a>" * (MAX_TAGS - 20)),
    "500,000 attributes": lambda: page(b"<p " + b"".join(b"a%d=1 " % n for n in range(500_000)) + b">"),
    "random bytes": lambda: bytes((n * 7919 + n // 256) % 256 for n in range(5_000_000)),
    "50,000 addresses": lambda: urls(50_000),
    "gzip bomb": lambda: gzip.compress(bytes(200 * 1024 * 1024), 9),
    "3,000,000 deep": lambda: b"<rss>" + b"<a>" * 3_000_000,
    "1,000,000 ampersands": lambda: b"<rss>" + b"&" * 1_000_000 + b"</rss>",
    "10 MB of entries": lambda: b"<rss><channel>" + b"<item><title>a b c</title><link>/b-1</link></item>" * 160_000,
    "10 MB of empty objects": lambda: b"[" + b"{}," * 3_300_000 + b"{}]",
    "10 MB of brackets": lambda: b"[" * LIMIT,
    "10 MB of one string": lambda: b'[{"judul":"a b c","slug":"a-b","isi":"' + b"kata " * 1_990_000 + b'"}]',
}


# Bytes for each byte of the document, measured and rounded up by a third; of a small one that is refused, by the limit.
@pytest.mark.parametrize(
    ("reader", "document", "times", "said"),
    [
        ("article", "50,000 deep", 12, "read"),
        ("list", "50,000 deep", 12, "read"),
        ("survey", "50,000 deep", 12, "read"),
        ("article", "20 MB", 1, "a page of 19,"),
        ("article", "20 MB of one text", 1, "a page of 20,"),
        ("list", "20 MB of one text", 1, "larger than 10 MB"),
        ("article", "10 MB of one text", 28, "read"),
        ("article", "10 MB of one word", 10, "read"),
        ("article", "2,000,000 lines", 3, "markup with 1,900,"),
        ("list", "2,000,000 lines", 3, "a page larger than 5 MB"),
        ("article", "100,000 lines", 250, "pages up to 20,000 lines"),
        ("article", "100,000 links", 160, "read"),
        ("list", "100,000 links", 60, "read"),
        ("article", "500,000 attributes", 3, "attributes in one tag"),
        ("article", "random bytes", 18, "no t"),
        ("sitemap", "50,000 addresses", 21, "read"),
        ("sitemap", "gzip bomb", 140, "larger than 10 MB"),
        ("feed", "gzip bomb", 140, "larger than 10 MB"),
        ("feed", "3,000,000 deep", 1, "markup with 3,000,001 tags"),
        ("feed", "1,000,000 ampersands", 25, "read"),
        ("feed", "10 MB of entries", 25, "broken XML"),
        ("json", "10 MB of empty objects", 32, "read"),
        ("posts", "10 MB of empty objects", 32, "other things"),
        ("posts", "10 MB of brackets", 2, "expected JSON"),
        ("json", "10 MB of one string", 8, "read"),
    ],
)
def test_a_hostile_document_takes_bounded_memory(reader: str, document: str, times: int, said: str) -> None:
    body = DOCUMENTS[document]()
    most, outcome = taken(reader, body)
    assert said in outcome
    assert most <= min(MOST, times * len(body) + BASE)


@pytest.mark.parametrize("inner", [LINE * 19_000, b"<p>" + b"kata " * 590_000, b"<a href=/b>x</a>" * (MAX_TAGS - 20)])
def test_a_layout_is_learnt_from_forty_large_pages_in_bounded_memory(inner: bytes) -> None:
    body = page(inner)
    assert len(body) <= HEAVY_BYTES
    most, outcome = taken("layout", body)
    assert outcome == "read"
    assert most <= MOST


def test_the_docs_name_the_bound() -> None:
    text = (Path(__file__).parent.parent / "docs" / "faults.md").read_text(encoding="utf-8")
    assert f"at most {MOST // 1024 // 1024} MB" in text
    assert f"{MAX_TAGS:,} tags" in text
