"""The spider: it asks what the walk wants, keeps what comes, and reads nothing by itself.

A site's sources are tried in order of preference until one answers. A site that declares none, or whose sources
all fail, is explored as by a probe, from its front page on; what that finds is remembered.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from archive.clock import now
from archive.crawl_log import Learnt, Yield
from archive.crawl_log.frontier import Pending
from archive.crawl_log.sightings import Sighting
from archive.models import Hint, Kind
from scrapers.discovery import Discovered, DiscoveryError
from scrapers.reading import identify
from scrapers.registry.office import Office, Site, Sitemap
from scrapers.registry.platforms import resolve
from scrapers.spiders.base import ANSWERS
from scrapers.spiders.contact import ContactSpider
from scrapers.spiders.documents import (
    charset,
    conditional_headers,
    error_of,
    part_of,
    request_of,
    snapshot_of,
    validators_of,
)
from scrapers.spiders.news import NOTHING, News
from scrapers.spiders.sources import Step, is_past_end, read_source
from scrapers.spiders.trouble import Trouble, list_trouble, trouble_of
from scrapers.spiders.vanished import vanished
from scrapers.spiders.walk import Walk, listed
from scrapers.urls import host_name


class OfficeSpider(ContactSpider):
    """Crawls one office. Made by ``spider_class``; never instantiated as it stands."""

    async def start(self) -> AsyncIterator[Request | Learnt]:
        """What an earlier night left open, then each site's lists."""
        log = self.crawl_log
        sites = {site.host: site for site in self.sites}
        for site in self.sites:
            if site.formerly:
                log.hand_over(self.name, site.formerly, site.host)
        for pending in log.frontier.pending(self.name, now()):
            if pending.site in sites and self.left(sites[pending.site]) > len(sites):  # each site's list comes after
                yield self.page_request(sites[pending.site], pending)
        known = log.sightings.known(self.name)
        for site in self.sites:
            pages_max = self.settings.getint("LISTING_PAGES_PER_NIGHT")
            walk = Walk(site, known=known, facts=log.facts(self.name, site.host), pages_max=pages_max, at=now())
            for output in self.next_requests(walk):
                yield output

    def next_requests(self, walk: Walk) -> Iterator[Request | Learnt]:
        """Ask the next source; the front page when none is left; nothing when that was read too."""
        if walk.begun and not self.may_ask(walk.site):
            yield from self._break_off(walk)
            return
        steps = [] if walk.wonders else walk.next_source()
        yield from [self._list_request(walk, step) for step in steps]
        if steps or walk.open:
            return
        if walk.explored or (walk.answered and not walk.wonders):
            yield from self._end(walk)
            return
        yield self.front_request(walk)

    def _break_off(self, walk: Walk) -> Iterator[Learnt | Request]:
        """The night's requests are used up: what wasn't asked is asked the next night."""
        walk.broken = True
        self.ledger.trouble(
            walk.site, Trouble("nothing", "the night's requests were used up before its lists were read")
        )
        if not walk.open:
            yield from self._end(walk)

    def _list_request(self, walk: Walk, step: Step) -> Request:
        walk.ask(step)
        self.spend(walk.site)
        conditional = step.conditional and not walk.backfill
        validators = self.crawl_log.validators(self.name, step.url)
        return Request(
            step.url,
            self.parse_list,
            errback=self.list_failed,
            headers=conditional_headers(validators) if conditional else None,
            cb_kwargs={"walk": walk, "step": step},
            meta={"handle_httpstatus_list": ANSWERS},
            priority=10,
            dont_filter=True,
        )

    def parse_list(self, response: Response, walk: Walk, step: Step) -> Iterator[Yield | Request | Learnt]:
        """Read one document of a source; follow what it brings."""
        walk.open -= 1
        if self._is_unchanged(response, walk, step):
            self.crawl_log.confirm(self.name, step.url, now())
            walk.confirm(step)
            below = self._still_named(response, walk, step)
            yield from [self._list_request(walk, each) for each in below]
            if not below:
                yield from self._after(walk, step, None)
            return
        if is_past_end(step, response.status):
            yield from self._after(walk, step, None)
            return
        try:
            discovered = self._own(walk.site, _read(response, step, walk.site))
        except DiscoveryError as error:
            self.ledger.trouble(walk.site, list_trouble(error))
            yield from self._not_this_source(walk, step, str(error))
            return
        news = walk.read(step, discovered)
        self.ledger.find(walk.site, news.new)
        lost = self._lost(response, walk, step, news)
        yield self._kept_list(response, walk, step, news, shows=bool(news.links) or _leads_on(step, discovered))
        yield from self.look_again(walk.site, self.crawl_log.looks.again(self.name, lost, now()))
        for link in news.wanted:
            if link.document is None and self.may_ask(walk.site):
                yield self.page_request(walk.site, self._pending(walk, step, link.url, link.hint))
        steps = walk.go_on(step, discovered, news, budget=self.left(walk.site))
        yield from [self._list_request(walk, each) for each in steps]
        if not steps:
            yield from self._after(walk, step, news)

    def _own(self, site: Site, discovered: Discovered) -> Discovered:
        """Leave out what would have to be asked of a host that the office's file doesn't name."""
        links = tuple(link for link in discovered.links if link.document is not None or self.declares(link.url))
        self.ledger.hold_back(site, len(discovered.links) - len(links))
        return replace(discovered, links=links)

    def _is_unchanged(self, response: Response, walk: Walk, step: Step) -> bool:
        """304, or the same bytes under a new ETag, as some sites send."""
        if response.status == 304:
            return True
        if walk.backfill or not step.conditional or response.status != 200:
            return False
        kept = self.crawl_log.validators(self.name, step.url).sha256
        return kept == snapshot_of(response, office=self.name, site=walk.site, kind=step.kind, url=step.url).sha256

    def _still_named(self, response: Response, walk: Walk, step: Step) -> list[Step]:
        """What to ask for of the sitemaps that an unchanged index names: it may say nothing of their changes."""
        kept = self.crawl_log.body(self.name, step.url) if isinstance(step.source, Sitemap) else None
        if kept is None:
            return []
        try:
            named = read_source(step, kept, response.url, encoding=None, site=walk.site)
        except DiscoveryError:
            return []
        return walk.go_on(step, named, NOTHING, budget=self.left(walk.site))

    def _lost(self, response: Response, walk: Walk, step: Step, news: News) -> list[str]:
        """Articles that a list showed when it was kept last and doesn't show any more."""
        before = None if walk.backfill or step.page > 1 or step.since else self.crawl_log.body(self.name, step.url)
        if before is None:
            return []
        try:
            shown = read_source(step, before, response.url, encoding=charset(response), site=walk.site)
        except DiscoveryError:
            return []
        return vanished([identify(walk.site, link.url) for link in shown.links], [name for name, _ in news.links])

    def _kept_list(self, response: Response, walk: Walk, step: Step, news: News, *, shows: bool) -> Yield:
        """What a list document brought; one that shows nothing is read anew each night, whatever its bytes."""
        snapshot = snapshot_of(response, office=self.name, site=walk.site, kind=step.kind, url=step.url)
        return Yield(
            snapshot,
            parts=[part_of(snapshot, link) for link in news.wanted if link.document is not None],
            found=[self._pending(walk, step, link.url, link.hint) for link in news.wanted if link.document is None],
            sightings=[Sighting(name, link.url, walk.site.host, listed(step, link)) for name, link in news.links],
            validators=validators_of(snapshot) if shows else None,
            facts=dict(walk.learnt),
        )

    def _pending(self, walk: Walk, step: Step, url: str, hint: Hint) -> Pending:
        return Pending(url, walk.site.host, Kind.PAGE, replace(hint, found_in=step.url))

    def _after(self, walk: Walk, step: Step, news: News | None) -> Iterator[Request | Learnt]:
        """A source was read to its end."""
        if walk.open:
            return
        if walk.is_over(step, news):
            yield from self._end(walk)
        else:
            yield from self.next_requests(walk)

    def _not_this_source(self, walk: Walk, step: Step, why: str) -> Iterator[Request | Learnt]:
        self.count("discovery/failed")
        walk.fail(step)
        self.logger.info("%s: %s", self.name, why)
        if not walk.open:
            yield from self.next_requests(walk)

    def list_failed(self, failure: Failure) -> Iterator[Request | Learnt]:
        """A source didn't answer: try the next one."""
        request = request_of(failure)
        walk, step = request.cb_kwargs["walk"], request.cb_kwargs["step"]
        walk.open -= 1
        error = error_of(failure)
        if isinstance(error, HttpError) and is_past_end(step, error.response.status):
            yield from self._after(walk, step, None)
            return
        trouble = trouble_of(error)
        self.ledger.refuse(walk.site, error)
        self.ledger.trouble(walk.site, trouble)
        yield from self._not_this_source(walk, step, f"{step.url}: {trouble.evidence}")

    def _end(self, walk: Walk) -> Iterator[Request | Learnt]:
        """A site's lists are done; where they answered, known articles are looked at.

        That they are done goes through the same door as what they brought, and so behind it: Scrapy runs ahead of
        its pipelines, and a crawl that is killed in between must not take for complete what it hasn't kept.
        """
        self.ledger.end(walk.site, answered=walk.answered)
        yield Learnt(self.name, walk.site.host, walk.conclude(now()))
        if walk.answered and not walk.ended:
            yield from self.revisits(walk.site)
        walk.ended = True


def spider_class(office: Office, offices: Mapping[str, Office]) -> type[OfficeSpider]:
    """The spider class of one office."""
    sites = tuple(resolve(site) for site in office.sites if site.enabled)
    slots = {
        host_name(site.url): {"delay": site.delay_seconds, "concurrency": 1, "jitter": 0}
        for site in sites
        if site.delay_seconds is not None
    }
    body = {
        "name": office.id,
        "office": office,
        "offices": offices,
        "sites": sites,
        "custom_settings": {"DOWNLOAD_SLOTS": slots},
        "__doc__": f"{office.name}, {office.region}.",
    }
    return type(f"{office.id.title().replace('-', '')}Spider", (OfficeSpider,), body)


def _leads_on(step: Step, discovered: Discovered) -> bool:
    """Whether a list document without articles is a list all the same: no news of an API, an index of sitemaps."""
    return step.may_be_empty or (isinstance(step.source, Sitemap) and bool(discovered.more))


def _read(response: Response, step: Step, site: Site) -> Discovered:
    if response.status != 200:
        raise DiscoveryError(f"{step.url}: HTTP {response.status}")
    return read_source(step, response.body, response.url, encoding=charset(response), site=site)
