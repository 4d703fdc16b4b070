from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.urls import MAX_LENGTH, canonical, host, location, same_site, slug_words

BASE = "https://dinkop.contoh.go.id/berita/daftar?page=2"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://Dinkop.Contoh.GO.ID", "https://dinkop.contoh.go.id/"),
        ("http://dinkop.contoh.go.id:80/x", "http://dinkop.contoh.go.id/x"),
        ("https://dinkop.contoh.go.id:443/x", "https://dinkop.contoh.go.id/x"),
        ("http://dinkop.contoh.go.id:8080/x", "http://dinkop.contoh.go.id:8080/x"),
        ("http://127.0.0.1:40123/x", "http://127.0.0.1:40123/x"),
        ("http://127.0.0.1:080/x", "http://127.0.0.1/x"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("https://dinkop.contoh.go.id./x", "https://dinkop.contoh.go.id/x"),
        ("https://nama:sandi@dinkop.contoh.go.id/x", "https://dinkop.contoh.go.id/x"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("  /berita/a-1\n", "https://dinkop.contoh.go.id/berita/a-1"),
        ("/beri\n\tta/a-1", "https://dinkop.contoh.go.id/berita/a-1"),
        ("\x00\x1f/berita/a-1", "https://dinkop.contoh.go.id/berita/a-1"),
        ("\\berita\\a-1", "https://dinkop.contoh.go.id/berita/a-1"),
        ("a-1", "https://dinkop.contoh.go.id/berita/a-1"),
        ("?page=3", "https://dinkop.contoh.go.id/berita/daftar?page=3"),
        ("//lain.go.id/x", "https://lain.go.id/x"),
        ("#atas", "https://dinkop.contoh.go.id/berita/daftar?page=2"),
        ("", "https://dinkop.contoh.go.id/berita/daftar?page=2"),
        ("/x#google_vignette", "https://dinkop.contoh.go.id/x"),
        ("../../../a/./b/../c", "https://dinkop.contoh.go.id/a/c"),
        ("/a/%2e%2E/b", "https://dinkop.contoh.go.id/b"),
        ("/a/b/..", "https://dinkop.contoh.go.id/a/"),
        ("https://dinkop.contoh.go.id//berita/x", "https://dinkop.contoh.go.id/berita/x"),
        ("/berita//x", "https://dinkop.contoh.go.id/berita//x"),
        ("/berita/pasar murah", "https://dinkop.contoh.go.id/berita/pasar%20murah"),
        ("/berita/é%c3%a9%7e", "https://dinkop.contoh.go.id/berita/%C3%A9%C3%A9~"),
        ("/100%", "https://dinkop.contoh.go.id/100%25"),
        ("/?p=412", "https://dinkop.contoh.go.id/?p=412"),
        ("/?p=412&share=facebook&nb=1", "https://dinkop.contoh.go.id/?p=412&nb=1"),
        ("/x?utm_source=wa&id=5&fbclid=Iw&UTM_medium=a", "https://dinkop.contoh.go.id/x?id=5"),
        ("/x?b=2&a=1", "https://dinkop.contoh.go.id/x?b=2&a=1"),
        ("/x?b=2&amp;a=1&amp;amp;c=3", "https://dinkop.contoh.go.id/x?b=2&a=1&c=3"),
        ("/x?PHPSESSID=0a1b2c&id=5", "https://dinkop.contoh.go.id/x?id=5"),
        ("/x?sid=412", "https://dinkop.contoh.go.id/x?sid=412"),
        ("/x?sid=0a1b2c3d4e5f60718293a4b5", "https://dinkop.contoh.go.id/x"),
        ("/x;jsessionid=0A1B?id=5", "https://dinkop.contoh.go.id/x?id=5"),
        ("/pengumuman/detail/TUE9PQ%3d%3D", "https://dinkop.contoh.go.id/pengumuman/detail/TUE9PQ%3D%3D"),
        ("/pengumuman/detail/TUE9PQ==", "https://dinkop.contoh.go.id/pengumuman/detail/TUE9PQ=="),
        ("/x?", "https://dinkop.contoh.go.id/x"),
        ("/x?judul=A+b c", "https://dinkop.contoh.go.id/x?judul=A+b%20c"),
        ("berita:2025", None),
        ("javascript:void(0)", None),
        ("JavaScript\t:alert(1)", None),
        ("mailto:dinkop@contoh.go.id", None),
        ("tel:+62321", None),
        ("data:text/html,x", None),
        ("ftp://contoh.go.id/x", None),
        ("file:///etc/passwd", None),
        ("http://", None),
        ("http:///x", None),
        ("http://[::1", None),
        ("http://host:99999/", None),
        ("http://host:abc/", None),
        ("http://ho st/", None),
        ("http://a..b/", None),
        ("/" + "x" * MAX_LENGTH, None),
        ("/" + "é" * 500, None),
    ],
)
def test_canonical(href: str, expected: str | None) -> None:
    assert canonical(href, BASE) == expected


