from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Hint, Kind
from scrapers.discovery import DiscoveryError, Link
from scrapers.discovery.xml.feed import read_feed
from tests.discovery.soundness import check_sound

FEED = "https://dinkop.contoh.go.id/feed/"
WHOLE = "<p>" + "Kalimat tentang koperasi. " * 20 + "</p>"


def rss(items: str, head: str = "<link>https://dinkop.contoh.go.id</link>") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:media="http://search.yahoo.com/mrss/">'
        f"<channel><title>Dinkop</title>{head}{items}</channel></rss>"
    ).encode()


def atom(entries: str, attributes: str = "") -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Dinkop</title>{entries}</feed>'.encode()


def test_an_rss_item_without_its_text_is_a_page_to_fetch() -> None:
    item = """<item><title>Pasar &amp;amp; UMKM</title><link>/berita/pasar-1?utm_source=rss</link>
      <pubDate>Mon, 10 Feb 2025 09:30:00 +0700</pubDate><dc:creator><![CDATA[Humas]]></dc:creator>
      <category>Uncategorized</category><category>Koperasi</category><description>Ringkas…</description></item>"""
    assert read_feed(rss(item), FEED).links == (
        Link(
            "https://dinkop.contoh.go.id/berita/pasar-1",
            Hint("Pasar & UMKM", "Mon, 10 Feb 2025 09:30:00 +0700", "Koperasi", "Humas", FEED),
        ),
    )


def test_a_whole_article_comes_as_a_document() -> None:
    item = f"""<item><title>Pasar</title><link>https://dinkop.contoh.go.id/berita/pasar-1</link>
      <pubDate>Mon, 10 Feb 2025 09:30:00 +0700</pubDate><author>humas@contoh.go.id (Humas)</author>
      <media:content url="/a.jpg" medium="image"/><content:encoded><![CDATA[{WHOLE}]]></content:encoded></item>"""
    link = read_feed(rss(item), FEED).links[0]
    assert link.kind is Kind.ENTRY
    assert json.loads(link.document or b"") == {
        "title": "Pasar",
        "link": "https://dinkop.contoh.go.id/berita/pasar-1",
        "published": "Mon, 10 Feb 2025 09:30:00 +0700",
        "author": "Humas",
        "category": None,
        "image": "https://dinkop.contoh.go.id/a.jpg",
        "content_html": WHOLE,
    }


@pytest.mark.parametrize(
    "content",
    [
        "<p>Terlalu pendek.</p>",
        WHOLE[:-4] + "…</p>",
        WHOLE + "<p><a href='x'>Baca Selengkapnya »</a></p>",
        WHOLE + "[&hellip;]",
        WHOLE + "Continue reading <span>Pasar Murah</span> →",
    ],
)
def test_a_teaser_is_not_taken_for_the_article(content: str) -> None:
    item = f"<item><link>/a-b-c</link><content:encoded><![CDATA[{content}]]></content:encoded></item>"
    assert read_feed(rss(item), FEED).links[0].kind is Kind.PAGE


def test_texts_cut_to_one_length_are_teasers() -> None:
    items = "".join(
        f"<item><link>/a-{number}</link><content:encoded>{'kata ' * 100}{number}</content:encoded></item>"
        for number in range(5)
    )
    assert {link.kind for link in read_feed(rss(items), FEED).links} == {Kind.PAGE}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("<guid>https://dinkop.contoh.go.id/?p=5</guid>", "https://dinkop.contoh.go.id/?p=5"),
        ('<guid isPermaLink="false">https://dinkop.contoh.go.id/?p=5</guid>', None),
        ("<guid>tag:blogger.com,1999:post-5</guid>", None),
        ('<atom:link rel="self" href="/x"/><atom:link href="/a-1"/>', "https://dinkop.contoh.go.id/a-1"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link> \n/a-1\n </link>", "https://dinkop.contoh.go.id/a-1"),
    ],
)
def test_the_address_of_an_item(item: str, expected: str | None) -> None:
    found = read_feed(rss(f"<item>{item}</item>"), FEED)
    assert [link.url for link in found.links] == ([expected] if expected else [])
    assert found.skipped == ({} if expected else {"no link": 1})


def test_relative_links_start_from_the_channel() -> None:
    head = "<link>https://dinkop.contoh.go.id/berita/</link>"
    assert read_feed(rss("<item><link>pasar-1</link></item>", head), FEED).links[0].url == (
        "https://dinkop.contoh.go.id/berita/pasar-1"
    )


