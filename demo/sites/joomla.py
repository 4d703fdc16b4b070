"""Joomla: ``/index.php/18-berita/123-slug``, lists that print whole articles, an old code page.

Articles from before the move to UTF-8 are still sent as windows-1252, under a header that says UTF-8 or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from demo.article import PracticeArticle
from demo.exchange import Reply, Request, html, xml
from demo.sites.site import PracticeSite, Route

PER_PAGE = 5
FEED_ENTRIES = 10
MENU = "/index.php/18-berita"
WRONG_CHARSET_BEFORE = date(2024, 3, 1)  # header says UTF-8, bytes are windows-1252
NO_CHARSET_BEFORE = date(2024, 9, 1)  # no charset at all, bytes are windows-1252


class JoomlaSite(PracticeSite):
    """Dates like ``Kamis, 07 Juli 2022 | 03:50:00 WIB``; nothing in the markup names the article."""

    family = "joomla"
    robots = "User-agent: *\nDisallow: /administrator/\nDisallow: /cache/\nDisallow: /includes/\nDisallow: /tmp/\n"

    def routes(self) -> Sequence[Route]:
        """The family's addresses."""
        return (
            (r"/(?:index\.php/?)?", self._front),
            (MENU, self._listing),
            (MENU + r"/(?P<id>\d+)-[a-z0-9-]+", self._article),
        )

    def article_path(self, article: PracticeArticle) -> str:
        """The one address that the site itself calls right."""
        return f"{MENU}/{article.id}-{article.slug}"

    def _front(self, request: Request, _match: re.Match[str], night: int) -> Reply:
        return html(self.page("front.html", request, night, shown=self.articles(night)[:8]))

    def _listing(self, request: Request, _match: re.Match[str], night: int) -> Reply:
        if request.query.get("format") == "feed":
            return self._feed(request, night)
        articles = self.articles(night)
        text = request.query.get("start", "0")
        start = int(text) if text.isdecimal() else 0
        return html(
            self.page(
                "list.html",
                request,
                night,
                shown=articles[start : start + PER_PAGE],
                start=start,
                starts=range(0, len(articles), PER_PAGE),
                menu=MENU,
            )
        )

    def _article(self, request: Request, match: re.Match[str], night: int) -> Reply:
        article = self.find(int(match["id"]), night)
        if article is None:
            return self.absent(int(match["id"]), request, night)
        old = article.published_on < NO_CHARSET_BEFORE
        hits = 25 + article.id * 11 % 600 + request.views
        related = self.related(article, night, 2)
        text = self.page("article.html", request, night, article=article, related=related, hits=hits, declared=not old)
        if not old:
            return html(text)
        wrong = article.published_on < WRONG_CHARSET_BEFORE
        return Reply(text.encode("cp1252", "xmlcharrefreplace"), "text/html; charset=utf-8" if wrong else "text/html")

    def _feed(self, request: Request, night: int) -> Reply:
        shown = self.articles(night)[:FEED_ENTRIES]
        kind = "atom" if request.query.get("type") == "atom" else "rss"
        text = self.page(f"{kind}.xml", request, night, shown=shown, menu=MENU)
        return xml(text, f"application/{kind}+xml; charset=utf-8")
