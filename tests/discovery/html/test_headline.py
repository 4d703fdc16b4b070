from __future__ import annotations

import pytest

from scrapers.discovery.html.headline import headline
from scrapers.discovery.html.page import parse_page

URL = "https://dinkop.contoh.go.id/berita/pasar-murah-dibuka-12"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a>Pasar Murah Dibuka</a><a>Baca Selengkapnya</a>", "Pasar Murah Dibuka"),
        ("<a><img alt='Pasar murah dibuka'></a><a>Read more…</a>", "Pasar murah dibuka"),
        ("<h3><a>Pasar Murah Dibuka</a></h3><a>Teaser yang lebih panjang daripada judulnya</a>", "Pasar Murah Dibuka"),
        ("<h5>Pasar Murah Dibuka</h5><a>Selengkapnya »</a>", "Pasar Murah Dibuka"),
        ("<a><span class='post-title'>Pasar Murah</span><p>Teaser panjang sekali.</p></a>", "Pasar Murah"),
        ("<a>Pasar Murah Di…</a><a title='Pasar Murah Dibuka Bupati'>»</a>", "Pasar Murah Dibuka Bupati"),
        ("<h2>Berita Terkini Dinas</h2><a>Pasar Murah Dibuka</a>", "Pasar Murah Dibuka"),
        ("<a>Selengkapnya</a><a>Continue reading about pasar</a><a>12</a><a>»</a>", None),
        ("<a>Lihat berita</a>", None),
    ],
)  # fmt: skip
def test_the_headline_of_an_entry(html: str, expected: str | None) -> None:
    [block] = parse_page(f"<div id='b'>{html}</div>".encode(), URL).root.iterfind(".//*[@id='b']")
    assert headline(URL, list(block.iter("a")), [block]) == expected


def test_without_words_in_the_address_the_heading_counts() -> None:
    [block] = parse_page(
        b"<div id='b'><a>Semua berita panjang di sini ada</a><h4><a>Judul</a></h4></div>", URL
    ).root.iterfind(".//*[@id='b']")
    assert headline("https://dinkop.contoh.go.id/?p=12", list(block.iter("a")), [block]) == "Judul"
