from __future__ import annotations

import json

import pytest

from scrapers.probing.json_links import customary, link_template, list_items, written_templates
from scrapers.registry.office import JsonListing

ITEMS = [
    {"id": 12, "slug": "pasar-murah-digelar", "kategori_id": 3, "hash": "Qm9s", "isi": "panjang sekali " * 40},
    {"id": 13, "slug": "rapat-anggota-tahunan", "kategori_id": 3, "hash": "Zm9v", "isi": "pendek saja"},
]


@pytest.mark.parametrize(
    ("known", "template"),
    [
        (["/berita/detail/pasar-murah-digelar"], "/berita/detail/{slug}"),
        (["/berita/pasar-murah-digelar-12"], "/berita/{slug}-{id}"),
        (["/read/12/pasar-murah-digelar", "/read/13/rapat-anggota-tahunan"], "/read/{id}/{slug}"),
        (["/?berita=13"], "/?berita={id}"),
        (["/berita/3/rapat-anggota-tahunan"], "/berita/3/{slug}"),
        (["/isi/Qm9s"], "/isi/{hash}"),
        (["/profil", "/berita/121", "/pasar-murah-digelar-lagi"], None),
        ([], None),
    ],
)
def test_links_tell_how_addresses_are_made(known: list[str], template: str | None) -> None:
    assert link_template(ITEMS, [f"https://dinkop.example.go.id{path}" for path in known]) == template


def test_the_template_of_most_links_counts() -> None:
    known = ["/unduh/12", "/berita/pasar-murah-digelar", "/berita/rapat-anggota-tahunan"]
    assert link_template(ITEMS, [f"https://dinkop.example.go.id{path}" for path in known]) == "/berita/{slug}"


def test_one_address_proves_nothing_where_two_are_asked_for() -> None:
    known = [f"https://dinkop.example.go.id{path}" for path in ("/layanan/12", "/read/12", "/read/13")]
    assert link_template(ITEMS, known[:2], least=2) is None
    assert link_template(ITEMS, known, least=2) == "/read/{id}"


def test_a_field_that_two_items_share_names_neither() -> None:
    twins = [{"slug": "berita"}, {"slug": "berita"}]
    assert link_template(twins, ["https://dinkop.example.go.id/berita"]) is None


def test_braces_in_values_and_addresses_do_no_harm() -> None:
    assert (
        link_template([{"slug": "{id}", "id": 7}], ["https://dinkop.example.go.id/x/%7Bid%7D/7"]) == "/x/%7Bid%7D/{id}"
    )


def test_items_are_found_where_the_list_is_declared() -> None:
    source = JsonListing("https://dinkop.example.go.id/api", "/berita/{id}", items="data.rows")
    body = json.dumps({"data": {"rows": [{"id": 1}, "x", {"id": 2}]}}).encode()
    assert list_items(body, source, source.url) == [{"id": 1}, {"id": 2}]
    assert list_items(b'{"data": 1}', source, source.url) == []


def test_customary_templates_keep_the_field() -> None:
    assert customary("/berita/{judul_seo}")[1] == "/berita/detail/{judul_seo}"
    assert customary("/berita/") == []


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("s(L,{to:`/artikel/${e.id}`})", ["/artikel/{id}"]),
        ('s("a",{href:"/berita/".concat(e.slug),children:e.judul})', ["/berita/{slug}"]),
        ("path:'/kabar/detail/'+t.slug", ["/kabar/detail/{slug}"]),
        ("r.push(`/news/${item?.slug}`),r.push(`/news/${item?.slug}`)", ["/news/{slug}"]),
        ("get(`/berita/${e.id}`),{url:`/api/berita/${e.id}`},{to:`/agenda/${e.id}`},{to:`/berita/${e.kategori}`}", []),
    ],
)
def test_a_script_says_how_it_addresses_articles(script: str, expected: list[str]) -> None:
    items = [{"id": n, "slug": f"pasar-{n}", "kategori": "Pasar", "judul": f"Pasar {n}"} for n in (7, 8)]
    assert written_templates(script, items) == expected
