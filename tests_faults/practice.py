"""Thirty-nine practice offices with forty articles each: the four families of ``demo`` under many names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import ClassVar

from demo.article import PracticeArticle
from demo.nights import standing
from demo.offices import OFFICES, PracticeOffice
from demo.sites.site import PracticeSite
from scrapers.registry.office import Office

COUNT = 39
ARTICLES = 40  # about each office; a portal carries others besides
_A_YEAR = timedelta(days=365)


@cache
def filled(office: str) -> tuple[PracticeArticle, ...]:
    """The articles of a practice office with as many of them again, a year older, as make forty; newest first."""
    articles = standing(office)
    ours = [one for one in articles if one.about]
    highest = max(one.id for one in articles)
    again = [_again(one, highest + number) for number, one in enumerate(ours[: ARTICLES - len(ours)], start=1)]
    return (*articles, *again)


def _again(article: PracticeArticle, number: int) -> PracticeArticle:
    return replace(
        article,
        id=number,
        slug=f"{article.slug}-lagi",
        title=f"{article.title} Lagi",
        published=article.published - _A_YEAR,
        modified=None,
        alias=None,
    )


def sites(count: int = COUNT) -> Sequence[tuple[PracticeOffice, PracticeSite]]:
    """``count`` offices, each with its site; those of one family share theirs."""
    families = [(office, _filled_site(office)) for office in OFFICES]
    return [families[number % len(families)] for number in range(count)]


def declaration(office: PracticeOffice, number: int, port: int) -> Office:
    """The registry's record of the office with this number."""
    return replace(office.declaration(port), id=f"kantor-{number:02d}", code="00", level="nasional", region="Indonesia")


def _filled_site(office: PracticeOffice) -> PracticeSite:
    class Filled(office.family):  # type: ignore[name-defined, misc]
        family: ClassVar[str] = office.family.family

        def articles(self, night: int) -> tuple[PracticeArticle, ...]:
            return filled(self.office)

    site: PracticeSite = Filled(office.id, office.name, office.region)
    return site
