from __future__ import annotations

import json
import re

import pytest

from archive.models import Kind
from scrapers.discovery import Discovered, DiscoveryError, Link
from scrapers.discovery.json.wordpress import posts_url
from scrapers.registry.office import Feed, JsonListing, Listing, Site, Sitemap, Source, WordPressApi
from scrapers.spiders.sources import (
    Step,
    dump_sources,
    first_step,
    is_past_end,
    load_sources,
    newest_change,
    next_steps,
    read_source,
)

URL = "https://dinkop.example.go.id/"
SITE = Site(URL, article_url=re.compile(r"^/berita/.+-\d+$"))
API = WordPressApi(f"{URL}wp-json/wp/v2/posts")
JSON = JsonListing(f"{URL}api/berita", link="/berita/{slug}-{id}", items="data", title="judul")
HTML = b"<html><body><h1>Berita</h1>" + b"".join(
    b'<div><a href="/berita/koperasi-gelar-rapat-anggota-%d">Koperasi Gelar Rapat Anggota %d</a></div>' % (n, n)
    for n in range(1, 6)
) + b'<a href="?page=2" rel="next">Selanjutnya</a></body></html>'  # fmt: skip
RSS = b"""<rss version="2.0"><channel><item><title>Rapat</title><link>/berita/rapat-1</link></item></channel></rss>"""
URLSET = (
    b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    b"<url><loc>https://dinkop.example.go.id/berita/rapat-anggota-1</loc></url>"
    b"<url><loc>https://dinkop.example.go.id/visi-misi</loc></url></urlset>"
)


@pytest.mark.parametrize(
    ("source", "body", "urls", "kind"),
    [
        (
            Listing(f"{URL}berita"),
            HTML,
            [f"/berita/koperasi-gelar-rapat-anggota-{n}" for n in range(1, 6)],
            Kind.LISTING,
        ),
        (Feed(f"{URL}feed"), RSS, ["/berita/rapat-1"], Kind.FEED),
        (Sitemap(f"{URL}sitemap.xml"), URLSET, ["/berita/rapat-anggota-1"], Kind.SITEMAP),
        (JSON, b'{"data": [{"judul": "Rapat", "slug": "rapat", "id": 7}]}', ["/berita/rapat-7"], Kind.LISTING),
        (
            API,
            json.dumps(
                [
                    {
                        "id": 1,
                        "link": f"{URL}2026/01/rapat/",
                        "title": {"rendered": "R"},
                        "content": {"rendered": "<p>x</p>"},
                    }
                ]
            ).encode(),
            ["/2026/01/rapat/"],
            Kind.API,
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_kind_of_source_is_read(source: Source, body: bytes, urls: list[str], kind: Kind) -> None:
    step = first_step(source)
    assert step.kind is kind
    found = read_source(step, body, source.url, encoding="utf-8", site=SITE)
    assert [link.url for link in found.links] == [URL.rstrip("/") + url for url in urls]


@pytest.mark.parametrize(
    "source", [Feed(f"{URL}feed"), Sitemap(f"{URL}sitemap.xml"), JSON, API], ids=lambda s: type(s).__name__
)
def test_something_else_is_an_error(source: Source) -> None:
    with pytest.raises(DiscoveryError):
        read_source(first_step(source), b"<html><body>404</body></html>", source.url, encoding=None, site=SITE)


def test_only_an_api_answer_is_never_conditional() -> None:
    assert [first_step(source).conditional for source in (API, Feed(URL), Listing(URL), JSON)] == [
        False,
        True,
        True,
        True,
    ]


def test_api_pages_are_counted_until_a_short_one() -> None:
    full = Discovered(tuple(Link(f"{URL}{n}/") for n in range(99)), skipped={"protected": 1})
    step = first_step(API, since="2026-01-01T00:00:00")
    [following] = next_steps(step, full)
    assert following.page == 2
    assert following.since == step.since
    assert "page=2" in following.url
    assert "modified_after=2026-01-01T00:00:00Z" in following.url
    assert next_steps(following, Discovered(full.links[:50])) == []


def test_a_history_that_is_resumed_goes_on_behind_the_page_that_it_asked_for() -> None:
    full = Discovered(tuple(Link(f"{URL}{n}/") for n in range(100)))
    resumed = Step(API, posts_url(API.url, page=51), page=2, backfill=True)
    [following] = next_steps(resumed, full)
    assert following.url == posts_url(API.url, page=52)


def test_lists_go_on_where_they_say() -> None:
    step = Step(Listing(f"{URL}berita"), f"{URL}berita", backfill=True)
    assert next_steps(step, Discovered(more=(f"{URL}berita?page=2",))) == [
        Step(step.source, f"{URL}berita?page=2", page=2, backfill=True)
    ]


@pytest.mark.parametrize(
    ("source", "times", "newest"),
    [
        (API, ["2026-02-01T10:00:00", "2026-02-03T08:00:00", None], "2026-02-03T08:00:00"),
        (API, [], None),
        (Feed(URL), ["2026-02-01T10:00:00"], None),
    ],
)
def test_only_the_api_moves_a_cursor(source: Source, times: list[str | None], newest: str | None) -> None:
    found = Discovered(tuple(Link(f"{URL}{n}/", modified_raw=time) for n, time in enumerate(times)))
    assert newest_change(first_step(source), found) == newest


@pytest.mark.parametrize(
    ("source", "page", "status", "ended"),
    [
        (API, 2, 400, True),
        (API, 1, 400, False),  # closed
        (API, 2, 500, False),  # broken: what is left is asked for another night
        (Feed(URL), 2, 404, True),
        (Feed(URL), 2, 400, False),
        (Listing(URL), 2, 404, False),
    ],
)
def test_wordpress_says_by_its_status_that_a_page_was_the_last(
    source: Source, page: int, status: int, *, ended: bool
) -> None:
    assert is_past_end(Step(source, URL, page=page), status) is ended


def test_sources_survive_the_crawl_log() -> None:
    sources: list[Source] = [API, Feed(f"{URL}feed"), Sitemap(f"{URL}s.xml"), Listing(f"{URL}berita"), JSON]
    assert load_sources(dump_sources(sources)) == sources
