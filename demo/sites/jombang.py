"""The shared platform of one regency: ``/berita/slug-ID``, one id counter for all offices, no feed, no validators."""

from __future__ import annotations

import re
from collections.abc import Sequence

from demo.article import PracticeArticle
from demo.exchange import Reply, Request, html
from demo.sites.site import PracticeSite, Route

PER_PAGE = 12


class JombangSite(PracticeSite):
    """The title stands in an ``h4``, the ``h1`` says "Berita", the view counter changes at each look."""

    family = "jombang"
    robots = "User-agent: *\nCrawl-delay: 0\nDisallow: /admin/\nDisallow: /login\n"

    def routes(self) -> Sequence[Route]:
        """The family's addresses."""
        return (
            (r"/", self._front),
            (r"/berita/?", self._listing),
            (r"/berita/(?:[a-z0-9-]+/)?[a-z0-9-]+-(?P<id>\d+)", self._article),
        )

    def article_path(self, article: PracticeArticle) -> str:
        """The one address that the site itself calls right."""
        return f"/berita/{article.slug}-{article.id}"

    def link_path(self, article: PracticeArticle) -> str:
        """The address that lists use: with a category segment for an article that has an alias."""
        segment = f"{article.alias}/" if article.alias else ""
        return f"/berita/{segment}{article.slug}-{article.id}"

    def views(self, article: PracticeArticle, seen: int) -> int:
        """The view counter: some history from the id, and one more for each GET."""
        return 90 + article.id * 37 % 1700 + seen

    def _front(self, request: Request, _match: re.Match[str], night: int) -> Reply:
        return html(self.page("front.html", request, night))

    def _listing(self, request: Request, _match: re.Match[str], night: int) -> Reply:
        articles = self.articles(night)
        last = -(-len(articles) // PER_PAGE)
        text = request.query.get("page", "1")
        number = int(text) if text.isdecimal() else 1
        shown = articles[(number - 1) * PER_PAGE : number * PER_PAGE]
        return html(self.page("list.html", request, night, shown=shown, number=number, last=last))

    def _article(self, request: Request, match: re.Match[str], night: int) -> Reply:
        article = self.find(int(match["id"]), night)
        if article is None:
            return self.absent(int(match["id"]), request, night)
        related = self.related(article, night)
        return html(
            self.page(
                "article.html",
                request,
                night,
                article=article,
                related=related,
                views=self.views(article, request.views),
            )
        )
