from __future__ import annotations

import contextlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Hint, Kind
from scrapers.discovery import DiscoveryError, Link
from scrapers.discovery.json.listing import read_json_listing
from scrapers.registry.office import JsonListing
from tests.discovery.soundness import check_sound

URL = "https://contoh.go.id/api/berita?page=1"
SOURCE = JsonListing(
    url=URL,
    link="/berita/{slug}",
    next_url="/api/berita?page={page}",
    items="data.rows",
    title="judul",
    published="tanggal",
    author="user.nama",
    category="kategori",
)
RECORD = {
    "id": 7,
    "slug": "pasar-murah",
    "judul": "Pasar &amp; UMKM",
    "tanggal": "2025-02-10 09:30",
    "user": {"nama": "Humas"},
    "kategori": {"id": 1, "nama": "Koperasi"},
    "isi": "Baris satu & dua.\r\n\r\nBaris tiga.",
    "gambar": "/img/a.jpg",
}


def body(*records: object) -> bytes:
    return json.dumps({"status": True, "data": {"rows": list(records)}}).encode()


def test_a_record_without_its_text_is_a_page_to_fetch() -> None:
    found = read_json_listing(body(RECORD), SOURCE, URL)
    assert found.links == (
        Link(
            "https://contoh.go.id/berita/pasar-murah",
            Hint("Pasar & UMKM", "2025-02-10 09:30", "Koperasi", "Humas", URL),
        ),
    )


def test_a_record_with_its_text_is_a_document() -> None:
    link = read_json_listing(body(RECORD), replace(SOURCE, body="isi", image="gambar"), URL).links[0]
    assert link.kind is Kind.ENTRY
    assert json.loads(link.document or b"") == {
        "title": "Pasar & UMKM",
        "link": "https://contoh.go.id/berita/pasar-murah",
        "published": "2025-02-10 09:30",
        "author": "Humas",
        "category": "Koperasi",
        "image": "https://contoh.go.id/img/a.jpg",
        "content_html": "<p>Baris satu & dua.</p><p>Baris tiga.</p>",
        "source": "list json",
    }


def test_markup_in_a_record_stays() -> None:
    record = RECORD | {"isi": "<p>Satu<br>dua</p>"}
    link = read_json_listing(body(record), replace(SOURCE, body="isi"), URL).links[0]
    assert json.loads(link.document or b"")["content_html"] == "<p>Satu<br>dua</p>"


@pytest.mark.parametrize(
    ("template", "record", "expected"),
    [
        ("/berita/{id}/{slug}", {"id": 7, "slug": "a-b"}, "/berita/7/a-b"),
        ("{url}", {"url": "https://contoh.go.id/x"}, "/x"),
        ("{url}", {"url": "/x/y"}, "/x/y"),
        ("/berita/{slug}", {"slug": "pasar murah/#1"}, "/berita/pasar%20murah/%231"),
        ("/p/{kategori.slug}/{id}", {"kategori": {"slug": "umum"}, "id": 7}, "/p/umum/7"),
        ("/berita/{slug}", {"slug": ""}, None),
        ("/berita/{slug}", {"slug": None}, None),
        ("{url}", {"url": "javascript:alert(1)"}, None),
    ],
)
def test_the_address_of_a_record(template: str, record: dict[str, object], expected: str | None) -> None:
    found = read_json_listing(body(record), replace(SOURCE, link=template), URL)
    assert [link.url for link in found.links] == (["https://contoh.go.id" + expected] if expected else [])
    assert found.skipped == ({} if expected else {"no link": 1})


@pytest.mark.parametrize(
    ("next_url", "url", "more"),
    [
        ("/api/berita?page={page}", "https://contoh.go.id/api/berita", ("/api/berita?page=2",)),
        ("/api/berita?page={page}", "https://contoh.go.id/api/berita?page=4", ("/api/berita?page=5",)),
        ("/api/berita?mulai={offset}&n=1", "https://contoh.go.id/api/berita", ("/api/berita?mulai=1&n=1",)),
        ("/api/berita?mulai={offset}&n=1", "https://contoh.go.id/api/berita?mulai=6&n=1", ("/api/berita?mulai=7&n=1",)),
        ("/api/berita/{page}", "https://contoh.go.id/api/berita/3", ("/api/berita/4",)),
        (None, URL, ()),
    ],
)
def test_the_next_page(next_url: str | None, url: str, more: tuple[str, ...]) -> None:
    source = replace(SOURCE, url="https://contoh.go.id/api/berita", next_url=next_url)
    found = read_json_listing(body(RECORD), source, url)
    assert found.more == tuple("https://contoh.go.id" + path for path in more)


def test_an_empty_page_is_the_end() -> None:
    assert read_json_listing(body(), SOURCE, URL).more == ()


@pytest.mark.parametrize(
    ("document", "items"),
    [
        ([RECORD], ""),
        ({"berita": json.dumps([RECORD])}, "berita"),
        ({"berita": {"0": RECORD, "2": RECORD | {"slug": "lain"}}}, "berita"),
        ({"a.b": [RECORD]}, "a.b"),
        ({"hasil": [{"rows": [RECORD]}]}, "hasil.0.rows"),
    ],
)
def test_the_list_is_found_where_the_file_says(document: object, items: str) -> None:
    found = read_json_listing(json.dumps(document).encode(), replace(SOURCE, items=items), URL)
    assert found.links[0].hint.title == "Pasar & UMKM"


def test_what_is_left_out_is_counted() -> None:
    found = read_json_listing(body(RECORD, RECORD, "x", {"judul": "y"}), SOURCE, URL)
    assert (len(found.links), found.skipped) == (1, {"repeated": 1, "no object": 1, "no link": 1})


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b"<html><title>Login</title>", "expected JSON, got an HTML page titled “Login”"),
        (b'{"data": {"pesan": "x"}}', "no list at 'data.rows'; the document has data"),
        (b"[]", "no list at 'data.rows'; the document has list"),
        (b'"x"', "expected JSON"),
    ],
)
def test_other_answers_say_what_came(answer: bytes, message: str) -> None:
    with pytest.raises(DiscoveryError) as caught:
        read_json_listing(answer, SOURCE, URL)
    assert message in str(caught.value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["slug", "judul", "isi", "user", "url"]), inner)
    ),
    max_leaves=15,
)


@given(st.lists(json_values, max_size=4), st.sampled_from(["/b/{slug}", "{url}", "/{judul.0}/{isi}"]))
def test_never_anything_but_a_discovery_error(records: list[object], template: str) -> None:
    with contextlib.suppress(DiscoveryError):
        check_sound(read_json_listing(body(*records), replace(SOURCE, link=template, body="isi"), URL))
