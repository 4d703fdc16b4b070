from __future__ import annotations

import pytest

from scrapers.discovery.html.candidates import candidates, related
from scrapers.discovery.html.page import parse_page

SITE = "https://dinkop.contoh.go.id/"


def ranked(html: str, articles: frozenset[str] = frozenset()) -> list[str]:
    page = parse_page(f"<body><p>x</p>{html}</body>".encode(), SITE)
    own, _ = candidates(page, list(page.anchors()), articles)
    return [candidate.url.removeprefix(SITE) for candidate in own]


def test_news_come_before_announcements_and_lists_before_single_pages() -> None:
    html = """<nav><a href="/pengumuman">Pengumuman</a><a href="/artikel">Artikel</a><a href="/berita">Berita</a>
      <a href="/kegiatan">Kegiatan</a></nav><a href="/index-kabar">Lihat Semua Kabar</a>"""
    assert ranked(html) == ["berita", "index-kabar", "artikel", "kegiatan", "pengumuman"]


def test_the_path_counts_where_a_link_has_no_words() -> None:
    assert ranked('<a href="/home/berita"><img></a>') == ["home/berita"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/">Berita</a>',
        '<a href="/berita?page=2">Berita</a>',
        '<a href="/galeri/berita">Berita Foto</a>',
        '<a href="/ppid/berita">Berita</a>',
        '<a href="/informasi-publik">Informasi Publik</a>',
        '<a href="/halaman/tata-cara-permohonan-informasi">Tata Cara Permohonan Informasi</a>',
        '<a href="/x/berita-koperasi-naik-kelas-12345">Berita koperasi naik kelas di tujuh kecamatan</a>',
        '<a href="/agenda/2026/03/berita">Berita</a>',
        '<a href="/kontak">Kontak</a>',
        '<a href="https://lain.org/berita">Berita</a>',
    ],
)
def test_what_lists_no_news(link: str) -> None:
    assert ranked(link) == []


def test_articles_are_no_lists() -> None:
    assert ranked('<a href="/berita/berita">Berita</a>', frozenset({SITE + "berita/berita"})) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://berita.contoh.go.id/", True),
        ("https://contoh.go.id/", True),
        ("https://lain.go.id/", False),
        ("http://x/", False),
    ],
)
def test_hosts_of_one_regency(url: str, expected: bool) -> None:
    assert related(url, SITE) is expected
