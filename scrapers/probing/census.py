"""The registry's sites, each looked at briefly: which answer, which moved, which guesses are real."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scrapers.discovery.html.page import parse_page, text_of
from scrapers.extraction.topic import judge
from scrapers.probing.answer import Answer
from scrapers.probing.asker import Asker
from scrapers.probing.choices import choose_pattern
from scrapers.probing.door import arrive
from scrapers.probing.feeds import ask_api, ask_feeds
from scrapers.probing.menus import look_at_lists, read_lists
from scrapers.probing.notebook import Look, Notebook
from scrapers.probing.report import SOURCE_NAMES
from scrapers.registry.office import Office, Site
from scrapers.urls import same_site

BUDGET = 6  # requests a site
ANSWERS, MOVED, NOT_THERE, BLOCKED, TLS_TROUBLE = "answers", "moved", "not there", "blocked", "TLS trouble"
NO_PAGE = "no page"  # the host answers, but with nothing that can be read as a page
VERDICTS = (ANSWERS, MOVED, NOT_THERE, NO_PAGE, BLOCKED, TLS_TROUBLE)
_BLOCKING = frozenset({"challenge", "login"})  # obstacles with a site behind them
_INSTEAD = {"tls": TLS_TROUBLE, "robots": BLOCKED, "unread": BLOCKED, "wait": BLOCKED, "large": NO_PAGE}
_REFUSALS = frozenset({401, 403, 406, 418, 429, 451})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one site of the registry came to.

    :param kind: one of ``VERDICTS``
    :param target: where a moved site leads
    :param about: its front page speaks of the office's field
    :param articles: how many its first list named
    """

    office: str
    site: Site
    kind: str
    detail: str = ""
    target: str | None = None
    title: str = ""
    platform: str | None = None
    about: bool = False
    articles: int = 0
    source: str = ""
    requests: int = 0

    @property
    def real(self) -> bool:
        """Whether a page of the site itself was seen: a host of an office must speak of its field, since many regencies
        answer for every host they have with one and the same portal.
        """
        return self.kind == ANSWERS and (self.about or self.site.role != "office")

    @property
    def confirms(self) -> bool:
        """Whether the registry may now say ``evidence = "page"`` where it said less."""
        return self.real and self.site.evidence != "page"


async def look_up(desk: Asker, office: Office, site: Site) -> Verdict:
    """Look at one site in at most ``BUDGET`` requests."""
    notes = Notebook()
    look, answer = await arrive(desk, notes, site.url)
    verdict = verdict_of(office, site, look, answer, notes.tried[0].outcome if notes.tried else "")
    if verdict.kind == ANSWERS:
        verdict = await _with_articles(desk, notes, verdict)
    return replace(verdict, requests=desk.spent)


def verdict_of(office: Office, site: Site, look: Look | None, answer: Answer, why: str = "") -> Verdict:
    """Judge what came for a site's front page.

    :param answer: the first answer, for what it says where no page came
    :param why: what is wrong with it as a page
    """
    if look is None:
        return Verdict(office.id, site, _without_page(answer), why or answer.trouble)
    survey, obstacle = look.survey, look.survey.obstacle
    if obstacle is not None and len(survey.articles) < 3:
        kind = BLOCKED if obstacle.kind in _BLOCKING else NOT_THERE
        return Verdict(office.id, site, kind, f"{obstacle.kind}: {obstacle.evidence}", title=survey.title)
    if not same_site(look.url, site.url):
        return Verdict(office.id, site, MOVED, f"to {look.url}", look.url, survey.title)
    return Verdict(
        office.id, site, ANSWERS, title=survey.title, platform=survey.platform, about=_is_about(office, look)
    )


def _without_page(answer: Answer) -> str:
    if answer.failure is not None:
        return _INSTEAD.get(answer.failure.kind, NOT_THERE)
    if answer.usable:
        return NO_PAGE
    return BLOCKED if answer.status in _REFUSALS else NOT_THERE


def _is_about(office: Office, look: Look) -> bool:
    body = parse_page(look.answer.body, look.url, look.answer.encoding).root.find("body")
    text = text_of(body) if body is not None else ""
    return judge(look.survey.title, text, aliases=(office.name, *office.aliases)).about


async def _with_articles(desk: Asker, notes: Notebook, verdict: Verdict) -> Verdict:
    """The cheapest list that names articles: an API or feed, else the first page that the menu calls news."""
    await ask_api(desk, notes, most=1)
    if not notes.found and notes.front.feeds:
        await ask_feeds(desk, notes, most=1)
    if notes.found:
        found = notes.found[0]
        return replace(verdict, articles=len(found.links), source=SOURCE_NAMES[type(found.source)])
    await look_at_lists(desk, notes, most=1, reserved=0)
    pattern = choose_pattern(notes)
    lists = read_lists(notes.looks, pattern, notes) if pattern else []
    best = max(lists, key=lambda found: len(found.links), default=None)
    return replace(verdict, articles=len(best.links), source=SOURCE_NAMES[type(best.source)]) if best else verdict