def test_relative_without_base_is_nothing() -> None:
    assert canonical("/berita/a-1") is None


@given(st.text(max_size=80), st.sampled_from(["", "http://a.go.id/", "https://a.go.id/x?", "//a.go.id/%", "/a/../"]))
def test_canonical_is_idempotent_and_never_raises(tail: str, head: str) -> None:
    once = canonical(head + tail, BASE)
    if once is not None:
        assert once.startswith(("http://", "https://"))
        assert once.isascii()
        assert "#" not in once
        assert canonical(once) == once
        assert canonical(once, BASE) == once


@given(
    st.text(alphabet="aZ9_~/.-", max_size=12),
    st.sampled_from(
        [BASE, "HTTPS://Dinkop.go.id:443", "http://127.0.0.1:8000/x?y", "http://a..b/", "http://a:x/", "mailto:a", ""]
    ),
)
def test_the_quick_way_and_the_whole_way_agree(path: str, base: str) -> None:
    assert canonical(f"/{path}", base) == canonical(f" /{path}", base)  # a blank is trimmed the whole way only


@given(st.text(alphabet="ab./%2eE?&=;:@#\\[] -_", max_size=40))
def test_canonical_is_idempotent_on_the_characters_of_addresses(tail: str) -> None:
    once = canonical(f"http://a.go.id/{tail}")
    if once is not None:
        assert canonical(once) == once
        assert "/../" not in once.partition("?")[0]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://WWW.contoh.go.id/x", "www.contoh.go.id"),
        ("http://127.0.0.1:8000/", "127.0.0.1:8000"),
        ("https://contoh.go.id:443/", "contoh.go.id"),
        ("mailto:a@b.go.id", ""),
    ],
)
def test_host(url: str, expected: str) -> None:
    assert host(url) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("http://www.contoh.go.id/", "https://contoh.go.id/berita", True),
        ("http://contoh.go.id/", "http://dinkop.contoh.go.id/", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:2/", False),
        ("mailto:a", "mailto:a", False),
    ],
)
def test_same_site(a: str, b: str, expected: bool) -> None:
    assert same_site(a, b) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://contoh.go.id/berita/a?id=5", "/berita/a?id=5"),
        ("https://contoh.go.id/", "/"),
        ("https://contoh.go.id", "/"),
    ],
)
def test_location(url: str, expected: str) -> None:
    assert location(url) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/berita/pasar-murah-11620", ["pasar", "murah"]),
        ("/berita/732/pasar-murah", ["pasar", "murah"]),
        ("/read/berita/732-pasar_murah", ["pasar", "murah"]),
        ("/2025/02/10/pasar-murah/", ["pasar", "murah"]),
        ("/berita-pasar-murah.html", ["berita", "pasar", "murah"]),
        ("/berita/detail/10-02-2025_pasar-murah", ["10", "02", "2025", "pasar", "murah"]),
        ("/berita/hut-ri-ke-80", ["hut", "ri", "ke", "80"]),
        ("/media.php?module=detailberita&id=5&judul=pasar-murah", ["pasar", "murah"]),
        ("/posting/412", ["posting"]),
        ("/?p=412", []),
        ("/", []),
    ],
)
def test_slug_words(path: str, expected: list[str]) -> None:
    assert slug_words(f"https://contoh.go.id{path}") == expected