def test_rdf_has_its_items_beside_the_channel() -> None:
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><link>https://dinkop.contoh.go.id/</link></channel>
      <item><title>Pasar</title><link>/a-1</link><dc:date>2025-02-10T09:30:00+07:00</dc:date>
      <dc:subject>Koperasi</dc:subject></item></rdf:RDF>"""
    assert read_feed(body, FEED).links == (
        Link("https://dinkop.contoh.go.id/a-1", Hint("Pasar", "2025-02-10T09:30:00+07:00", "Koperasi", None, FEED)),
    )


def test_atom_with_base_relative_links_and_xhtml() -> None:
    entry = f"""<entry xml:base="berita/"><title type="html">Pasar &amp;lt;b&amp;gt;Murah&amp;lt;/b&amp;gt;</title>
      <link rel="edit" href="sunting"/><link rel="alternate" type="text/html" href="pasar-1"/>
      <published>2025-02-10T09:30:00+07:00</published><updated>2025-02-11T08:00:00+07:00</updated>
      <author><name>Humas</name></author><category term="koperasi" label="Koperasi"/>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{WHOLE}</div></content></entry>"""
    link = read_feed(atom(entry, 'xml:base="https://lain.go.id/"'), FEED).links[0]
    assert (link.url, link.modified_raw, link.kind) == (
        "https://lain.go.id/berita/pasar-1",
        "2025-02-11T08:00:00+07:00",
        Kind.ENTRY,
    )
    assert link.hint == Hint("Pasar Murah", "2025-02-10T09:30:00+07:00", "Koperasi", "Humas", FEED)
    assert json.loads(link.document or b"")["content_html"].strip() == WHOLE


def test_first_paragraphs_are_teasers_where_a_long_one_stands_among_them() -> None:
    items = "".join(
        f"<item><link>/a-{number}</link><content:encoded>{'kata ' * length}</content:encoded></item>"
        for number, length in enumerate((20, 31, 24, 90, 40))
    )
    assert {link.kind for link in read_feed(rss(items), FEED).links} == {Kind.PAGE}


@pytest.mark.parametrize(
    ("moments", "told"),
    [
        (["2026-11-24T17:06:30Z"] * 5, False),
        (["2026-11-24T17:06:30Z"] * 4, True),
        (["2026-11-24T17:06:30Z"] * 4 + ["2026-11-23T08:10:11Z"], True),
        (["2026-11-24T17:00:00Z"] * 5, True),  # five articles of one day
        (["2026-11-24"] * 5, True),
    ],
)
def test_one_moment_for_all_entries_is_no_date_of_theirs(moments: list[str], told: bool) -> None:
    entries = "".join(
        f'<entry><link href="/a-{number}"/><updated>{moment}</updated></entry>' for number, moment in enumerate(moments)
    )
    links = read_feed(atom(entries), FEED).links
    assert [(link.hint.published_raw, link.modified_raw) for link in links] == [
        (moment, moment) if told else (None, None) for moment in moments
    ]


def test_the_next_page_of_a_feed() -> None:
    entry = '<link rel="self" href="/feed/"/><link rel="next" href="/feeds/posts/default?start-index=26"/>'
    assert read_feed(atom(entry), FEED).more == ("https://dinkop.contoh.go.id/feeds/posts/default?start-index=26",)


@pytest.mark.parametrize(
    ("channel", "url", "following"),
    [
        ("<generator>https://wordpress.org/?v=6.4</generator>", FEED, f"{FEED}?paged=2"),
        ("<generator>https://wordpress.org/?v=6.4</generator>", f"{FEED}?paged=2", f"{FEED}?paged=3"),
        (
            "<item><link>/a-1</link><guid isPermaLink='false'>https://a.go.id/?p=41</guid></item>",
            FEED,
            f"{FEED}?paged=2",
        ),
        ("<generator>Joomla! 1.5</generator>", FEED, None),
        ("<item><link>/a-1</link><guid>https://a.go.id/a-1</guid></item>", FEED, None),
    ],
)
def test_a_feed_of_wordpress_goes_on_although_it_doesnt_say_so(channel: str, url: str, following: str | None) -> None:
    assert read_feed(rss(channel), url).more == ((following,) if following else ())


def test_an_item_that_comes_twice_is_one() -> None:
    found = read_feed(rss("<item><link>/a-1</link></item>" * 2), FEED)
    assert (len(found.links), found.skipped) == (1, {"repeated": 1})


@pytest.mark.parametrize(
    "sloppy",
    [
        b"\xef\xbb\xbf" + rss("<item><title>Pasar</title><link>/a-1</link></item>"),
        b"\n\n  " + rss("<item><title>Pasar</title><link>/a-1</link></item>"),
        b"<br />Warning: x in y" + rss("<item><title>Pasar</title><link>/a-1</link></item>"),
        rss("<item><title>Pasar</title><link>/a-1</link></item>") + b"<!-- 12 queries --><script>x</script>",
        rss("<item><title>Pasar&nbsp;</title><link>/a-1</link></item>"),
        rss("<item><title>Pasar\x0b</title><link>/a-1</link></item>"),
        rss("<item><title>Pasar</title><link>/a-1</link><guid>x?a=1&b=2</guid></item>"),
        rss("<item><title>Pasar</title><link>/a-1</link></item>").replace(b"Dinkop", b"Dinkop \xe9"),
    ],
)
def test_sloppy_feeds_are_read(sloppy: bytes) -> None:
    link = read_feed(sloppy, FEED).links[0]
    assert (link.url, link.hint.title) == ("https://dinkop.contoh.go.id/a-1", "Pasar")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<!DOCTYPE html><html><title> Beranda </title></html>", "expected XML, got an HTML page titled “Beranda”"),
        (b"", "got an empty document"),
        (b"{}", "got JSON"),
        (b"<urlset></urlset>", "XML with the root <urlset>"),
        (b"<rss><channel>", "broken XML"),
        (
            b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
            "declares entities, refused",
        ),
        (
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel>&a;</channel></rss>',
            "declares entities, refused",
        ),
    ],
)
def test_other_documents_say_what_came(body: bytes, message: str) -> None:
    with pytest.raises(DiscoveryError) as caught:
        read_feed(body, FEED)
    assert message in str(caught.value)
    assert str(caught.value).startswith(FEED)


def test_deep_nesting_is_borne() -> None:
    deep = b"<a>" * 50_000 + b"</a>" * 50_000
    assert read_feed(b"<rss><channel><item><link>/a-1</link>" + deep + b"</item></channel></rss>", FEED).links


@given(st.binary(max_size=300) | st.text(alphabet="<>/&;![]CDATArsitemlnk=\"' \x00é", max_size=200).map(str.encode))
def test_never_anything_but_a_discovery_error(noise: bytes) -> None:
    for body in (noise, b"<rss><channel><item><link>" + noise + b"</link></item></channel></rss>"):
        with contextlib.suppress(DiscoveryError):
            check_sound(read_feed(body, FEED))
