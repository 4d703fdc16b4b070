"""What has been learnt so far while a site is being probed."""

from __future__ import annotations

from dataclasses import dataclass, field

from scrapers.discovery import Discovered, DiscoveryError
from scrapers.discovery.html.page import Page, parse_page
from scrapers.discovery.survey import Survey, survey
from scrapers.probing.answer import Answer
from scrapers.probing.report import Found, Tried


@dataclass(frozen=True, slots=True)
class Look:
    """One HTML page of the site that was fetched and surveyed."""

    answer: Answer
    survey: Survey

    @property
    def url(self) -> str:
        """Where it was found in the end."""
        return self.survey.url

    @property
    def page(self) -> Page:
        """The page as a tree."""
        return parse_page(self.answer.body, self.survey.url, self.answer.encoding)


@dataclass(slots=True)
class Notebook:
    """Filled step by step; every failure is written down too.

    :param looks: the pages that may list articles, the front page first
    :param further: second pages of lists
    """

    looks: list[Look] = field(default_factory=list)
    further: list[Look] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    tried: list[Tried] = field(default_factory=list)

    @property
    def front(self) -> Survey:
        """The survey of the front page."""
        return self.looks[0].survey

    @property
    def proven(self) -> list[str]:
        """Addresses that an API, feed or sitemap names, best evidence of how articles' addresses look."""
        return [link.url for found in self.found for link in found.links]

    def miss(self, what: str, answer: Answer, outcome: str | None = None) -> None:
        """Write down that something wasn't there."""
        self.tried.append(Tried(what, answer.url, outcome or answer.trouble))

    def look(self, what: str, answer: Answer) -> Look | None:
        """Survey a page that came; ``None``, with the reason written down, where there is none."""
        if not answer.usable:
            self.miss(what, answer)
            return None
        try:
            return Look(answer, survey(answer.body, answer.final_url, encoding=answer.encoding))
        except DiscoveryError as error:
            self.miss(what, answer, reason(error, answer))
            return None


def reason(error: DiscoveryError, answer: Answer) -> str:
    """What a reader of a list complained about, without the address that stands beside it already."""
    return str(error).removeprefix(f"{answer.final_url}: ").removeprefix(f"{answer.url}: ")


def summary(discovered: Discovered) -> str:
    """What was left out of a list, in words: ``"12 no article, 3 other site"``."""
    return ", ".join(f"{number} {why}" for why, number in discovered.skipped.items())
