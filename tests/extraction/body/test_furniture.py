# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

import pytest

from scrapers.extraction.body import furniture
from tests.extraction.reading import outline_of

OPENERS = [
    "Berita Terkait",
    "BERITA LAINNYA :",
    "Artikel Terbaru",
    "Baca Juga",
    "Related Posts",
    "2 Komentar",
    "Komentar (3)",
    "Tinggalkan Balasan",
    "Leave a Reply",
    "Tinggalkan komentar",
    "One response to “Pasar Murah”",
    "Tentang Penulis",
    "Post navigation",
    "Mungkin Anda Suka",
    "Berita & Artikel Terkait",
]
NEVER = [
    "Bagikan:",
    "Bagikan ke Facebook",
    "Share this: WhatsApp Telegram",
    "Facebook | Twitter | WhatsApp",
    "Dilihat 1.234 kali",
    "Dibaca: 12",
    "341 kali dilihat",
    "12 views",
    "3 menit baca",
    "Kembali ke atas",
    "Selengkapnya",
    "Previous Post",
    "A+ A A-",
    "Beranda / Berita / Pasar Murah",
    "© 2026 Dinkop",
    "Total pengunjung : 12345",
    "Advertisement",
    "73 Shares Facebook 56 Twitter 51",
    "Facebook 12 | Twitter 3 | WhatsApp 1",
    "1,2rb shares",
    "Dibagikan: 17",
]
ARTICLE = [
    "Pasar murah dibaca warga sebagai tanda harga turun.", "Komentar bupati disambut peserta.", "Share holder koperasi bertemu.",
    "(nf/kominfo)", "Berita acara ditandatangani kedua pihak.", "Tahun 2025", "Rp 12.000", "12 anggota", "Line 3", "Telegram 2", "Kepala dinas membuka acara.",
]  # fmt: skip


@pytest.mark.parametrize("line", OPENERS)
def test_openers(line: str) -> None:
    assert furniture.opens_furniture(outline_of(f"<h3>{line}</h3>").blocks[0])


@pytest.mark.parametrize("line", NEVER)
def test_lines_that_are_never_the_articles(line: str) -> None:
    assert furniture.is_furniture_line(line)


@pytest.mark.parametrize("line", ARTICLE)
def test_lines_of_articles(line: str) -> None:
    block = outline_of(f"<p>{line}</p>").blocks[0]
    assert not furniture.is_furniture_line(line)
    assert not furniture.opens_furniture(block)
    assert not furniture.is_label(block)
    assert not furniture.is_cross_reference(block)


@pytest.mark.parametrize(
    ("line", "label", "system"),
    [
        ("Kategori: <a href=/k>Pasar</a>", True, True),
        ("Diposting oleh : Administrator", True, True),
        ("Oleh: Rina", True, False),
        ("Tags <a href=/t>koperasi</a> <a href=/u>pasar</a>", True, True),
        ("Tanggal pelaksanaan ditetapkan oleh bupati dalam rapat kemarin.", False, False),
    ],
)
def test_labels(line: str, label: bool, system: bool) -> None:
    block = outline_of(f"<p>{line}</p>").blocks[0]
    assert (furniture.is_label(block), furniture.is_system_label(block)) == (label, system)


def test_cross_references() -> None:
    glued = "<div><span>BACA JUGA</span><a href=/x>Bazar</a></div>"
    blocks = outline_of(f"<p>Baca juga: <a href=/x>Bazar</a></p><p>Baca juga doa bersama warga</p>{glued}").blocks
    assert [furniture.is_cross_reference(block) for block in blocks] == [True, False, True]


def test_a_link_in_a_list_is_a_menus() -> None:
    blocks = outline_of(
        "<ul><li><a href=/u>Unduhan</a><li><a href=/k>Kontak</a></ul><h3>Unduhan</h3><h3>Kontak</h3>"
    ).blocks
    assert [furniture.opens_furniture(block) for block in blocks] == [False, False, True, False]
    assert [furniture.opens_widget(block) for block in blocks] == [False, False, False, True]


def test_a_category_in_a_list_about_the_article_opens_nothing() -> None:
    about = "<ul><li>8 Jan 2026</li><li><div><i></i><a href=/k>Pengumuman</a></div></li></ul>"
    blocks = outline_of(f"{about}<ul><li><h4><a href=/k>Pengumuman</a></h4><p>Seleksi pengurus</p></li></ul>").blocks
    assert [block.index for block in blocks if furniture.opens_widget(block)] == [2]


def test_readers_and_authors_have_the_last_word() -> None:
    lines = (
        "3 Komentar",
        "Tinggalkan Balasan",
        "Tentang Penulis",
        "Berita Terkait",
        "Komentar bupati disambut peserta.",
    )
    blocks = outline_of("".join(f"<h3>{line}</h3>" for line in lines)).blocks
    assert [furniture.ends_article(block) for block in blocks] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("markup", "weight"),
    [
        ("<div>a</div>", 1.0),
        ("<nav>a</nav>", 0.1),
        ("<div role=navigation>a</div>", 0.1),
        ("<div class='site-comments'>a</div>", 0.4),
        ("<div class='commentary'>a</div>", 1.0),
        ("<article>a</article>", 1.3),
        ("<div itemprop=articleBody>a</div>", 2.0),
    ],
)
def test_weight(markup: str, weight: float) -> None:
    assert furniture.weight(outline_of(markup).boxes[1]) == pytest.approx(weight)


def test_the_foot_of_an_article_is_about_it() -> None:
    outline = outline_of("<article><footer>a</footer></article><footer>b</footer>")
    feet = [box for box in outline.boxes if box.tag == "footer"]
    assert [furniture.is_about_article(box) for box in feet] == [True, False]
    assert all(map(furniture.is_furniture_box, feet))
