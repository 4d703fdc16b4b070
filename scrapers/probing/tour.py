"""A probe from beginning to end: one step after the other, each within what is left of the budget."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from scrapers.probing.asker import Asker
from scrapers.probing.choices import (
    articles_only,
    choose_pattern,
    choose_samples,
    in_order,
    other_sections,
    proven_articles,
    rank_lists,
    refined,
)
from scrapers.probing.door import FRONT, arrive
from scrapers.probing.feeds import ask_api, ask_feeds, ask_sitemaps
from scrapers.probing.json_front import ask_json
from scrapers.probing.lone import prove_lone
from scrapers.probing.menus import look_at_lists, read_lists, turn_page
from scrapers.probing.notebook import Look, Notebook
from scrapers.probing.patterns import share
from scrapers.probing.report import Found, Report, Sample
from scrapers.probing.samples import COUNT, read_samples
from scrapers.registry.office import Sitemap, WordPressApi

BUDGET = 30  # requests
_SPARE = 3  # further articles to choose from where some can't be read
_NEWEST = 20  # articles of a feed that a list of news should share
_TURNED = 2  # lists whose second page is asked for
_A_SITE = 10  # articles that a page links to before it is a site, whatever else it says


@dataclass(frozen=True, slots=True)
class Visit:
    """What is to be probed, and by whom.

    :param day: today, ISO 8601
    :param agent: user agent, whose rules in robots.txt count
    :param verified: certificates are checked
    """

    url: str
    day: str
    agent: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Lists:
    """What a site's lists came to.

    :param pattern: of the articles' addresses
    :param sources: those that answered and named articles, in order of preference
    """

    pattern: re.Pattern[str] | None = None
    sources: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class _Result:
    """The lists, and the articles that prove them."""

    lists: Lists = Lists()
    samples: tuple[Sample, ...] = ()
    layout_pages: int = 0

    @property
    def readable(self) -> list[str]:
        """Addresses of the articles that were read."""
        return [sample.url for sample in self.samples if sample.article]


async def probe(desk: Asker, visit: Visit) -> Report:
    """Find out all that a declaration needs to say about a site."""
    notes = Notebook()
    look, _ = await arrive(desk, notes, visit.url)
    if look is None:
        silent = next(tried.outcome for tried in notes.tried if tried.what == FRONT)
        return Report(visit.url, visit.url, visit.day, desk.spent, problem=silent, tried=tuple(notes.tried))
    problem = in_the_way(look)
    result = _Result()
    if problem is None:
        lists = await explore(desk, notes)
        samples, layout_pages = await read_samples(desk, notes, choose_samples(lists.sources, COUNT + _SPARE))
        result = _Result(lists, samples, layout_pages)
        problem = _missing(notes, result)
    return _report(desk, notes, visit, result, problem)


async def explore(desk: Asker, notes: Notebook, known: re.Pattern[str] | None = None) -> Lists:
    """Find out where a site lists its articles, from its front page on: what a probe and a crawl's first night share.

    :param notes: the front page is in them
    :param known: pattern of the articles' addresses, where it is declared
    """
    await _collect(desk, notes)
    return await _choose(desk, notes, known)


async def _collect(desk: Asker, notes: Notebook) -> None:
    """Ask every place that may list articles."""
    await ask_api(desk, notes)
    await ask_feeds(desk, notes)
    await ask_sitemaps(desk, notes)
    await look_at_lists(desk, notes)
    listed = any(look.survey.articles for look in notes.looks)
    goes_on = any(look.survey.articles and look.survey.next_page for look in notes.looks)
    has_api = any(isinstance(found.source, WordPressApi) for found in notes.found)
    if notes.front.script_only or not (goes_on or has_api):
        await ask_json(desk, notes, scripts=notes.front.script_only or not (listed or notes.proven))


async def _choose(desk: Asker, notes: Notebook, known: re.Pattern[str] | None) -> Lists:
    """Learn the articles' pattern, and keep the sources that name articles, best first."""
    pattern = known or choose_pattern(notes) or await prove_lone(desk, notes)
    proven = proven_articles(notes)
    lists = [] if pattern is None else await _lists(desk, notes, pattern, proven[:_NEWEST])
    if pattern is not None and known is None:
        pattern = refined(pattern, notes, lists)
    maps = [found for found in notes.found if isinstance(found.source, Sitemap)]
    others = [found for found in notes.found if not isinstance(found.source, Sitemap)]
    sources = [*others, *(articles_only(found, pattern) for found in (*maps, *lists))]
    return Lists(pattern, in_order(found for found in sources if found.links))


async def _lists(desk: Asker, notes: Notebook, pattern: re.Pattern[str], newest: list[str]) -> list[Found]:
    """The list that goes on, proven by its second page, and the site's other sections; else the best single page."""
    ranked = rank_lists(read_lists(notes.looks, pattern, notes), newest)
    for place, found in enumerate(ranked[:_TURNED]):
        turned = await turn_page(desk, notes, found, pattern)
        if turned.goes_on:
            return [turned, *other_sections(turned, ranked[place + 1 :])]
    return ranked[:1]


def _report(desk: Asker, notes: Notebook, visit: Visit, result: _Result, problem: str | None) -> Report:
    look, survey = notes.looks[0], notes.front
    robots = desk.robots(look.url)
    proven = bool(result.readable) and share(result.lists.pattern, result.readable) == 1
    return Report(
        asked=visit.url,
        front=site_address(look.url),
        day=visit.day,
        requests=desk.spent,
        problem=problem,
        title=survey.title,
        platform=survey.platform,
        reasons=survey.reasons,
        generator=survey.generator,
        language=survey.language,
        charset=survey.charset,
        header_charset=look.answer.encoding,
        robots="not there" if robots is None or robots.status != 200 else "obeyed",
        crawl_delay_seconds=robots.delay_seconds(visit.agent) if robots else 0,
        tls=_tls(look, verified=visit.verified),
        unverified=look.url.startswith("https:") and not visit.verified,
        script_only=survey.script_only,
        obstacle=f"{survey.obstacle.kind}: {survey.obstacle.evidence}" if survey.obstacle else None,
        elsewhere=survey.elsewhere,
        sources=result.lists.sources,
        article_url=result.lists.pattern if proven else None,
        layout_pages=result.layout_pages,
        samples=result.samples,
        tried=tuple(notes.tried),
    )


def site_address(url: str) -> str:
    """The address that names a site: of the folder that its front page stands in.

    >>> site_address("https://dinkop.go.id/index.php?lang=id")
    'https://dinkop.go.id/'
    """
    return urljoin(url, ".")


def in_the_way(look: Look) -> str | None:
    """What stands in the site's place, where it hides the site."""
    obstacle = look.survey.obstacle
    if obstacle is None or len(look.survey.articles) >= _A_SITE:
        return None
    return f"instead of the site came a page of the kind {obstacle.kind!r} ({obstacle.evidence})"


def _missing(notes: Notebook, result: _Result) -> str | None:
    if not result.lists.sources and notes.front.script_only:
        return "the pages' text comes only by script, and no JSON document with news was found"
    if not result.lists.sources:
        return "no list of news was found"
    return None if result.readable else "lists were found, but none of their articles could be read"


def _tls(look: Look, *, verified: bool) -> str:
    if not look.url.startswith("https:"):
        return "plain http"
    until = f", valid until {look.answer.valid_until}" if look.answer.valid_until else ""
    return f"{'trusted' if verified else 'not checked'}{until}"
