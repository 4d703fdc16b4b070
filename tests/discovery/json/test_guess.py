from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.discovery import DiscoveryError
from scrapers.discovery.json.guess import guess_json_listing
from scrapers.discovery.json.listing import read_json_listing
from scrapers.registry.office import JsonListing

URL = "https://contoh.go.id/api/berita?page=1"
WHOLE = "<p>" + "Kalimat berita. " * 40 + "</p>"


def records(**fields: str) -> list[dict[str, object]]:
    """Five records; `{n}` in a value is the record's number."""
    return [{name: value.replace("{n}", str(n)) for name, value in fields.items()} | {"no": n} for n in range(1, 6)]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            # the form of one city: a list as a string of JSON
            {
                "berita": json.dumps(
                    records(
                        idpost="{n}",
                        judul="Pasar murah ke {n} dibuka",
                        judulurl="pasar-murah-ke-{n}",
                        kategori="Umum",
                        deskripsi=WHOLE,
                        linkgambar="/a.jpg",
                        tanggal="2025-02-1{n}",
                    )
                )
            },
            JsonListing(
                url=URL,
                link="/berita/{judulurl}",
                next_url="https://contoh.go.id/api/berita?page={page}",
                items="berita",
                title="judul",
                body="deskripsi",
                published="tanggal",
                category="kategori",
                image="linkgambar",
            ),
        ),
        (
            {
                "menu": records(title="Profil dinas kami", url="/profil-{n}"),
                "data": {
                    "rows": records(
                        title="Pasar murah ke {n}", url="https://contoh.go.id/b/{n}", created_at="2025-02-1{n}"
                    )
                },
            },
            JsonListing(
                url=URL,
                link="{url}",
                next_url="https://contoh.go.id/api/berita?page={page}",
                items="data.rows",
                title="title",
                published="created_at",
            ),
        ),
        (
            records(id_artikel="{n}00", judul_berita="Pasar murah ke {n}", tgl_posting="1{n}/02/2025", penulis="Humas"),
            JsonListing(
                url=URL,
                link="/berita/{id_artikel}",
                next_url="https://contoh.go.id/api/berita?page={page}",
                title="judul_berita",
                published="tgl_posting",
                author="penulis",
            ),
        ),
    ],
)
def test_the_list_of_news_is_recognised(document: object, expected: JsonListing) -> None:
    body = json.dumps(document).encode()
    assert guess_json_listing(body, URL) == expected
    assert len(read_json_listing(body, expected, URL).links) == 5


def test_some_headlines_of_two_words_hide_no_list() -> None:
    titles = (
        "Gudang Bersama",
        "Pasar murah dibuka lagi",
        "Sertifikat Halal",
        "Koperasi desa membuka gerai",
        "Rapat Kerja",
    )
    rows = [{"judul": title, "slug": f"a-{n}", "tanggal": "2025-02-11"} for n, title in enumerate(titles)]
    found = guess_json_listing(json.dumps(rows).encode(), URL)
    assert found is not None
    assert (found.title, found.link) == ("judul", "/berita/{slug}")
    menu = [{**row, "judul": "Visi Misi"} for row in rows[:4]] + [rows[1]]
    assert guess_json_listing(json.dumps(menu).encode(), URL) is None


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        {"name": "Portal", "icons": [{"src": "/a.png", "sizes": "1x1"}]},
        records(title="Menu", url="/menu-{n}"),
        records(nama="Budi", jabatan="Kepala", tanggal="2025-01-01"),
    ],
)
def test_other_documents_hold_none(document: object) -> None:
    assert guess_json_listing(json.dumps(document).encode(), URL) is None


def test_deep_documents_are_borne() -> None:
    deep = b'{"a":' * 900 + b"1" + b"}" * 900
    assert guess_json_listing(deep, URL) is None
    with pytest.raises(DiscoveryError):
        guess_json_listing(b"[" * 100_000, URL)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=6),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["judul", "slug", "tanggal", "isi"]), inner)
        ),
        max_leaves=20,
    )
)
def test_never_anything_but_a_discovery_error(document: object) -> None:
    with contextlib.suppress(DiscoveryError):
        guessed = guess_json_listing(json.dumps(document).encode(), URL)
        assert guessed is None or (guessed.url, guessed.title) == (URL, "judul")
