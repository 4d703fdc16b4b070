"""One site's lists tonight: which sources to try, how far to follow them, when the history is complete.

On first contact every list is followed to its end; later only as far as it brings something unknown. All decisions
are made here, from what the crawl log knows and what the lists bring; nothing is fetched here.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from archive.crawl_log.sightings import Listed
from archive.moment import stamp
from scrapers.discovery import Discovered, Link
from scrapers.discovery.json.wordpress import ignores_modified_after
from scrapers.reading import identify
from scrapers.registry.office import Feed, JsonListing, Listing, Site, Sitemap, Source, WordPressApi
from scrapers.spiders.beside import Beside, lists_of_news
from scrapers.spiders.children import Children
from scrapers.spiders.news import News, Shown
from scrapers.spiders.sources import Step, dump_sources, first_step, load_sources, newest_change, next_steps, overlap

# Facts about a site in the crawl log
COMPLETE = "complete"  # when the history was read to its end, ISO 8601
SOURCES = "sources"  # what a first contact found, JSON
PATTERN = "article_url"  # the pattern of the articles' addresses that it learnt
PATIENCE = 3  # nights in a row that a source may fail before those behind it are asked first


class Walk:
    """Walks one site's lists.

    :param known: identity of every article of the office that was ever seen -> what its list last said of it
    :param facts: what the crawl log knows of the site
    :param pages_max: list documents a night; what is left is walked in the following nights
    :param at: tonight
    """

    def __init__(
        self, site: Site, *, known: dict[str, Listed], facts: Mapping[str, str], pages_max: int, at: datetime
    ) -> None:
        self.site = _with_pattern(site, facts.get(PATTERN))
        self.backfill = COMPLETE not in facts
        self.answered = False
        self.ended = False
        self.broken = False  # something was left out tonight: the history isn't complete
        self.explored = False
        self.open = 0  # list documents asked for and not yet read
        self.learnt: dict[str, str] = {}  # new facts, to be kept with the next document
        self._newest: dict[str, str] = {}  # URL of a source -> the latest change that it showed tonight
        self._rests: dict[str, str] = {}  # URL of a source -> the document with which the next night goes on
        self._children: dict[str, Children] = {}  # URL of a sitemap index -> the sitemaps that it names
        self._facts = facts
        self._known = known
        self._shown: defaultdict[str, Shown] = defaultdict(Shown)  # URL of a source -> what it has shown tonight
        self._asked: set[str] = set()  # list documents tonight: those that name one another are read once
        self._pages_max = pages_max
        self._beside = Beside(facts, self.learnt, facts.get(COMPLETE), at)
        remembered = load_sources(facts[SOURCES]) if SOURCES in facts else []
        self._rest = self._ordered(list(dict.fromkeys((*site.sources, *remembered))))

    @property
    def begun(self) -> bool:
        """Whether a list was asked for tonight."""
        return bool(self._asked)

    def add_sources(self, sources: list[Source], article_url: re.Pattern[str] | None = None) -> None:
        """Take over what a first contact found.

        :param article_url: the pattern of the articles' addresses, where the site declares none
        """
        self.learnt[SOURCES] = dump_sources(sources)
        if self.site.article_url is None and article_url is not None:
            self.learnt[PATTERN] = article_url.pattern
            self.site = _with_pattern(self.site, article_url.pattern)
        self._rest = lists_of_news(sources) if self._beside.looks else list(sources)

    @property
    def wonders(self) -> bool:
        """Whether the site should be explored although its API answers: it shows little, and nothing tells of more."""
        declared = any(isinstance(source, Listing | JsonListing) for source in self.site.sources)
        return self._beside.looks and self.backfill and not (declared or self.explored or self.site.article_url)

    def next_source(self) -> list[Step]:
        """First documents of the next source to try; empty when none is left."""
        if not self._rest:
            return []
        source = self._rest.pop(0)
        resume = self._fact(f"resume:{source.url}")
        if self.backfill and resume:
            return [first_step(source), Step(source, resume, page=2, backfill=True)]
        newest = self._fact(f"modified:{source.url}")
        if self.backfill or newest is None or self._fact(f"ignores:{source.url}"):
            return [first_step(source, backfill=self.backfill)]
        return [first_step(source, since=overlap(newest))]

    def ask(self, step: Step) -> Step:
        """Note that ``step`` is being asked for."""
        self.open += 1
        self._asked.add(step.url)
        return step

    def read(self, step: Step, discovered: Discovered) -> News:
        """Sort what a list document brought into known and unknown."""
        links = {identify(self.site, link.url): link for link in discovered.links}
        shown = self._shown[step.source.url]
        fresh = shown.add(tuple(links))
        wanted = [name for name in fresh if self._is_wanted(name, listed(step, links[name]), links[name])]
        new = sum(1 for name in fresh if name not in self._known)
        self._known.update((name, self._remember(name, listed(step, links[name]))) for name in fresh)
        if new:
            self._beside.note(step.source)
        if links or step.may_be_empty:
            self.answer(step)
        elif isinstance(step.source, WordPressApi):
            self.fail(step)  # as one that is closed: the news is kept from it, or isn't made of posts
        if isinstance(step.source, Sitemap) and step.page > 1:
            self._below(step).note(step, holds=bool(links or discovered.more))
        self._move_cursor(step, discovered)
        return News(tuple(links.items()), len(fresh), new, tuple(links[name] for name in wanted), shown.leads)

    def answer(self, step: Step) -> None:
        """Note that a source of the site showed its list."""
        self.answered = True
        if self._fact(f"failures:{step.source.url}"):
            self.learnt[f"failures:{step.source.url}"] = "0"

    def confirm(self, step: Step) -> None:
        """Note that a document of a source is what it was when it was read last."""
        self.answer(step)
        if isinstance(step.source, Sitemap) and step.page > 1:
            self._below(step).note(step)

    def fail(self, step: Step) -> None:
        """Note that a document of a source didn't come, or wasn't what it promised.

        The next night goes on with that document. The one exception: a sitemap that an index names and that failed
        in several nights is left out, since all those behind it would be asked for every night.
        """
        key = f"failures:{step.source.url if step.page == 1 else step.url}"
        failures = int(self._fact(key) or 0) + 1
        self.learnt[key] = str(failures)
        if step.page > 1 and not (isinstance(step.source, Sitemap) and failures >= PATIENCE):
            self._break_off(step.source, step.url)

    def go_on(self, step: Step, discovered: Discovered, news: News, *, budget: int) -> list[Step]:
        """Further documents worth asking for after ``step``; none a second time, wherever lists lead in circles.

        Lists show the newest first: one that is mostly known by now goes on with what is known.

        :param budget: how many more may be asked for tonight; what is left is walked in the following nights
        """
        if step.since and step.page == 1 and ignores_modified_after(discovered, step.since):
            self.learnt[f"ignores:{step.source.url}"] = "1"  # older than WordPress 5.7: only its newest posts are news
            return [first_step(step.source)]
        index = isinstance(step.source, Sitemap) and not discovered.links
        if not (self._is_worthwhile(step, news) or step.since or index):
            return []
        named = next_steps(step, discovered)
        due = self._due(step, named) if index else named
        steps = [each for each in due if each.url not in self._asked]
        room = max(0, min(self._pages_max - len(self._asked), budget))
        if len(steps) > room:
            self._break_off(step.source, steps[room].url)
        return steps[:room]

    def _is_worthwhile(self, step: Step, news: News) -> bool:
        """Whether the page behind ``step`` is worth asking for: in a history each, else while most is unknown."""
        return news.leads if step.backfill or (step.page > 1 and not news.fresh) else news.abounds

    def _break_off(self, source: Source, url: str) -> None:
        """Note with which document the next night goes on; of an index it knows by itself which it has read."""
        self.broken = True
        if not isinstance(source, Sitemap):
            self._rests[source.url] = url

    def _due(self, step: Step, named: list[Step]) -> list[Step]:
        """The sitemaps of an index to ask for tonight; where it names known ones, it is the list it was."""
        below = self._below(step)
        if below.knows(named):
            self.answer(step)
        return below.due(named, backfill=self.backfill)

    def _below(self, step: Step) -> Children:
        url = step.source.url
        if url not in self._children:
            self._children[url] = Children.load(self._facts.get(f"children:{url}"))
        return self._children[url]

    def is_over(self, step: Step, news: News | None) -> bool:
        """Whether no other source is needed after this one was read to its end.

        A feed shows only the newest articles: a history needs a list behind it, and so does a gap. Lists of a site
        are its sections: each shows what the others don't. Beside an API that shows little, feeds and lists are
        read once, and those that show more every night.
        """
        if not self.answered:
            return False
        if isinstance(step.source, WordPressApi):
            url = step.source.url
            newest = max(self._fact(f"modified:{url}") or "", self._newest.get(url, ""))
            self._rest = self._beside.choose(self._rest, posts=len(self._shown[url]), newest=newest)
        if self._beside.looks:
            return not self._rest and not self.wonders
        if isinstance(step.source, Listing):
            return not any(isinstance(source, Listing) for source in self._rest)
        gap = news is not None and news.links and len(news.wanted) == len(news.links)
        return not (isinstance(step.source, Feed) and self._rest and (self.backfill or gap))

    @property
    def completes(self) -> bool:
        """Whether tonight's walk reached the end of the site's history for the first time."""
        return self.backfill and self.answered and not self.broken

    def conclude(self, at: datetime) -> dict[str, str]:
        """What holds of the site once everything that tonight's walk brought is kept.

        A cursor moves only when all changes up to it were read, and never beyond ``at``, whatever year a site's
        clock shows; during a history that takes several nights it stays where the first night put it.
        """
        facts = self.learnt | {f"resume:{url}": rest for url, rest in self._rests.items()}
        facts |= {f"children:{url}": children.dump() for url, children in self._children.items()}
        latest = at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
        for url, newest in self._newest.items():
            before = self._facts.get(f"modified:{url}")
            if before is None or not (self.backfill or self.broken):
                facts[f"modified:{url}"] = max(before or "", min(newest, latest))
        if self.completes:
            facts[COMPLETE] = stamp(at)
        return facts

    def _is_wanted(self, name: str, said: Listed, link: Link) -> bool:
        """Whether the article was never seen, or its list gives it another time of change or another headline."""
        before = self._known.get(name)
        if before is None:
            return True
        if said.modified_raw is not None:
            return said.modified_raw != before.modified_raw
        if link.document is not None or said.listed_in != before.listed_in:
            return False
        return bool(said.listed_as and before.listed_as) and _letters(said.listed_as) != _letters(before.listed_as)

    def _remember(self, name: str, said: Listed) -> Listed:
        """What is known of an article now: the source that showed it first names it."""
        before = self._known.get(name)
        if before is None or before.listed_in in (None, said.listed_in):
            return said
        return replace(before, modified_raw=said.modified_raw or before.modified_raw)

    def _move_cursor(self, step: Step, discovered: Discovered) -> None:
        if newest := newest_change(step, discovered):
            self._newest[step.source.url] = max(newest, self._newest.get(step.source.url, ""))

    def _fact(self, key: str) -> str | None:
        return self.learnt.get(key) or self._facts.get(key)

    def _ordered(self, sources: list[Source]) -> list[Source]:
        """Sources that keep failing come last, so that a quiet night costs one request."""
        return sorted(sources, key=lambda source: int(self._fact(f"failures:{source.url}") or 0) >= PATIENCE)


def _with_pattern(site: Site, pattern: str | None) -> Site:
    """The site, with the pattern that a first contact learnt where it declares none."""
    if site.article_url is not None or pattern is None:
        return site
    return replace(site, article_url=re.compile(pattern), examples=())


def listed(step: Step, link: Link) -> Listed:
    """What the list document says of an article; one that it carries whole tells of its change by itself."""
    modified = link.modified_raw
    if modified is None and link.document is not None:
        modified = f"sha256:{hashlib.sha256(link.document).hexdigest()[:16]}"
    return Listed(modified, step.source.url, link.hint.title)


def _letters(headline: str | None) -> str:
    """A headline without what counters and typography change."""
    return "".join(filter(str.isalpha, (headline or "").casefold()))
