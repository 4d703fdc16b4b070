# ruff: noqa: E501 — a page's markup reads best as it is served
"""The ladder as a whole: layouts that sites really have, sites thrown by dice, and bad input."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Article, Hint, Image
from scrapers.extraction import ExtractionError, extract_html, learn
from scrapers.registry.office import Selectors, Site
from tests.extraction.layouts import LAYOUTS
from tests.extraction.random_site import RandomSite
from tests.extraction.wording import News, Part, news

URL = "https://dinkop.example/berita/pasar-murah-di-alun-alun-kota-12"
TITLE = "Pasar Murah di Alun-Alun Kota"
TEXT = "Pasar murah digelar di alun-alun, dan warga datang sejak pagi untuk membeli beras serta minyak goreng."
SEEN = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def page(body: str, head: str = f"<title>{TITLE} | Dinkop</title>") -> bytes:
    return f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def lines(article: Article) -> list[str]:
    return [line for line in article.body.split("\n") if line]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("seed", range(6))
def test_reads_layouts_page_by_page(layout: object, seed: int) -> None:
    assert callable(layout)
    dice = random.Random(seed)
    items = [news(dice, 100 + 7 * n) for n in range(5)]
    url = f"https://dinkop.example/berita/{items[0].slug}-{items[0].number}"
    article = extract_html(layout(items[0], items[1:]).encode(), url)
    assert article.title == items[0].title
    assert lines(article) == items[0].lines
    assert (article.published or "")[:10] == items[0].day.isoformat()


@pytest.mark.parametrize("seed", range(24))
def test_reads_a_random_site_exactly_with_its_template(seed: int) -> None:
    site = RandomSite(seed)
    pages = {item: site.page(item) for item in site.articles}
    template = learn([(body, site.url(item), None) for item, body in pages.items()])
    assert template is not None
    for item, body in pages.items():
        article = extract_html(body, site.url(item), template=template)
        assert (article.title, lines(article)) == (item.title, item.lines)
        assert (article.published or "")[:10] == item.day.isoformat()
        assert article.witness["body"] == "template"


def test_reads_random_sites_page_by_page() -> None:
    exact = invented = total = 0
    for seed in range(100, 120):
        site = RandomSite(seed, count=4)
        for item in site.articles:
            article = extract_html(site.page(item), site.url(item))
            total += 1
            exact += (article.title, lines(article)) == (item.title, item.lines)
            invented += article.published is not None and article.published[:10] != item.day.isoformat()
    assert exact >= 0.97 * total
    assert invented == 0


def test_whole_article() -> None:
    body = page(
        f"""<nav><a href=/>Beranda</a></nav><div class=breadcrumb><a href=/>Beranda</a> <a href=/kegiatan>Kegiatan</a> {TITLE}</div>
        <h1>{TITLE}</h1><p>Oleh Rina | Senin, 9 Maret 2026</p><img src="/foto/pasar.jpg" width="800">
        <div><p>JAYAMULYA – {TEXT}</p><ul><li>beras</li><li>minyak</li></ul>
        <p>Acara berlangsung pada 7–8 Maret 2026 di alun-alun. <a href="/unduh/edaran.pdf">Surat edaran</a></p></div>
        <aside><h3>Berita Terkait</h3><a href=/x>Bazar produk usaha mikro di kecamatan sebelah</a></aside>"""
    )
    article = extract_html(body, URL, fetched_at=SEEN)
    assert article.title == TITLE
    assert article.body == (
        f"JAYAMULYA – {TEXT}\n\n- beras\n- minyak\n\nAcara berlangsung pada 7–8 Maret 2026 di alun-alun. Surat edaran"
    )
    assert (article.published, article.published_raw, article.published_from) == (
        "2026-03-09",
        "Senin, 9 Maret 2026",
        "page",
    )
    assert (article.event_from, article.event_to) == ("2026-03-07", "2026-03-08")
    assert (article.author, article.category) == ("Rina", "Kegiatan")
    assert article.image_url == "https://dinkop.example/foto/pasar.jpg"
    assert article.images == (Image("https://dinkop.example/foto/pasar.jpg"),)
    assert [(a.url, a.title, a.media_type) for a in article.attachments] == [
        ("https://dinkop.example/unduh/edaran.pdf", "Surat edaran", "application/pdf")
    ]


def test_selectors_come_first() -> None:
    site = Site(
        "https://dinkop.example/",
        selectors=Selectors(
            title=(".nihil", ".judul"), body=(".isi",), published=(".tgl",), author=(".oleh",), category=(".kat",)
        ),
    )
    body = page(
        f"<h1>Berita</h1><b class=judul>Judul Lain</b><i class=tgl>3/1/2025</i><i class=oleh>Oleh: Sari</i><i class=kat>UKM</i>"
        f"<p>{TEXT} {TEXT}</p><div class=isi><p>Isi yang benar, dan cukup panjang untuk sebuah berita singkat.</p></div>"
    )
    article = extract_html(body, URL, site=site)
    assert article.title == "Judul Lain"
    assert article.body == "Isi yang benar, dan cukup panjang untuk sebuah berita singkat."
    assert (article.published, article.published_from) == ("2025-01-03", "selector .tgl")
    assert (article.author, article.category) == ("Sari", "UKM")
    assert dict(article.witness) == {
        "title": "selector .judul",
        "body": "selector .isi",
        "author": "selector .oleh",
        "category": "selector .kat",
    }


def test_a_template_that_does_not_fit_is_passed_over_and_named() -> None:
    site = RandomSite(3)
    template = learn([(site.page(item), site.url(item), None) for item in site.articles])
    article = extract_html(page(f"<h1>{TITLE}</h1><p>{TEXT}</p>"), URL, template=template)
    assert article.body == TEXT
    assert article.witness["body"] == "text (the template doesn't fit)"


def test_caption_of_the_main_picture_is_kept_where_the_picture_stands_outside_the_text() -> None:
    figure = "<figure><img src=/a.jpg><figcaption>Warga memilih beras.</figcaption></figure>"
    article = extract_html(page(f"<div><h1>{TITLE}</h1>{figure}</div><div><p>{TEXT}</p><p>{TEXT}</p></div>"), URL)
    assert lines(article) == ["Warga memilih beras.", TEXT, TEXT]
    assert article.images == (Image("https://dinkop.example/a.jpg", "Warga memilih beras."),)


def test_hint_testifies_where_the_page_is_silent() -> None:
    hint = Hint(title=TITLE, published_raw="9 Maret 2026", category="Pasar", author="Rina")
    article = extract_html(page(f"<b>{TITLE}</b><p>{TEXT}</p>", head=""), "https://dinkop.example/12", hint=hint)
    assert (article.title, article.published, article.published_from) == (TITLE, "2026-03-09", "list")
    assert (article.author, article.category) == ("Rina", "Pasar")


def test_lying_charset_is_seen_through() -> None:
    body = f"<meta charset=utf-8><title>{TITLE}</title><h1>{TITLE}</h1><p>Harga “naik” – {TEXT}</p>".encode("cp1252")
    assert extract_html(body, URL, encoding="utf-8").body.startswith("Harga “naik” – Pasar")


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        (b"", "an empty page"),
        (b"<html><frameset><frame src=a></frameset></html>", "the page is 1 frame(s)"),
        (page("<div id=app></div><script src=/a.js></script>"), "text comes only by script"),
        (page(f"<h1>{TITLE}</h1><p>Segera.</p>"), "no text among"),
        (page(f"<p>{TEXT}</p>", head="<title>Berita</title>").replace(b"dinkop", b""), "no title among"),
        (b"<p>" + b"kata " * 2_100_000, "a page of 10,500,003 bytes"),
        (page(f"<p>{TEXT}</p>" * 20_001), "lines"),
        (page("<p>a" * 2_000_000), "markup with 2,000,0"),
        (page("<p " + " ".join(f"a{n}=1" for n in range(500_000)) + ">"), "2,000 attributes in one tag"),
    ],
    ids=["empty", "frames", "script", "no text", "no title", "20 MB", "too many lines", "tags", "attributes"],
)
def test_what_is_no_article_says_why(body: bytes, missing: str) -> None:
    url = "https://dinkop.example/berita/12"
    with pytest.raises(ExtractionError) as caught:
        extract_html(body, url)
    assert missing in caught.value.missing
    assert str(caught.value).startswith(f"{url}: ")
    assert "(tried " in str(caught.value)


GREETING = f"<h3>Sambutan Kepala Dinas</h3><p>{TEXT} {TEXT}</p>"
COMMENTS = f"<div><h3>2 Komentar</h3><b>Budi</b><p>{TEXT}</p><b>Ani</b><p>{TEXT}</p></div>"
FOOT = f"<div><p>{TEXT}</p><p>© 2026 Dinkop, Jalan Pahlawan 12</p></div>"


@pytest.mark.parametrize("content", ["<img src=/a.jpg><img src=/b.jpg>", "<a href=/a.pdf>Unduh edaran</a>"])
@pytest.mark.parametrize("beside", [GREETING, COMMENTS, FOOT], ids=["greeting", "comments", "foot"])
def test_what_stands_on_every_page_is_never_the_text_of_one_without(content: str, beside: str) -> None:
    menu = "<ul><li><a href=/p>Profil</a><li><a href=/k>Kontak</a></ul>"
    with pytest.raises(ExtractionError, match="no text"):
        extract_html(page(f"{menu}<div><h1>{TITLE}</h1>{content}{beside}</div>"), URL)


def test_a_page_without_text_holds_none_though_its_site_has_a_template() -> None:
    read = []
    for seed in range(24):
        site = RandomSite(seed)
        template = learn([(site.page(item), site.url(item), None) for item in site.articles])
        item = site.articles[0] = replace(site.articles[0], parts=(Part("figure", ("Foto",)),))
        try:
            read.append(extract_html(site.page(item), site.url(item), template=template).body)
        except ExtractionError:
            continue
    assert len(read) <= 3, read  # a poll that stands on one page alone is text like any other


@pytest.mark.parametrize("beside", ["", COMMENTS, FOOT], ids=["alone", "comments", "foot"])
def test_an_article_may_be_nothing_but_a_table(beside: str) -> None:
    rows = "".join(f"<tr><td>Pasar Ngoro {n}</td><td>{n * 12}</td><td>Beras naik?</td></tr>" for n in range(1, 5))
    article = extract_html(page(f"<h1>{TITLE}</h1><div><table>{rows}</table></div>{beside}"), URL)
    assert lines(article) == [f"Pasar Ngoro {n} | {n * 12} | Beras naik?" for n in range(1, 5)]


def test_fifty_thousand_nested_elements_are_no_danger() -> None:
    head = f"<h1>{TITLE}</h1><p>{TEXT}</p>"
    article = extract_html(page(head + "<div>" * 50_000 + TEXT), URL)
    assert article.title == TITLE


_PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div class=a>",
            "</div>",
            "<table><tr><td>",
            "</td>",
            "<li>",
            "<h1>",
            "</h1>",
            "<br>",
            "<a href=/x>",
            "</a>",
            "<time datetime=2026>",
            "<script>",
            "<figure><img src=x>",
            "Berita Terkait",
            "© 2026",
            "9 Maret 2026",
            TITLE,
            TEXT,
            "\x00",
            "&#xD800;",
            '<script type="application/ld+json">{"@type":"Article","headline":[{}]}</script>',
            "<meta itemprop=datePublished content=x>",
        ]
    ),
    max_size=40,
)


@given(_PIECES)
def test_any_markup_gives_an_article_or_an_extraction_error(pieces: list[str]) -> None:
    try:
        article = extract_html("".join(pieces).encode("utf-8", "replace"), URL, fetched_at=SEEN)
    except ExtractionError:
        return
    assert article.title
    assert len(article.body) >= 40
    assert article == extract_html("".join(pieces).encode("utf-8", "replace"), URL, fetched_at=SEEN)


@given(st.binary(max_size=3000))
def test_any_bytes_give_an_article_or_an_extraction_error(body: bytes) -> None:
    try:
        article = extract_html(body, URL)
    except ExtractionError:
        return
    assert article.title.strip()
    assert article.body.strip()


def test_nothing_depends_on_the_order_of_reading() -> None:
    item: News = news(random.Random(1), 5)
    url = f"https://dinkop.example/berita/{item.slug}-5"
    body = LAYOUTS["cards"](item, [news(random.Random(n), n) for n in range(2, 5)]).encode()
    assert extract_html(body, url) == extract_html(body, url)
