"""An office as data: who publishes, on which sites, and how each site lists its news.

The records check themselves when they are made; ``scrapers.registry`` reads them from one TOML file per office.
A field's metadata says how it stands in that file: ``key`` where its name there differs, ``comment`` what a reader
of the file should know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.models import OfficeRecord
from scrapers.registry.rules import EVIDENCE, JSON_RULES, LEVELS, OFFICE_RULES, ROLES, SITE_RULES, OfficeError, check
from scrapers.urls import host, location

__all__ = [
    "EVIDENCE",
    "LEVELS",
    "ROLES",
    "Feed",
    "JsonListing",
    "Listing",
    "Office",
    "OfficeError",
    "Selectors",
    "Site",
    "Sitemap",
    "Source",
    "WordPressApi",
]


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

    def __post_init__(self) -> None:
        check(self, JSON_RULES)


Source = WordPressApi | Feed | Sitemap | Listing | JsonListing


@dataclass(frozen=True, slots=True)
class Site:
    """One web site that carries an office's news.

    :param url: address of its front page, ends in ``/``
    :param role: ``office``, ``portal``, ``alias`` or ``legacy``
    :param evidence: ``page`` (a page of the host was seen), ``linked`` (third parties name it), ``guess``
    :param platform: key of ``scrapers.registry.platforms.PLATFORMS``, ``None``: to be found out on first contact
    :param sources: where it lists articles, in order of preference; empty: the platform's, else found on first contact
    :param article_url: pattern searched in path + query of an article's URL; ``None``: learnt from its lists
    :param about: portals only: keep an article only if it is about the cooperative office's field
    :param identity: pattern searched in the URL whose first group names an article across hosts of the platform
    :param formerly: host of the office's site whose articles this one took over: they stay the articles that they were
    :param delay_seconds: pause between two requests, ``None``: the crawler's general one
    :param unverified_tls: a broken certificate chain is tried once without verification
    :param examples: articles that were seen or cited; ``article_url`` must know them
    """

    url: str
    role: str = field(default="office", metadata={"comment": ", ".join(ROLES)})
    evidence: str = field(default="page", metadata={"comment": "page: seen, linked: named by others, guess: unseen"})
    enabled: bool = True
    platform: str | None = None
    sources: tuple[Source, ...] = field(default=(), metadata={"key": "source"})
    article_url: re.Pattern[str] | None = None
    selectors: Selectors = Selectors()
    about: bool = False
    identity: re.Pattern[str] | None = None
    formerly: str | None = None
    delay_seconds: float | None = None
    unverified_tls: bool = False
    examples: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check(self, SITE_RULES)

    @property
    def host(self) -> str:
        """Host, with the port where the address names one: ``"dinkopum.jombangkab.go.id"``."""
        return host(self.url)

    def recognises(self, url: str) -> bool | None:
        """Whether the canonical ``url`` looks like an article's; ``None`` where the site has no pattern."""
        return None if self.article_url is None else self.article_url.search(location(url)) is not None


@dataclass(frozen=True, slots=True)
class Office:
    """A publisher: one regency's cooperative office.

    :param id: slug, ``"jombang"``, ``"kota-malang"``
    :param code: BPS code, ``"3517"``
    :param latitude: of the region's seat of government, WGS 84 degrees; likewise ``longitude``
    :param aliases: other names and acronyms of the office, used by the topic filter
    :param expected: articles a month
    """

    id: str
    code: str = field(metadata={"comment": "BPS"})
    level: str
    region: str
    name: str
    latitude: float = field(metadata={"comment": "seat of government, WGS 84"})
    longitude: float
    sites: tuple[Site, ...] = field(metadata={"key": "site"})
    aliases: tuple[str, ...] = ()
    expected: float | None = field(default=None, metadata={"comment": "articles a month"})
    notes: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        check(self, OFFICE_RULES)

    def record(self) -> OfficeRecord:
        """Return what the archive publishes about the office; its web site is the first one that is crawled."""
        website = next((site.url for site in self.sites if site.enabled), None)
        return OfficeRecord(
            id=self.id,
            code=self.code,
            level=self.level,
            region=self.region,
            name=self.name,
            latitude=self.latitude,
            longitude=self.longitude,
            expected=self.expected,
            website=website,
        )
