from __future__ import annotations

import json

from scrapers.probing.feeds import ask_api, ask_feeds, ask_sitemaps, children
from scrapers.probing.report import Tried
from scrapers.registry.office import Feed, Sitemap, WordPressApi
from scrapers.urls import location
from tests.probing.pages import ORIGIN, desk, feed, html_page, notebook, path_of

DECLARED = html_page("", "<link rel=alternate type='application/rss+xml' href='/umpan'>")
WORDPRESS = html_page(
    "", "<meta name=generator content='WordPress 6.6'><link rel='https://api.w.org/' href='/wp-json/'>"
)
POSTS = json.dumps(
    [{"link": ORIGIN + path_of(1), "title": {"rendered": "Pasar"}, "content": {"rendered": "<p>Isi</p>"}}]
)


def urlset(*paths: str) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{ORIGIN}{path}</loc></url>' for path in paths)}</urlset>".encode()


def index(*paths: str) -> bytes:
    return (
        f"<sitemapindex>{''.join(f'<sitemap><loc>{ORIGIN}{p}</loc></sitemap>' for p in paths)}</sitemapindex>".encode()
    )


async def test_a_declared_feed_is_asked_first() -> None:
    notes = notebook(DECLARED)
    asked = desk({"/umpan": feed(range(3))})
    await ask_feeds(asked, notes)
    assert [(found.source, len(found.links)) for found in notes.found] == [(Feed(f"{ORIGIN}/umpan"), 3)]
    assert asked.asked == [f"{ORIGIN}/umpan"]


async def test_customary_places_are_tried_and_what_came_is_written_down() -> None:
    notes = notebook()
    await ask_feeds(desk({"/rss": html_page("<p>Bukan umpan</p>"), "/rss.xml": feed(range(2))}), notes)
    assert [found.source.url for found in notes.found] == [f"{ORIGIN}/rss.xml"]
    assert [(tried.url, tried.outcome[:20]) for tried in notes.tried] == [
        (f"{ORIGIN}/feed", "HTTP 404"),
        (f"{ORIGIN}/rss", "expected XML, got an"),
    ]


async def test_a_feed_of_another_site_is_none() -> None:
    notes = notebook(DECLARED)
    await ask_feeds(desk({"/umpan": feed(range(3), "https://lain.example.org")}), notes, most=1)
    assert (notes.found, notes.tried) == ([], [Tried("feed", f"{ORIGIN}/umpan", "no entries of this site")])


async def test_the_api_is_asked_as_a_crawl_would() -> None:
    notes = notebook(WORDPRESS)
    asked = desk({})
    asked._reply = lambda path: (200, "application/json", POSTS.encode()) if path.startswith("/wp-json/") else None
    await ask_api(asked, notes)
    assert [(found.source, found.whole) for found in notes.found] == [
        (WordPressApi(f"{ORIGIN}/wp-json/wp/v2/posts"), 1)
    ]
    assert "per_page=100" in location(asked.asked[0])


async def test_a_closed_api_is_tried_at_its_other_address() -> None:
    notes = notebook(WORDPRESS)
    asked = desk({})
    asked._reply = lambda path: (200, "application/json", b'{"code": "rest_disabled"}') if "wp-json" in path else None
    await ask_api(asked, notes)
    assert notes.found == []
    assert [tried.outcome for tried in notes.tried] == [
        "the WordPress API answered 'rest_disabled': no message",
        "HTTP 404",
    ]


async def test_a_site_that_isnt_wordpress_is_not_asked_for_its_api() -> None:
    asked = desk({})
    await ask_api(asked, notebook())
    assert asked.asked == []


async def test_sitemaps_that_robots_names_come_first() -> None:
    notes = notebook()
    asked = desk(
        {"/robots.txt": b"Sitemap: https://dinkop.example.go.id/peta.xml", "/peta.xml": urlset("/", "/berita/a-1")}
    )
    await ask_sitemaps(asked, notes)
    assert [(found.source, len(found.links)) for found in notes.found] == [(Sitemap(f"{ORIGIN}/peta.xml"), 2)]
    assert asked.asked == [f"{ORIGIN}/peta.xml"]


async def test_an_index_is_looked_into_where_news_is_promised() -> None:
    notes = notebook()
    asked = desk({"/sitemap.xml": index("/a.xml", "/b.xml", "/post-1.xml"), "/post-1.xml": urlset("/berita/a-1")})
    await ask_sitemaps(asked, notes)
    assert [len(found.links) for found in notes.found] == [1]
    assert asked.asked == [f"{ORIGIN}/{name}.xml" for name in ("sitemap", "post-1", "a")]


def test_children_that_promise_news_come_first() -> None:
    assert children(["/tentang.xml", "/galeri.xml", "/berita-2026.xml"]) == ["/berita-2026.xml", "/tentang.xml"]
