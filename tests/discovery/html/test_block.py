from __future__ import annotations

from archive.models import Hint
from scrapers.discovery.html.block import entries
from scrapers.discovery.html.page import parse_page

URL = "https://dinkop.contoh.go.id/"


def hints(html: str) -> list[tuple[str, Hint]]:
    page = parse_page(f"<body>{html}</body>".encode(), URL)
    return [(entry.url.removeprefix(URL), entry.hint("x")) for entry in entries(list(page.anchors()))]


def test_links_to_one_article_are_one_entry() -> None:
    html = """<div><a href="a"><img></a><a href="a">Pasar Murah</a></div><div><a href="b">Tera Ulang</a></div>"""
    assert hints(html) == [("a", Hint("Pasar Murah", found_in="x")), ("b", Hint("Tera Ulang", found_in="x"))]


def test_what_stands_beside_the_link_is_the_entrys_own() -> None:
    html = """<ul><li><a href="a">Pasar Murah</a> <a rel="category tag" href="/c">Pasar</a>
      <span class="author">Oleh: Humas</span> <span>1 Maret 2026</span></li><li><a href="b">Tera Ulang</a>
      <a href="/kategori/metrologi">Metrologi</a></li></ul>"""
    page = parse_page(html.encode(), URL)
    articles = [anchor for anchor in page.anchors() if anchor.url in (URL + "a", URL + "b")]
    assert [entry.hint("x") for entry in entries(articles)] == [
        Hint("Pasar Murah", "1 Maret 2026", "Pasar", "Humas", "x"),
        Hint("Tera Ulang", None, "Metrologi", None, "x"),
    ]


def test_an_entry_shown_twice_takes_its_date_from_either_place() -> None:
    html = """<section><div><a href="a">Pasar Murah</a><p>Teaser yang panjang sekali tanpa tanggal apa pun.</p></div>
      <div><a href="b">Tera Ulang</a></div></section><aside><p><a href="a">Pasar Murah</a>
      <small>1 Maret 2026</small></p>
      <p><a href="b">Tera Ulang</a></p></aside>"""
    assert hints(html) == [
        ("a", Hint("Pasar Murah", "1 Maret 2026", found_in="x")),
        ("b", Hint("Tera Ulang", found_in="x")),
    ]


def test_a_block_as_large_as_a_page_describes_nothing() -> None:
    html = "<div><span class='tgl'>1 Maret 2026</span><a href='a'>Pasar Murah</a>" + "<i></i>" * 500 + "</div>"
    assert hints(html) == [("a", Hint("Pasar Murah", found_in="x"))]
