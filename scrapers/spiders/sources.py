"""How each kind of source is asked and read: the spider itself knows none of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from archive.models import Kind
from scrapers.discovery import Discovered
from scrapers.discovery.html.listing import read_listing
from scrapers.discovery.json.listing import read_json_listing
from scrapers.discovery.json.wordpress import more_pages, page_of, posts_url, read_posts
from scrapers.discovery.pattern import learn_pattern
from scrapers.discovery.xml.feed import read_feed
from scrapers.discovery.xml.sitemap import read_sitemap
from scrapers.registry.office import Feed, JsonListing, Listing, Site, Sitemap, Source, WordPressApi

KINDS: dict[type[Source], Kind] = {
    WordPressApi: Kind.API,
    Feed: Kind.FEED,
    Sitemap: Kind.SITEMAP,
    Listing: Kind.LISTING,
    JsonListing: Kind.LISTING,
}
SITEMAP_DEPTH = 4  # documents from the first index down to a list; the protocol knows two
OVERLAP_DAYS = 14  # that a WordPress site is asked again about, in the same one request
_BY_NAME = {kind.__name__: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Step:
    """One document of a source to ask for.

    :param page: 1 for the first
    :param since: WordPress only: posts changed after this time, ISO 8601 in UTC
    :param backfill: follow the list to its end, not only as far as it brings something unknown
    :param changed: its last change as the index that names it writes it, sitemaps only
    """

    source: Source
    url: str
    page: int = 1
    since: str | None = None
    backfill: bool = False
    changed: str | None = None

    @property
    def kind(self) -> Kind:
        """What the document is kept as."""
        return KINDS[type(self.source)]

    @property
    def conditional(self) -> bool:
        """Whether asking with validators can save the answer; an API answer depends on ``since`` instead."""
        return not isinstance(self.source, WordPressApi)

    @property
    def may_be_empty(self) -> bool:
        """Whether nothing is an answer: an API's, when it was asked for what changed or for more than it has."""
        return isinstance(self.source, WordPressApi) and (self.since is not None or self.page > 1)


def first_step(source: Source, *, since: str | None = None, backfill: bool = False) -> Step:
    """Where reading ``source`` begins."""
    if isinstance(source, WordPressApi):
        return Step(source, posts_url(source.url, modified_after=since), since=since, backfill=backfill)
    return Step(source, source.url, backfill=backfill)


def next_steps(step: Step, discovered: Discovered) -> list[Step]:
    """Further documents of the same list."""
    page = step.page + 1
    if isinstance(step.source, WordPressApi):
        if not more_pages(len(discovered.links) + sum(discovered.skipped.values())):
            return []
        number = page_of(step.url) + 1  # a history that is resumed is further on than its steps are
        return [replace(step, url=posts_url(step.source.url, page=number, modified_after=step.since), page=page)]
    if isinstance(step.source, Sitemap) and page > SITEMAP_DEPTH:
        return []
    return [replace(step, url=url, page=page, changed=discovered.changed.get(url)) for url in discovered.more]


def is_past_end(step: Step, status: int) -> bool:
    """Whether an HTTP status says that the page before was the list's last: WordPress has no other way to say so."""
    ends = {WordPressApi: 400, Feed: 404}
    return step.page > 1 and ends.get(type(step.source)) == status


def read_source(step: Step, body: bytes, url: str, *, encoding: str | None, site: Site) -> Discovered:
    """Read one document of a source.

    :raises scrapers.discovery.DiscoveryError: it is something else
    """
    source = step.source
    if isinstance(source, WordPressApi):
        return read_posts(body, url)
    if isinstance(source, JsonListing):
        return read_json_listing(body, source, url)
    if isinstance(source, Listing):
        return read_listing(body, url, encoding=encoding, article_url=site.article_url)
    discovered = read_feed(body, url) if isinstance(source, Feed) else read_sitemap(body, url)
    return _articles_only(discovered, site) if isinstance(source, Sitemap) else discovered


def _articles_only(discovered: Discovered, site: Site) -> Discovered:
    """A sitemap names every page of a site: keep those whose address has an article's shape."""
    shape = site.article_url or learn_pattern([link.url for link in discovered.links])
    if shape is None:
        return discovered
    judge = replace(site, article_url=shape, examples=())
    links = tuple(link for link in discovered.links if judge.recognises(link.url))
    return replace(discovered, links=links)


def newest_change(step: Step, discovered: Discovered) -> str | None:
    """The latest change that a WordPress answer shows, ISO 8601 in UTC without zone; ``None`` for other sources."""
    times = [link.modified_raw for link in discovered.links if link.modified_raw]
    return max(times) if isinstance(step.source, WordPressApi) and times else None


def overlap(newest: str) -> str:
    """Where a WordPress site's next night begins, so that nothing is missed.

    A scheduled post appears with the time of its last draft: it may be older than what was seen before it.
    """
    return (datetime.fromisoformat(newest) - timedelta(days=OVERLAP_DAYS)).isoformat()


def dump_sources(sources: Iterable[Source]) -> str:
    """Sources as JSON, for the crawl log."""
    return json.dumps([{"kind": type(source).__name__} | asdict(source) for source in sources])


def load_sources(text: str) -> list[Source]:
    """Sources from what ``dump_sources`` wrote."""
    return [_BY_NAME[record.pop("kind")](**record) for record in json.loads(text)]
