from __future__ import annotations

import re

import pytest

from scrapers.discovery.html.page import parse_page
from scrapers.discovery.html.pagination import next_page

SITE = "https://dinkop.contoh.go.id"
_LINK = re.compile(r"\[(\S+) (.*?)\]")  # "[/berita?page=2 Next]" is a link in the tables below


def following(html: str, at: str = "/berita", articles: tuple[str, ...] = ()) -> str | None:
    html = _LINK.sub(r'<a href="\1">\2</a>', html)
    page = parse_page(f"<html><body><p>x</p>{html}</body></html>".encode(), SITE + at)
    found = next_page(page, list(page.anchors()), frozenset(SITE + path for path in articles))
    return found.removeprefix(SITE) if found else None


@pytest.mark.parametrize(
    ("at", "html", "expected"),
    [
        # declared
        ("/berita", '<link rel="next" href="/berita?page=2">', "/berita?page=2"),
        ("/berita", '<a rel="next" href="/berita/page/2/"><i class="icon"></i></a>', "/berita/page/2/"),
        ("/category/berita/", '<link rel="prev next" href="/category/berita/page/2/">', "/category/berita/page/2/"),
        # by a word
        ("/berita", "[/berita/index/20 Selanjutnya]", "/berita/index/20"),
        ("/berita/index/20", "[/berita/index Sebelumnya][/berita/index/40 Berikutnya »]", "/berita/index/40"),
        ("/berita?halaman=2", "[?halaman=1 « Prev][?halaman=3 Next »]", "/berita?halaman=3"),
        ("/berita/", "[/berita/page/2/ Pos-pos lama]", "/berita/page/2/"),
        ("/berita/", "[/berita/page/2/ Older posts]", "/berita/page/2/"),
        ("/berita/", "[/berita/page/2/ Halaman Berikutnya]", "/berita/page/2/"),
        ("/berita/", '<a href="/berita/page/2/" aria-label="Next"><span>Newer</span></a>', "/berita/page/2/"),
        (
            "/",
            '<a class="blog-pager-older-link" href="/search?updated-max=2024-01-01">Postingan Lama</a>',
            "/search?updated-max=2024-01-01",
        ),
        ("/berita", '<a href="/berita?start=20" title="Next">x</a>', "/berita?start=20"),
        ("/berita?start=20", "[/berita?limitstart=0 Start][/berita?start=40 Next]", "/berita?start=40"),
        ("/berita", "[/berita?per_page=20 Muat lebih banyak]", "/berita?per_page=20"),
        # by an arrow, a class or an icon
        ("/berita?page=4", "[?page=3 ‹][?page=5 ›]", "/berita?page=5"),
        ("/berita?page=4", "[?page=3 &lt;][?page=5 &gt;][?page=90 &gt;&gt;]", "/berita?page=5"),
        ("/berita", '<li class="prev">[/berita x]</li><li class="next">[/berita/20 x]</li>', "/berita/20"),
        ("/berita", '[/berita/10 <i class="fa fa-angle-right"></i>]', "/berita/10"),
        (
            "/berita/10",
            '[/berita <i class="fa fa-chevron-left"></i>][/berita/20 <i class="bi bi-chevron-right"></i>]',
            "/berita/20",
        ),
        # by numbers
        (
            "/berita.html",
            "<b>1</b> | [/halberita-2.html 2] | [/halberita-3.html 3] | [/halberita-2.html Next >]",
            "/halberita-2.html",
        ),
        ("/berita.html", "<b>1</b> | [/halberita-2.html 2] | [/halberita-3.html 3]", None),
        ("/berita.html", "[/agenda/12 11] [/agenda/13 12] [/agenda/13 Selanjutnya]", None),
        ("/berita", "<b>1</b> [?page=2 2] [?page=3 3] [?page=9 9]", "/berita?page=2"),
        ("/berita/20", "<p>[/berita 1][/berita/10 2]<strong>3</strong>[/berita/30 4]</p>", "/berita/30"),
        (
            "/berita?page=3",
            '<ul><li>[?page=2 2]</li><li class="active">[?page=3 3]</li><li>[?page=4 4]</li></ul>',
            "/berita?page=4",
        ),
        ("/berita", '<ul class="pagination"><li class="active">[# 1]</li><li>[/berita/20 2]</li></ul>', "/berita/20"),
        ("/berita/20", '<div><span class="current">3</span> [/berita/10 2][/berita 1]</div>', None),
        (
            "/",
            '<a class="btn float-left" href="/index2.html"><i class="fa fa-angle-left"></i> Older Posts</a>',
            "/index2.html",
        ),
        (
            "/index2.html",
            '<a class="left" href="/index3.html">Older</a><a class="right" href="/">Newer</a>',
            "/index3.html",
        ),
        ("/berita", '<a class="disabled" href="/berita?page=2">Selanjutnya</a>', None),
        # by script
        ("/berita", '<button data-url="/berita/muat?page=2">Muat Lebih Banyak</button>', "/berita/muat?page=2"),
        ("/berita", '<div class="load-more" data-href="/berita?page=2"></div>', "/berita?page=2"),
        ("/berita", '<button data-url="?page=2">Muat lebih banyak</button>', "/berita?page=2"),
        ("/berita", '<button data-url="index.php?hal=2">Muat lagi</button>', "/index.php?hal=2"),
        ("/berita", '<button data-url="#modal">Lihat lebih banyak</button>', None),
        ("/berita", '<a data-next="/berita?page=2">Lainnya</a>', "/berita?page=2"),
        ("/berita", '<button data-url="/berita/bagikan">Bagikan</button>', None),
        # the end, and what is none
        ("/berita?page=9", "[?page=8 8] <b>9</b> [?page=8 « Sebelumnya]", None),
        ("/berita", "[# Next]", None),
        ("/berita", "[/berita Next]", None),
        ("/berita", '<a class="carousel-control-next" href="#carousel">Next</a>', None),
        ("/berita", "[https://lain.go.id/berita?page=2 Next]", None),
        ("/berita", "[/agenda/2026/04 Next][/kalender?bulan=4 »]", None),
        ("/berita", "[/berita?sort=asc&page=2 Next]", None),
        ("/berita", '<li class="disabled">[/berita?page=2 ›]</li>', None),
        ("/berita", "[/galeri/2 ›]", None),
        ("/berita", "[/pengumuman?page=2 2]", None),
    ],
)
def test_the_next_page(at: str, html: str, expected: str | None) -> None:
    assert following(html, at) == expected


def test_an_article_that_says_next_is_no_page() -> None:
    html = "[/berita/pasar-1 Selanjutnya][/berita/pasar-2 Selanjutnya][/berita?page=2 2]"
    assert following(html, articles=("/berita/pasar-1", "/berita/pasar-2")) == "/berita?page=2"


def test_the_walk_from_page_to_page_ends() -> None:
    """A pager that always shows a window of numbers leads through every page once."""
    at, seen = "/berita?page=1", []
    while at:
        seen.append(at)
        number = int(at.rpartition("=")[2])
        window = range(max(1, number - 2), min(9, number + 2) + 1)
        html = " ".join(f"[?page={n} {n}]" if n != number else f"<span class='active'>{n}</span>" for n in window)
        at = following(f"<div>{html}</div>", at) or ""
    assert seen == [f"/berita?page={number}" for number in range(1, 10)]
