"""Sitemaps: lists of addresses, indexes of such lists, and the places where sites announce them."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree.ElementTree import Element

from archive.models import Hint
from scrapers.discovery import Discovered, DiscoveryError, Link
from scrapers.discovery.entry import plain_text
from scrapers.discovery.xml.document import name_of, parse_xml, unpack, what_came
from scrapers.urls import canonical

MAX_LINKS = 50_000  # the protocol's own bound for one document

_ROBOTS = re.compile(r"^\s*site-?map\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_ADDRESS_LINE = re.compile(rb"https?://\S+")
# Children of an index that hold no articles: the page names of WordPress itself, Yoast, Rank Math, AIOSEO, Joomla's.
_NO_ARTICLES = re.compile(
    r"(?:^|[-_/])(?:category|kategori|categories|post[-_]tag|tags?|author|users?|taxonomies|page|pages|attachment|image|"
    r"video|product|local|portfolio|elementor[-_]\w+|wp-sitemap-posts-page)(?:[-_]?sitemap)?[-_\d]*\.xml",
    re.IGNORECASE,
)


def read_sitemap(body: bytes, url: str) -> Discovered:
    """The addresses of a sitemap, or the children of an index (in ``more``, latest change first; when, in ``changed``).

    A sitemap may be gzipped, or plain text with one address a line. A news sitemap's title and date come as hints.

    :raises DiscoveryError: it is no sitemap
    """
    body = unpack(body, url)
    if _ADDRESS_LINE.match(body.lstrip(b"\xef\xbb\xbf \t\r\n")):
        return _read_text(body, url)
    root = parse_xml(body, url)
    kind = name_of(root)
    if kind == "urlset":
        return _read_urlset(root, url)
    if kind == "sitemapindex":
        return _read_index(root, url)
    raise DiscoveryError(
        f"{url}: expected a sitemap, got {'a feed' if kind in ('rss', 'rdf', 'feed') else what_came(body)}"
    )


def robots_sitemaps(text: str) -> tuple[str, ...]:
    """Addresses of sitemaps that a robots.txt names, canonical, each once."""
    found = (canonical(match[1]) for match in _ROBOTS.finditer(text[:500_000]))
    return tuple(dict.fromkeys(address for address in found if address))


def _read_text(body: bytes, url: str) -> Discovered:
    addresses = [canonical(line.decode("utf-8", "replace"), url) for line in body.removeprefix(b"\xef\xbb\xbf").split()]
    known = dict.fromkeys(address for address in addresses if address)
    kept = tuple(Link(address, Hint(found_in=url)) for address in list(known)[:MAX_LINKS])
    return Discovered(kept, (), _counted({"no link": addresses.count(None), "too many": len(known) - len(kept)}))


def _read_urlset(root: Element, url: str) -> Discovered:
    links: dict[str, Link] = {}
    skipped: Counter[str] = Counter()
    for element in root:
        address, link = _read_url(element, url)
        if link is None:
            skipped["no link"] += 1
        elif address in links:
            skipped["repeated"] += 1
        elif len(links) >= MAX_LINKS:
            skipped["too many"] += 1
        else:
            links[address] = link
    return Discovered(tuple(links.values()), (), dict(skipped))


def _read_url(element: Element, url: str) -> tuple[str, Link | None]:
    location = modified = title = published = None
    for child in element:
        name = name_of(child)
        if name == "loc":
            location = child.text
        elif name == "lastmod":
            modified = child.text
        elif name == "news":
            parts = {name_of(part): part.text for part in child}
            title, published = parts.get("title"), parts.get("publication_date")
    address = canonical(location, url) if location else None
    if address is None:
        return "", None
    hint = Hint(title=plain_text(title) or None, published_raw=_trimmed(published), found_in=url)
    return address, Link(address, hint, _trimmed(modified))


def _read_index(root: Element, url: str) -> Discovered:
    children: dict[str, str] = {}
    without_articles = 0
    for element in root:
        parts = {name_of(part): part.text for part in element}
        address = canonical(parts.get("loc") or "", url)
        if address is None or address == canonical(url):
            continue
        if _NO_ARTICLES.search(address):
            without_articles += 1
        else:
            children.setdefault(address, _trimmed(parts.get("lastmod")) or "")
    latest_first = sorted(children, key=lambda address: children[address], reverse=True)
    kept = latest_first[:MAX_LINKS]
    return Discovered(
        (),
        tuple(kept),
        _counted({"no articles": without_articles, "too many": len(children) - len(kept)}),
        {address: children[address] for address in kept if children[address]},
    )


def _trimmed(text: str | None) -> str | None:
    return (text or "").strip() or None


def _counted(skipped: dict[str, int]) -> dict[str, int]:
    return {reason: number for reason, number in skipped.items() if number}
