"""What the four families share: routes, robots.txt, pictures, documents, pages that are not news."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar

from demo.article import PracticeArticle
from demo.assets import pdf, png
from demo.exchange import Reply, Request, html
from demo.nights import standing, withdrawn
from demo.pages import render

Handler = Callable[[Request, re.Match[str], int], Reply]
Route = tuple[str, Handler]


class PracticeSite(ABC):
    """One practice web site; subclasses are families of content management systems."""

    family: ClassVar[str]  # folder of its templates
    robots: ClassVar[str]
    gone_status: ClassVar[int] = 404  # how the family answers for a deleted article

    def __init__(self, office: str, name: str, region: str) -> None:
        self.office = office
        self.name = name
        self.region = region
        shared: tuple[Route, ...] = (
            (r"/robots\.txt", self._robots),
            (r".+\.(?:png|jpg|ico)", self._picture),
            (r".+/(?P<name>[^/]+)\.pdf", self._document),
        )
        fallback: tuple[Route, ...] = ((r"/halaman/(?P<name>[a-z0-9-]+)/?", self._static_page),)
        self._routes = [(re.compile(pattern), handler) for pattern, handler in (*shared, *self.routes(), *fallback)]

    @abstractmethod
    def routes(self) -> Sequence[Route]:
        """Patterns of the whole path and who answers them, first match wins."""

    @abstractmethod
    def article_path(self, article: PracticeArticle) -> str:
        """Path of an article's address, with its query if it has one."""

    def link_path(self, article: PracticeArticle) -> str:
        """The address that lists use; another one where the family has aliases."""
        return self.article_path(article)

    def answer(self, request: Request, night: int) -> Reply:
        """Answer a GET; the server strips the body for HEAD."""
        for pattern, handler in self._routes:
            if match := pattern.fullmatch(request.path):
                return handler(request, match, night)
        return self.missing(request, night)

    def articles(self, night: int) -> tuple[PracticeArticle, ...]:
        """What stands on the site, newest first."""
        return standing(self.office, night)

    def find(self, number: int, night: int) -> PracticeArticle | None:
        """The article with this id."""
        return next((one for one in self.articles(night) if one.id == number), None)

    def page(self, template: str, request: Request, night: int, **context: object) -> str:
        """Render a page of the family with what its layout needs."""
        return render(
            f"{self.family}/{template}",
            site=self,
            origin=request.origin,
            latest=self.articles(night)[:6],
            popular=sorted(self.articles(night), key=lambda one: one.id * 7919 % 1009)[:6],
            **context,
        )

    def related(self, article: PracticeArticle, night: int, count: int = 4) -> list[PracticeArticle]:
        """The neighbours in time: what "Berita terkait" shows."""
        articles = self.articles(night)
        place = articles.index(article)
        around = articles[max(0, place - 2) : place] + articles[place + 1 :] + articles
        return [one for one in dict.fromkeys(around) if one != article][:count]

    def missing(self, request: Request, night: int, status: int = 404) -> Reply:
        """The family's page for what it doesn't have."""
        return html(self.page("missing.html", request, night), status)

    def absent(self, number: int, request: Request, night: int) -> Reply:
        """The answer for an article that is not there, or no longer."""
        return self.missing(request, night, self.gone_status if number in withdrawn(self.office, night) else 404)

    def _robots(self, request: Request, _match: re.Match[str], _night: int) -> Reply:
        return Reply(self.robots.format(origin=request.origin).encode(), "text/plain; charset=UTF-8")

    def _picture(self, _request: Request, _match: re.Match[str], _night: int) -> Reply:
        return Reply(png(), "image/png")

    def _document(self, _request: Request, match: re.Match[str], _night: int) -> Reply:
        return Reply(pdf(match["name"].replace("-", " ").capitalize()), "application/pdf")

    def _static_page(self, request: Request, match: re.Match[str], night: int) -> Reply:
        heading = match["name"].replace("-", " ").title()
        return html(self.page("static.html", request, night, heading=heading))
