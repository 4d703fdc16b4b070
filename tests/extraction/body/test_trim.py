# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

import pytest

from scrapers.extraction.body.trim import trim
from scrapers.extraction.fields.title import Title
from scrapers.extraction.page.weighing import Weighing
from tests.extraction.reading import outline_of

A = "Warga datang sejak pagi untuk membeli beras, minyak, dan gula yang disediakan oleh dinas."
B = "Kepala dinas menyampaikan bahwa kegiatan serupa akan digelar lagi, bulan depan, di kecamatan lain."
CARD = "<div class=k><h4><a href=/{0}>Bazar produk usaha mikro desa {0}</a></h4><span>3 Mei 2025</span></div>"


def kept(body: str, title: str | None = None) -> list[str]:
    outline = outline_of(f"<div>{body}</div>")
    block = next((b for b in outline.blocks if b.text == title), None)
    heading = Title(title, "page", block) if title else None
    return [b.text for b in trim(Weighing(outline), outline.boxes[1], heading)]


@pytest.mark.parametrize(
    "furniture",
    [
        "<div>Bagikan: <a href=/w>WhatsApp</a> <a href=/f>Facebook</a></div>",
        "<p>Baca juga: <a href=/x>Bazar produk usaha mikro</a></p>",
        "<ul><li><a href=/x>Bazar produk usaha mikro</a><li><a href=/y>Lomba tumpeng hari koperasi</a></ul>",
        CARD.format(1) + CARD.format(2),
        "<nav><a href=/x>Sebelumnya</a></nav>",
        "<div class=share-box>Kirim ke teman Anda di mana saja</div>",
        "<div><a href=/x>« Bazar produk usaha mikro desa</a></div>",
        "<p>Dilihat 120 kali</p>",
    ],
)
def test_furniture_in_the_middle(furniture: str) -> None:
    assert kept(f"<p>{A}</p>{furniture}<p>{B}</p>") == [A, B]


@pytest.mark.parametrize(
    "after",
    [
        "<h3>Berita Terkait</h3>" + CARD.format(1),
        "<div><h3>2 Komentar</h3><p>Budi</p><p>Terima kasih, semoga usaha kami bisa ikut juga.</p><a href=#>Balas</a></div>",
        "<div>Tags: <a href=/t>koperasi</a> <a href=/u>pasar</a></div>",
        "<div>Humas</div><div>9 Maret 2026</div>",
        "<h4>Lampiran</h4><p><a href=/a.pdf>Unduh edaran</a></p>",
        "<p>23 Oktober 2025 oleh Tim Humas Diskopumdag</p>",
        "<h4>Tentang Penulis</h4><p>Rina adalah staf dinas, gemar membaca.</p>",
    ],
)
def test_furniture_at_the_end(after: str) -> None:
    assert kept(f"<p>{A}</p><p>{B}</p>{after}") == [A, B]


@pytest.mark.parametrize(
    "own",
    [
        "<p>(nf/kominfo)</p>",
        "<ul><li>beras</li><li>gula</li></ul>",
        "<p>Penulis: Rina</p>",
        "<table><tr><td>Ngoro</td><td>12</td></tr></table>",
        "<h3>Jadwal berikut</h3><p>Senin</p>",
        "<p>Sumber: Bagian Perekonomian</p>",
    ],
)
def test_the_articles_own_lines_stay(own: str) -> None:
    texts = [block.text for block in outline_of(own).blocks]
    assert kept(f"<p>{A}</p><p>{B}</p>{own}") == [A, B, *texts]


def test_headline_and_what_stands_above_it_go() -> None:
    assert kept(f"<p>Berita</p><h1>Pasar Murah</h1><p>3 Mei 2025</p><p>{A}</p><p>Pasar Murah</p>", "Pasar Murah") == [A]


def test_other_articles_printed_in_the_same_box_go() -> None:
    body = f"<h2><a href=/v>Lomba Tumpeng Desa</a></h2><p>{B}</p><h2>Pasar Murah</h2><p>{A}</p><h2><a href=/w>Bazar Usaha Mikro</a></h2><p>{B}</p>"
    assert kept(body, "Pasar Murah") == [A]


@pytest.mark.parametrize("repeated", [set(), {1}], ids=["unknown heading", "heading on other pages too"])
def test_comments_go_however_short_the_article_is(repeated: set[int]) -> None:
    outline = outline_of(f"<div><p>{A}</p><div><h3>2 Komentar</h3><b>Budi</b><p>{B}</p><p>{B}</p></div></div>")
    assert [b.text for b in trim(Weighing(outline), outline.boxes[1], None, repeated)] == [A]


def test_cards_go_also_where_other_pages_show_their_headlines() -> None:
    cards = "".join(
        f"<div class=k><h5><a href=/{n}>Bazar produk usaha mikro {n}</a></h5><p>{B}</p></div>" for n in (1, 2)
    )
    outline = outline_of(f"<div><p>{A}</p><p>{A} {B}</p><p>{A} {A} {B}</p>{cards}</div>")
    headlines = {block.index for block in outline.blocks if block.heading}
    kept = [b.text for b in trim(Weighing(outline), outline.boxes[1], None, headlines)]
    assert kept == [A, f"{A} {B}", f"{A} {A} {B}"]


def test_what_other_pages_show_too_goes() -> None:
    outline = outline_of(f"<div><p>{A}</p><p>{B}</p></div>")
    assert [b.text for b in trim(Weighing(outline), outline.boxes[1], None, {1})] == [A]
