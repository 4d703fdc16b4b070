"""HTML pages that list articles: their links, what stands beside each, and where the list goes on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from scrapers.discovery import Discovered, Link
from scrapers.discovery.html.block import entries
from scrapers.discovery.html.furniture import Furniture
from scrapers.discovery.html.page import Anchor, Page, parse_page, text_of
from scrapers.discovery.html.pagination import next_page
from scrapers.discovery.html.place import Places
from scrapers.discovery.obstacle import ObstacleError, obstacle_of
from scrapers.discovery.pattern import learn_pattern
from scrapers.discovery.shape import is_file
from scrapers.discovery.traps import is_trap
from scrapers.urls import location, same_site

_HEADLINE_CHARACTERS = 18  # an entry's text; menus are shorter
_READ_ON = re.compile(
    r"(?:(?:(?:baca|lihat) )?selengkapnya|baca (?:lebih )?lanjut|(?:lihat )?detail|read more|continue reading)"
    r"[ .»›→>…]*",
    re.IGNORECASE,
)
_NO_ARTICLE = "no article"
_ROWS = 3  # articles at one place of the page, before it is that of a list's rows


def read_listing(
    body: bytes,
    url: str,
    *,
    encoding: str | None = None,
    article_url: re.Pattern[str] | None = None,
    hosts: Collection[str] = (),
) -> Discovered:
    """The articles a page lists, in its order, and the list's next page in ``more``.

    :param url: address it was fetched from
    :param encoding: charset of the HTTP header
    :param article_url: searched in path + query of an article; ``None``: learnt from the page itself
    :param hosts: further hosts whose articles the list may name, for platforms that serve several sites
    :raises DiscoveryError: it is no HTML page, or one that stands in the site's place (a challenge, suspended hosting)
    """
    return list_page(parse_page(body, url, encoding), article_url=article_url, hosts=hosts)


def list_page(page: Page, *, article_url: re.Pattern[str] | None = None, hosts: Collection[str] = ()) -> Discovered:
    """The same for a page that is parsed already."""
    anchors = list(page.anchors())
    pattern = article_url or article_pattern(page, anchors)
    reasons = [(anchor, _reason_against(anchor, page, pattern, hosts)) for anchor in anchors]
    alike = _alike([anchor for anchor, reason in reasons if reason is None], reasons)
    kept = [anchor for anchor, reason in reasons if reason is None or anchor.url in alike]
    skipped = Counter(reason for anchor, reason in reasons if reason and anchor.url not in alike)
    links = tuple(Link(entry.url, entry.hint(page.url)) for entry in entries(kept))
    if not links:
        _look_for_obstacle(page)
    following = next_page(page, anchors, frozenset(anchor.url for anchor in kept))
    return Discovered(links, (following,) if following else (), dict(skipped))


def article_pattern(page: Page, anchors: Sequence[Anchor]) -> re.Pattern[str] | None:
    """The pattern of the page's articles, from the links outside its menus that are headlines or lead on from one."""
    own = [anchor for anchor in anchors if same_site(anchor.url, page.url) and not is_trap(anchor.url)]
    furniture = Furniture()
    outside = [anchor for anchor in own if not furniture.holds(anchor.element)]
    titled = {anchor.url for anchor in outside if _promises(text_of(anchor.element))}
    return learn_pattern(titled) or learn_pattern(anchor.url for anchor in outside)


def _promises(text: str) -> bool:
    """Whether a link's words are a headline's, or "Selengkapnya" beside one."""
    return len(text) >= _HEADLINE_CHARACTERS or _READ_ON.fullmatch(text) is not None


def _alike(kept: Sequence[Anchor], reasons: Sequence[tuple[Anchor, str | None]]) -> frozenset[str]:
    """Addresses that the pattern doesn't know, of links that stand in a list's rows just as those that it knows.

    A headline of one or two words makes an address that by itself could be a menu's. They must have the folder of
    the others, and most of the links at their place must be articles.
    """
    folders = {_folder(anchor.url) for anchor in kept}
    doubtful = [anchor for anchor, reason in reasons if reason == _NO_ARTICLE and _folder(anchor.url) in folders]
    if not doubtful or len(kept) < _ROWS:
        return frozenset()
    places = Places()
    rows = Counter(places.of(anchor.element) for anchor in kept)
    others = Counter(places.of(anchor.element) for anchor in doubtful)
    return frozenset(
        anchor.url
        for anchor in doubtful
        if (place := places.of(anchor.element)) in rows
        and rows[place] >= max(_ROWS, 2 * others[place])
        and not is_trap(anchor.url)
        and not is_file(anchor.url)
    )


def _folder(url: str) -> str:
    return location(url).rstrip("/").rpartition("/")[0]


def _look_for_obstacle(page: Page) -> None:
    """An empty list may be the end of a list or no list at all; "not found" is how some sites end theirs."""
    body = page.root.find("body")
    obstacle = obstacle_of(page, text_of(body) if body is not None else "")
    if obstacle and obstacle.kind != "not found":
        raise ObstacleError(
            f"{page.url}: expected a list of articles, got a {obstacle.kind} page ({obstacle.evidence})", obstacle
        )


def _reason_against(anchor: Anchor, page: Page, pattern: re.Pattern[str] | None, hosts: Collection[str]) -> str | None:
    if not same_site(anchor.url, page.url) and not any(same_site(anchor.url, f"http://{name}/") for name in hosts):
        return "other site"
    if pattern is None or not pattern.search(location(anchor.url)):
        return _NO_ARTICLE
    if is_file(anchor.url):
        return "file"
    return "the page itself" if anchor.url == page.url else None
