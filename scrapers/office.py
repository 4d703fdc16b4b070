"""An office as data: who publishes, on which sites, and how each site lists its news.

The records check themselves when they are made; ``load_offices`` reads them from one TOML file per office.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors per field, first match wins. A redesign adds a selector: old snapshots are still read."""

    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    category: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordPressApi:
    """``url`` is the posts endpoint, ``https://host/wp-json/wp/v2/posts``."""

    url: str


@dataclass(frozen=True, slots=True)
class Feed:
    """RSS 2.0, Atom or RDF at ``url``."""

    url: str


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap or sitemap index at ``url``."""

    url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """An HTML page that lists articles, newest first."""

    url: str


@dataclass(frozen=True, slots=True)
class JsonListing:
    """A JSON document that lists articles.

    :param url: first page
    :param next_url: template of the following pages with ``{page}`` (2, 3, …) or ``{offset}``; ``None``: one page only
    :param items: dotted path to the list, ``"data.rows"``; empty: the document is the list
    :param link: URL template of the article, made from an item's fields, ``"/berita/{slug}"`` or ``"{url}"``
    :param title: field name in an item, likewise ``body``, ``published``, ``author``, ``category``, ``image``
    """

    url: str
    link: str
    next_url: str | None = None
    items: str = ""
    title: str = "title"
    body: str | None = None
    published: str | None = None
    author: str | None = None
    category: str | None = None
    image: str | None = None


Source = WordPressApi | Feed | Sitemap | Listing | JsonListing


@dataclass(frozen=True, slots=True)
class Site:
    """One web site that carries an office's news.

    :param url: address of its front page, ends in ``/``
    :param role: ``office``, ``portal``, ``alias`` or ``legacy``
    :param evidence: ``page`` (a page of the host was seen), ``linked`` (third parties name it), ``guess``
    :param platform: key of ``scrapers.platforms.PLATFORMS``, ``None``: to be found out on first contact
    :param sources: where it lists articles, in order of preference; empty: the platform's, else found on first contact
    :param article_url: pattern searched in path + query of an article's URL; ``None``: learnt from its lists
    :param about: portals only: keep an article only if it is about the cooperative office's field
    :param identity: pattern searched in the URL whose first group names an article across hosts of the platform
    :param delay_seconds: pause between two requests, ``None``: the crawler's general one
    :param unverified_tls: a broken certificate chain is tried once without verification
    """

    url: str
    role: str = "office"
    evidence: str = "page"
    enabled: bool = True
    platform: str | None = None
    sources: tuple[Source, ...] = ()
    article_url: re.Pattern[str] | None = None
    selectors: Selectors = Selectors()
    about: bool = False
    identity: re.Pattern[str] | None = None
    delay_seconds: float | None = None
    unverified_tls: bool = False
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """A publisher: one regency's cooperative office.

    :param id: slug, ``"jombang"``, ``"kota-malang"``
    :param code: BPS code, ``"3517"``
    :param aliases: other names and acronyms of the office, used by the topic filter
    :param expected: articles a month
    """

    id: str
    code: str
    level: str
    region: str
    name: str
    latitude: float
    longitude: float
    sites: tuple[Site, ...]
    aliases: tuple[str, ...] = ()
    expected: float | None = None
    notes: str = field(default="", repr=False)
