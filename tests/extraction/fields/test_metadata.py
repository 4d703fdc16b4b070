# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

from scrapers.extraction.fields.metadata import Statement, read_metadata
from tests.extraction.reading import page_of


def test_what_a_page_says_about_itself() -> None:
    head = """<title> Pasar Murah | Dinkop </title><meta property="og:title" content="Pasar Murah"><meta name=author content="Rina">
    <meta property="og:site_name" content="Dinkop"><meta property="article:published_time" content="2026-03-09T08:00:00+07:00">
    <meta property="article:modified_time" content="2026-04-01"><meta property="og:image" content="/a.jpg"><meta name="og:title" content="lain">
    <meta property="article:section" content="Pasar">"""
    metadata = read_metadata(page_of("isi", head=head))
    assert metadata.titles == (Statement("Pasar Murah", "og:title"), Statement("Pasar Murah | Dinkop", "title"))
    assert metadata.published == (Statement("2026-03-09T08:00:00+07:00", "meta article:published_time"),)
    assert metadata.author == Statement("Rina", "meta author")
    assert metadata.category == Statement("Pasar", "meta article:section")
    assert (metadata.site_name, metadata.image) == ("Dinkop", "/a.jpg")


def test_microdata_counts_where_a_property_stands_once() -> None:
    body = "<h2 itemprop=headline>Pasar Murah</h2><time itemprop=datePublished datetime=2026-03-09>9 Maret</time>"
    assert read_metadata(page_of(body)).micro == {"headline": "Pasar Murah", "datepublished": "2026-03-09"}
    two = "<h2 itemprop=headline>Satu</h2><h2 itemprop=headline>Dua</h2>"
    assert read_metadata(page_of(two)).micro == {}


def test_one_rel_author_is_the_author_two_are_none() -> None:
    assert read_metadata(page_of("<a rel=author href=/r>Rina</a>")).author == Statement("Rina", "rel=author")
    assert read_metadata(page_of("<a rel=author href=/r>Rina</a><a rel=author href=/s>Sari</a>")).author is None


def test_an_address_is_no_author() -> None:
    assert (
        read_metadata(page_of("x", head='<meta property="article:author" content="https://fb.example/r">')).author
        is None
    )
