"""Lists made for machines: the WordPress API, feeds, sitemaps. Declared places first, then the customary ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from scrapers.discovery import Discovered, DiscoveryError, Link
from scrapers.discovery.json.wordpress import posts_url, read_posts
from scrapers.discovery.xml.feed import read_feed
from scrapers.discovery.xml.sitemap import read_sitemap, robots_sitemaps
from scrapers.probing.answer import Answer
from scrapers.probing.asker import Asker
from scrapers.probing.notebook import Notebook, reason
from scrapers.probing.report import Found
from scrapers.registry.office import Feed, Sitemap, WordPressApi
from scrapers.urls import same_site

API, FEED, SITEMAP = "WordPress API", "feed", "sitemap"
MAX_APIS = 2  # addresses of one and the same API
MAX_FEEDS = 4  # places asked; one that answers ends the search
ANYWHERE = ("feed", "rss.xml")  # places where any site may have a feed, behind those of its platform
MAX_SITEMAPS = 4
MAX_CHILDREN = 2  # of a sitemap index
_NEWS_CHILD = re.compile(r"post|news|berita|artikel|article|kabar|warta", re.IGNORECASE)


async def ask_api(desk: Asker, notes: Notebook, most: int = MAX_APIS) -> None:
    """Ask the WordPress API for its posts as a crawl would, under both of its usual addresses."""
    if notes.front.api_url is None:
        return
    plain = urljoin(notes.front.url, "/?rest_route=/wp/v2/posts")
    for endpoint in _first((notes.front.api_url, plain), most):
        answer = await desk.ask(posts_url(endpoint))
        try:
            links = read_posts(answer.body, answer.final_url).links if answer.usable else ()
        except DiscoveryError as error:
            notes.miss(API, answer, reason(error, answer))
            continue
        if links:
            notes.found.append(Found(WordPressApi(endpoint), links))
            return
        notes.miss(API, answer, "no posts" if answer.usable else None)


async def ask_feeds(desk: Asker, notes: Notebook, most: int = MAX_FEEDS) -> None:
    """Find one feed of the site's own articles."""
    others = (urljoin(notes.front.url, f"/{place}") for place in ANYWHERE)
    for url in _first((*notes.front.feeds, *notes.front.feed_places, *others), most):
        answer = await desk.ask(url)
        discovered = _read(FEED, answer, notes)
        links = () if discovered is None else _own(discovered, notes.front.url)
        if links:
            notes.found.append(Found(Feed(url), links, next(iter(discovered.more if discovered else ()), None)))
            return
        if discovered is not None:
            notes.miss(FEED, answer, "no entries of this site")


async def ask_sitemaps(desk: Asker, notes: Notebook) -> None:
    """Find one sitemap with addresses of the site; of an index, look into the children that promise news."""
    robots = desk.robots(notes.front.url)
    named = robots_sitemaps(robots.text) if robots and robots.status == 200 else ()
    for url in _first((*named, *notes.front.sitemaps, *notes.front.sitemap_places), MAX_SITEMAPS):
        answer = await desk.ask(url)
        discovered = _read(SITEMAP, answer, notes)
        if discovered is None:
            continue
        links = discovered.links
        for child in children(discovered.more):
            inner = _read(SITEMAP, await desk.ask(child), notes)
            links += inner.links if inner else ()
        own = tuple(link for link in links if same_site(link.url, notes.front.url))
        if own:
            notes.found.append(Found(Sitemap(url), own))
            return
        notes.miss(SITEMAP, answer, "no addresses of this site")


def children(urls: Iterable[str]) -> list[str]:
    """The children of a sitemap index that are looked into: those whose names promise news, latest change first."""
    return sorted(urls, key=lambda url: _NEWS_CHILD.search(url) is None)[:MAX_CHILDREN]


def _first(urls: Iterable[str], count: int) -> list[str]:
    return list(dict.fromkeys(urls))[:count]


def _read(what: str, answer: Answer, notes: Notebook) -> Discovered | None:
    """Read a feed or sitemap; ``None``, with the reason noted, where something else came."""
    if not answer.usable:
        notes.miss(what, answer)
        return None
    try:
        return (read_feed if what == FEED else read_sitemap)(answer.body, answer.final_url)
    except DiscoveryError as error:
        notes.miss(what, answer, reason(error, answer))
        return None


def _own(discovered: Discovered, site: str) -> tuple[Link, ...]:
    return tuple(link for link in discovered.links if same_site(link.url, site))
