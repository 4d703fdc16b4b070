from __future__ import annotations

import pytest

from scrapers.discovery.shape import Address, is_file, is_slug, is_token, read_address, segment_kind, value_kind

SITE = "https://dinkop.contoh.go.id"


@pytest.mark.parametrize(
    ("segment", "last", "kind"),
    [
        ("2025", False, "<year>"),
        ("2025", True, "<number>"),
        ("02", False, "<number>"),
        ("%C2%B9", True, "%C2%B9"),
        ("10-02-2025_pasar", True, "<dated>"),
        ("nw2025021009300001", True, "<counter>"),
        ("pasar-murah-dibuka", True, "<slug>"),
        ("Pasar%20Murah%20Dibuka", True, "<slug>"),
        ("TUE9PQ%3D%3D", True, "<token>"),
        ("65f1c2a9e4b0a1b2c3d4e5f6", True, "<token>"),
        ("pasar-murah", True, "pasar-murah"),
        ("berita", False, "berita"),
    ],
)
def test_the_kind_of_a_segment(segment: str, last: bool, kind: str) -> None:
    assert segment_kind(segment, last=last) == kind


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("id", "12", "<number>"),
        ("id", "12:pasar-murah", "<id:slug>"),
        ("judul", "pasar", "<slug>"),
        ("x", "pasar-murah-dibuka", "<slug>"),
        ("view", "article", "article"),
    ],
)
def test_the_kind_of_a_value(name: str, value: str, kind: str) -> None:
    assert value_kind(name, value) == kind


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/berita/pasar.html", Address(("berita", "pasar"), ".html", ())),
        ("/?p=12&x", Address((), "", (("p", "12"), ("x", "")))),
        ("/", None),
        ("/a.pdf", None),
    ],
)
def test_the_pieces_of_an_address(path: str, address: Address | None) -> None:
    assert read_address(SITE + path) == address


@pytest.mark.parametrize(("text", "expected"), [("a-b-c", True), ("a-b", False), ("a_b_c", True), ("", False)])
def test_a_slug_is_a_headlines_words(text: str, expected: bool) -> None:
    assert is_slug(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc=", True),
        ("informasipublikdaerah", False),
        ("a1b2c3d4e5f6a7b8", True),
        ("MjAyNC0wMS0wMQab", True),
        ("a1", False),
    ],
)
def test_a_token_is_an_id(text: str, expected: bool) -> None:
    assert is_token(text) is expected


@pytest.mark.parametrize(
    ("path", "expected"), [("/a.PDF?x=1", True), ("/a.jpg", True), ("/a.html", False), ("/a?f=x.pdf", False)]
)
def test_files(path: str, expected: bool) -> None:
    assert is_file(SITE + path) is expected
