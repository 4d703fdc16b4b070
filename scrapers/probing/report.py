"""What a first contact found, as records; ``Report.record`` is what ``--json`` prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from archive.models import Article
from scrapers.discovery import Link
from scrapers.probing.scope import Scope, scope_of
from scrapers.registry.office import Feed, JsonListing, Listing, Sitemap, Source, WordPressApi

SOURCE_NAMES: Mapping[type[Source], str] = {
    WordPressApi: "WordPress API",
    Feed: "feed",
    Listing: "list of news",
    Sitemap: "sitemap",
    JsonListing: "list in JSON",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A source that answered.

    :param links: the articles it named in the documents that were asked for
    :param next_url: its second page, ``None`` where none was seen
    :param goes_on: how many articles the second page added; ``None`` where it wasn't asked for
    :param pages_form: how its pages are numbered, ``"/berita?page={n}"``
    """

    source: Source
    links: tuple[Link, ...] = field(repr=False)
    next_url: str | None = None
    goes_on: int | None = None
    pages_form: str | None = None

    @property
    def whole(self) -> int:
        """How many of its articles it carries with their text."""
        return sum(link.document is not None for link in self.links)

    @property
    def urls(self) -> frozenset[str]:
        """The articles' addresses."""
        return frozenset(link.url for link in self.links)

    def record(self) -> dict[str, Any]:
        """The source with figures instead of links."""
        return {
            "kind": SOURCE_NAMES[type(self.source)],
            **{name: value for name, value in asdict(self.source).items() if value is not None},
            "articles": len(self.links),
            "with_text": self.whole,
            "with_title_hint": sum(link.hint.title is not None for link in self.links),
            "with_date_hint": sum(link.hint.published_raw is not None for link in self.links),
            "next_page": self.next_url,
            "added_by_next_page": self.goes_on,
            "pages": self.pages_form,
        }


@dataclass(frozen=True, slots=True)
class Tried:
    """Something that was looked for and not found.

    :param what: ``"feed"``, ``"sitemap"``, …
    :param outcome: what came instead
    """

    what: str
    url: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One article as it was read on first contact; ``article`` or ``problem``."""

    url: str
    article: Article | None = None
    problem: str | None = None
    about: bool | None = None

    def record(self) -> dict[str, Any]:
        """The fields that show whether it was read well; not the text itself."""
        if self.article is None:
            return {"url": self.url, "problem": self.problem}
        article = self.article
        return {
            "url": article.url,
            "title": article.title,
            "published": article.published,
            "published_raw": article.published_raw,
            "published_from": article.published_from,
            "date_suspect": article.date_suspect,
            "author": article.author,
            "category": article.category,
            "words": len(article.body.split()),
            "begins": first_words(article.body),
            "ends": last_words(article.body),
            "witness": dict(article.witness),
            "about": self.about,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a probe has to say about one site.

    :param asked: address that was given
    :param front: address of the front page after redirects
    :param day: of the probe, ISO 8601
    :param problem: why nothing usable was found, in one line
    :param sources: those that answered, in order of preference
    :param article_url: the pattern of the articles' addresses, proven by articles that were read
    :param layout_pages: from how many pages the site's layout was learnt; 0: it wasn't
    :param unverified: the certificate wasn't checked
    """

    asked: str
    front: str
    day: str
    requests: int
    problem: str | None = None
    title: str = ""
    platform: str | None = None
    reasons: tuple[str, ...] = ()
    generator: str | None = None
    language: str | None = None
    charset: str | None = None
    header_charset: str | None = None
    robots: str = ""
    crawl_delay_seconds: float = 0
    tls: str = ""
    unverified: bool = False
    script_only: bool = False
    obstacle: str | None = None
    elsewhere: tuple[str, ...] = ()
    sources: tuple[Found, ...] = ()
    article_url: re.Pattern[str] | None = None
    layout_pages: int = 0
    samples: tuple[Sample, ...] = ()
    tried: tuple[Tried, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether a crawl of the site would bring articles."""
        return bool(self.sources) and any(sample.article for sample in self.samples)

    @property
    def scope(self) -> Scope:
        """Whether the site is the office's own or a portal, and why."""
        headlines = {link.url: link.hint.title for found in self.sources for link in found.links if link.hint.title}
        read = [sample.about for sample in self.samples if sample.about is not None]
        return scope_of(self.front, self.title, headlines.values(), read)

    def record(self) -> dict[str, Any]:
        """The report as JSON can hold it."""
        plain = {
            name: getattr(self, name)
            for name in (
                *("asked", "front", "day", "requests", "usable", "problem", "title", "platform", "reasons"),
                *("generator", "language", "charset", "header_charset", "robots", "crawl_delay_seconds", "tls"),
                *("script_only", "obstacle", "elsewhere", "layout_pages"),
            )
        }
        return {
            **plain,
            "reads_like_portal": self.scope.portal,
            "scope": self.scope.why,
            "article_url": self.article_url.pattern if self.article_url else None,
            "sources": [found.record() for found in self.sources],
            "samples": [sample.record() for sample in self.samples],
            "tried": [asdict(tried) for tried in self.tried],
        }


def first_words(text: str, count: int = 12) -> str:
    """The first words of a text, on one line."""
    words = text.split()
    return " ".join(words[:count]) + (" …" if len(words) > count else "")


def last_words(text: str, count: int = 12) -> str:
    """The last words of a text, on one line."""
    words = text.split()
    return ("… " if len(words) > count else "") + " ".join(words[-count:])
