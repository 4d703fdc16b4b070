"""WordPress: date addresses, REST API, feed, sitemap, validators on feed and sitemap."""

from __future__ import annotations

import re
from collections.abc import Sequence

from demo.article import PracticeArticle
from demo.exchange import Reply, Request, html, with_validators, xml
from demo.indonesian import WIB, slug
from demo.pages import render
from demo.sites.site import PracticeSite, Route
from demo.sites.wordpress_api import WordPressPosts

PER_PAGE = 10
FEED_ENTRIES = 10


class WordPressSite(PracticeSite):
    """A block theme, an SEO plugin with JSON-LD and OpenGraph, comments open."""

    family = "wordpress"
    robots = (
        "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\nSitemap: {origin}/wp-sitemap.xml\n"
    )

    def routes(self) -> Sequence[Route]:
        """The family's addresses."""
        posts = WordPressPosts(self)
        return (
            (r"/(?:page/(?P<number>\d+)/?)?", self._front),
            (r"/category/(?P<category>[a-z-]+)/(?:page/(?P<number>\d+)/?)?", self._category),
            (r"/\d{4}/\d\d/\d\d/(?P<slug>[a-z0-9-]+)/?", self._article),
            (r"/(?:(?P<feed>feed)/?)", self._feed),
            (r"/wp-sitemap\.xml", self._sitemap_index),
            (r"/wp-sitemap-posts-post-1\.xml", self._sitemap),
            (r"/wp-sitemap-posts-page-1\.xml", self._page_sitemap),
            (r"/wp-json/?", posts.root),
            (r"/wp-json/wp/v2/posts/?", posts.collection),
            (r"/wp-json/wp/v2/posts/(?P<id>\d+)/?", posts.one),
            (r"/wp-json/.*", posts.no_route),
        )

    def article_path(self, article: PracticeArticle) -> str:
        """The one address that the site itself calls right."""
        return f"/{article.published_on:%Y/%m/%d}/{article.slug}/"

    def content(self, article: PracticeArticle, origin: str) -> str:
        """The post's content as the editor stored it."""
        return render("wordpress/content.html", article=article, origin=origin)

    def page(self, template: str, request: Request, night: int, **context: object) -> str:
        """Render a page; the layout's menu also needs the categories."""
        categories = sorted({one.category for one in self.articles(night) if one.category})
        return super().page(template, request, night, categories=categories, **context)

    def _front(self, request: Request, match: re.Match[str], night: int) -> Reply:
        number = request.query.get("p", "")
        if number.isdecimal() and (article := self.find(int(number), night)):
            return Reply(b"", status=301, headers={"Location": request.origin + self.article_path(article)})
        return self._archive(request, night, self.articles(night), match["number"], "")

    def _category(self, request: Request, match: re.Match[str], night: int) -> Reply:
        chosen = [one for one in self.articles(night) if slug(one.category or "") == match["category"]]
        return self._archive(request, night, chosen, match["number"], f"/category/{match['category']}")

    def _archive(
        self, request: Request, night: int, articles: Sequence[PracticeArticle], number: str | None, base: str
    ) -> Reply:
        page = int(number or 1)
        last = max(1, -(-len(articles) // PER_PAGE))
        if not 1 <= page <= last:
            return self.missing(request, night)
        shown = articles[(page - 1) * PER_PAGE : page * PER_PAGE]
        heading = base.rpartition("/")[2].replace("-", " ").title()
        return html(
            self.page("list.html", request, night, shown=shown, number=page, last=last, base=base, heading=heading)
        )

    def _article(self, request: Request, match: re.Match[str], night: int) -> Reply:
        article = next((one for one in self.articles(night) if one.slug == match["slug"]), None)
        if article is None:
            return self.missing(request, night)
        return html(
            self.page(
                "article.html",
                request,
                night,
                article=article,
                related=self.related(article, night, 3),
                content=self.content(article, request.origin),
            )
        )

    def _validated(self, text: str, content_type: str, request: Request, shown: Sequence[PracticeArticle]) -> Reply:
        return with_validators(xml(text, content_type), request, max(one.changed_at for one in shown))

    def _feed(self, request: Request, _match: re.Match[str], night: int) -> Reply:
        articles = self.articles(night)
        number = request.query.get("paged", "1")
        page = int(number) if number.isdecimal() else 1
        shown = articles[(page - 1) * FEED_ENTRIES : page * FEED_ENTRIES]
        if not shown:
            return self.missing(request, night)
        contents = {one.id: self.content(one, request.origin) for one in shown}
        text = self.page("feed.xml", request, night, shown=shown, contents=contents)
        return self._validated(text, "application/rss+xml; charset=UTF-8", request, shown)

    def _sitemap_index(self, request: Request, _match: re.Match[str], night: int) -> Reply:
        text = self.page("sitemap_index.xml", request, night)
        return self._validated(text, "application/xml; charset=UTF-8", request, self.articles(night))

    def _sitemap(self, request: Request, _match: re.Match[str], night: int) -> Reply:
        text = self.page("sitemap.xml", request, night, shown=self.articles(night), zone=WIB)
        return self._validated(text, "application/xml; charset=UTF-8", request, self.articles(night))

    def _page_sitemap(self, request: Request, _match: re.Match[str], night: int) -> Reply:
        return xml(self.page("page_sitemap.xml", request, night))
