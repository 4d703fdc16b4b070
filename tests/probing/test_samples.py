from __future__ import annotations

from scrapers.discovery import Link
from scrapers.discovery.xml.feed import read_feed
from scrapers.probing.samples import read_samples
from tests.probing.pages import ORIGIN, TITLES, desk, notebook, path_of, site

LINKS = [Link(ORIGIN + path_of(n)) for n in range(5)]


async def test_three_articles_are_read_with_the_layout_they_teach() -> None:
    asked = desk(site())
    samples, layout_pages = await read_samples(asked, notebook(), LINKS)
    assert [sample.article and sample.article.title for sample in samples] == list(TITLES[:3])
    assert [sample.article and sample.article.published for sample in samples] == [
        "2026-05-01",
        "2026-05-02",
        "2026-05-03",
    ]
    assert (layout_pages, len(asked.asked)) == (3, 3)
    assert all(sample.about for sample in samples)


async def test_another_one_is_read_where_one_is_gone() -> None:
    pages = site()
    del pages[path_of(1)]
    notes = notebook()
    samples, _ = await read_samples(desk(pages), notes, LINKS)
    assert [sample.problem for sample in samples] == [None, "HTTP 404", None, None]
    assert [tried.url for tried in notes.tried] == [LINKS[1].url]


async def test_a_page_without_an_article_says_why() -> None:
    samples, _ = await read_samples(desk({path_of(0): b"<html><body><img src=x></body></html>"}), notebook(), LINKS[:1])
    assert samples[0].article is None
    assert samples[0].problem is not None
    assert "no text" in samples[0].problem or "no title" in samples[0].problem


async def test_a_list_that_carries_the_text_is_read_instead_of_the_page() -> None:
    text = "<p>Gerai koperasi desa dibuka pukul lima pagi mengikuti jam belanja warga.</p>" * 6
    entry = (
        f"<rss><channel><item><title>Gerai Dibuka</title><link>{ORIGIN}/x-1</link>"
        f"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[{text}]]></content:encoded>"
        "</item></channel></rss>"
    )
    links = read_feed(entry.encode(), f"{ORIGIN}/feed").links
    samples, layout_pages = await read_samples(desk({}), notebook(), links)
    assert [sample.article and sample.article.title for sample in samples] == ["Gerai Dibuka"]
    assert layout_pages == 0
