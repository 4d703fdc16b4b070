"""First contact: what a site's front page says of its platform, feeds and lists of news, and what is in the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from scrapers.discovery.html.candidates import Candidate, candidates, related
from scrapers.discovery.html.listing import article_pattern
from scrapers.discovery.html.page import Anchor, Page, parse_page, text_of
from scrapers.discovery.html.pagination import next_page
from scrapers.discovery.json.data_urls import data_urls
from scrapers.discovery.json.wordpress import posts_endpoint
from scrapers.discovery.obstacle import Obstacle, obstacle_of
from scrapers.discovery.platform_marks import FEED_PLACES, SITEMAP_PLACES, platform_of
from scrapers.urls import canonical, location, same_site

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_NO_FEED = re.compile(r"comments?/feed|/comments/|komentar|feeds/\d+/comments|oembed|wp-json", re.IGNORECASE)
_SCRIPT_ONLY_CHARACTERS = 400  # visible text of a page whose content comes by script
_REFRESH = re.compile(r"^\s*\d*\s*;?\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Survey:
    """What one page of a site, usually its front page, tells about it.

    :param platform: ``wordpress``, ``joomla``, ``blogger``, ``drupal``, ``opensid``, ``lokomedia``, ``codeigniter``,
        ``laravel``, ``javascript`` or ``None``; the last four are no keys of ``scrapers.registry.platforms``
    :param reasons: what gave the platform away
    :param api_url: posts endpoint of the WordPress API
    :param feeds: declared by the page
    :param feed_places: where such a platform usually has its feed, not declared and to be tried
    :param sitemaps: declared by the page, else the platform's usual place
    :param sitemap_places: further places to be tried
    :param candidates: pages that may list news, best first; ``listings`` are their addresses
    :param elsewhere: such pages on other hosts of the same domain
    :param article_url: pattern of the articles that the page itself links to
    :param articles: their addresses
    :param next_page: where the page's own list goes on
    :param script_only: its content comes by script; ``data_urls`` may name it, else ``scripts`` should be looked into
    :param data_urls: JSON documents that the page names
    :param moved_to: where a refresh or a frame leads, if the page has nothing else
    :param obstacle: what stands in the site's place
    """

    url: str
    title: str
    platform: str | None
    reasons: tuple[str, ...]
    generator: str | None
    language: str | None
    charset: str
    api_url: str | None
    feeds: tuple[str, ...]
    feed_places: tuple[str, ...]
    sitemaps: tuple[str, ...]
    sitemap_places: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    elsewhere: tuple[str, ...]
    article_url: re.Pattern[str] | None
    articles: tuple[str, ...]
    next_page: str | None
    script_only: bool
    scripts: tuple[str, ...]
    data_urls: tuple[str, ...]
    moved_to: str | None
    obstacle: Obstacle | None

    @property
    def listings(self) -> tuple[str, ...]:
        """Addresses of the pages that may list news, best first."""
        return tuple(candidate.url for candidate in self.candidates)


def survey(body: bytes, url: str, *, encoding: str | None = None) -> Survey:
    """Look at a front page.

    :param url: address it came from, after redirects
    :param encoding: charset of the HTTP header
    :raises DiscoveryError: it is no HTML page
    """
    page = parse_page(body, url, encoding)
    source = body.decode("utf-8" if page.charset == "utf-8" else "cp1252", "replace")
    anchors = list(page.anchors())
    text = _visible_text(page)
    platform, reasons = platform_of(source)
    pattern = article_pattern(page, anchors)
    articles = tuple(dict.fromkeys(anchor.url for anchor in anchors if _is_article(anchor, page, pattern)))
    own, elsewhere = candidates(page, anchors, frozenset(articles))
    scripts = tuple(_scripts(page))
    script_only = (
        len(text) < _SCRIPT_ONLY_CHARACTERS and bool(scripts or platform == "javascript") and len(anchors) < 10
    )
    obstacle = obstacle_of(page, text)
    sitemaps = _declared(page, "sitemap")
    usual_sitemaps = _places(page, SITEMAP_PLACES, platform)
    feeds = _feeds(page)
    return Survey(
        url=page.url,
        title=next((text_of(element) for element in page.root.iter("title")), "")[:300],
        platform=platform,
        reasons=reasons,
        generator=_meta(page, "generator"),
        language=page.root.get("lang") or _meta(page, "og:locale"),
        charset=page.charset,
        api_url=_api_url(page, platform),
        feeds=feeds,
        feed_places=tuple(place for place in _places(page, FEED_PLACES, platform) if place not in feeds),
        sitemaps=sitemaps or (usual_sitemaps[:1] if platform in SITEMAP_PLACES else ()),
        sitemap_places=usual_sitemaps,
        candidates=own,
        elsewhere=elsewhere,
        article_url=pattern,
        articles=articles,
        next_page=next_page(page, anchors, frozenset(articles)),
        script_only=script_only and (obstacle is None or obstacle.kind != "challenge"),
        scripts=scripts,
        data_urls=data_urls(source, page.base),
        moved_to=_moved_to(page, text),
        obstacle=obstacle,
    )


def _visible_text(page: Page) -> str:
    body = page.root.find("body")
    return text_of(body) if body is not None else ""


def _is_article(anchor: Anchor, page: Page, pattern: re.Pattern[str] | None) -> bool:
    return pattern is not None and same_site(anchor.url, page.url) and bool(pattern.search(location(anchor.url)))


def _meta(page: Page, name: str) -> str | None:
    for element in page.root.iter("meta"):
        if (element.get("name") or element.get("property") or "").lower() == name:
            return (element.get("content") or "").strip() or None
    return None


def _declared(page: Page, relation: str, types: Sequence[str] = ()) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for element in page.root.iter("link"):
        kind = (element.get("type") or "").lower().strip()
        if relation in element.get("rel", "").lower().split() and (not types or kind in types):
            address = canonical(element.get("href") or "", page.base)
            if address:
                found.setdefault(address)
    return tuple(found)


def _feeds(page: Page) -> tuple[str, ...]:
    """Declared feeds of articles, the site's own before a section's; one where RSS and Atom offer the same."""
    declared = [url for url in _declared(page, "alternate", _FEED_TYPES) if not _NO_FEED.search(url)]
    chosen: dict[str, str] = {}
    for url in declared:
        chosen.setdefault(re.sub(r"\b(?:rss2?|atom|rdf|type|alt|xml|default)\b|[=&?/.]", "", url), url)
    return tuple(chosen.values())


def _api_url(page: Page, platform: str | None) -> str | None:
    for element in page.root.iter("link"):
        if element.get("rel") == "https://api.w.org/":
            root = canonical(element.get("href") or "", page.base)
            if root:
                return posts_endpoint(root)
    return urljoin(_root(page), "wp-json/wp/v2/posts") if platform == "wordpress" else None


def _root(page: Page) -> str:
    """The front page's address, of a WordPress below a folder too."""
    homes = [url for url in _declared(page, "home") if same_site(url, page.url)]
    return homes[0] if homes else urljoin(page.url, "/")


def _places(page: Page, table: dict[str, tuple[str, ...]], platform: str | None) -> tuple[str, ...]:
    places = table.get(platform or "", table[""])
    return tuple(address for place in places if (address := canonical(place, _root(page))))


def _scripts(page: Page) -> list[str]:
    """Addresses of the site's own scripts; libraries from elsewhere hold none of its data."""
    sources = (
        canonical(element.get("src") or "", page.base) for element in page.root.iter("script") if element.get("src")
    )
    return list(dict.fromkeys(url for url in sources if url and same_site(url, page.url)))[:20]


def _moved_to(page: Page, text: str) -> str | None:
    if len(text) > _SCRIPT_ONLY_CHARACTERS:
        return None
    for element in page.root.iter("meta"):
        if (element.get("http-equiv") or "").lower() == "refresh" and (
            match := _REFRESH.match(element.get("content") or "")
        ):
            target = canonical(match[1], page.base)
            if target and target != page.url:
                return target
    frames = (canonical(element.get("src") or "", page.base) for element in page.root.iter("frame", "iframe"))
    return next((url for url in frames if url and len(text) < 50 and related(url, page.url)), None)
