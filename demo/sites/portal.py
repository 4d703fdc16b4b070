"""A portal: ``/read/kategori/ID-slug``, offsets in the list's path, a feed without text and with relative links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from demo.article import PracticeArticle
from demo.exchange import Reply, Request, html, with_validators, xml
from demo.indonesian import WIB, slug
from demo.sites.site import PracticeSite, Route

PER_PAGE = 10
FEED_ENTRIES = 12


class PortalSite(PracticeSite):
    """News of the whole city; the cooperative office is one of many that it writes about."""

    family = "portal"
    robots = "User-agent: *\nDisallow: /admin/\nDisallow: /cari\n"
    gone_status = 410

    def routes(self) -> Sequence[Route]:
        """The family's addresses."""
        return (
            (r"/", self._front),
            (r"/berita(?:/index(?:/(?P<offset>\d+))?)?/?", self._listing),
            (r"/read/[a-z-]+/(?P<id>\d+)(?:-[a-z0-9-]*)?", self._article),
            (r"/rss\.xml", self._feed),
        )

    def article_path(self, article: PracticeArticle) -> str:
        """The one address that the site itself calls right."""
        return f"/read/{slug(article.category or 'berita')}/{article.id}-{article.slug}"

    def _front(self, request: Request, _match: re.Match[str], night: int) -> Reply:
        return html(self.page("front.html", request, night, shown=self.articles(night)[:PER_PAGE]))

    def _listing(self, request: Request, match: re.Match[str], night: int) -> Reply:
        articles = self.articles(night)
        offset = int(match["offset"] or 0)
        shown = articles[offset : offset + PER_PAGE]
        offsets = range(0, len(articles), PER_PAGE)
        return html(self.page("list.html", request, night, shown=shown, offset=offset, offsets=offsets, step=PER_PAGE))

    def _article(self, request: Request, match: re.Match[str], night: int) -> Reply:
        article = self.find(int(match["id"]), night)
        if article is None:
            return self.absent(int(match["id"]), request, night)
        reads = 40 + article.id * 13 % 900 + request.views
        related = self.related(article, night, 5)
        return html(self.page("article.html", request, night, article=article, related=related, reads=reads))

    def _feed(self, request: Request, _match: re.Match[str], night: int) -> Reply:
        shown = self.articles(night)[:FEED_ENTRIES]
        text = self.page("rss.xml", request, night, shown=shown, zone=WIB)
        changed = max(one.changed_at for one in shown)
        return with_validators(xml(text, "application/rss+xml; charset=UTF-8"), request, changed)
