"""The REST endpoint ``/wp-json/wp/v2/posts`` of the practice WordPress, with the errors of the real one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any, Protocol

from demo.article import PracticeArticle
from demo.exchange import Reply, Request, as_json
from demo.indonesian import WIB, slug

Post = dict[str, Any]
_MOMENT_PARAMETERS = ("after", "before", "modified_after", "modified_before")


class _Site(Protocol):
    office: str
    name: str

    def articles(self, night: int) -> tuple[PracticeArticle, ...]: ...
    def article_path(self, article: PracticeArticle) -> str: ...
    def content(self, article: PracticeArticle, origin: str) -> str: ...


class _ParameterError(Exception):
    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.reply = as_json({"code": code, "message": message, "data": {"status": status}}, status)


def _invalid(name: str, message: str) -> _ParameterError:
    return _ParameterError("rest_invalid_param", f"Invalid parameter(s): {name} ({message})")


def _published(article: PracticeArticle) -> datetime:
    assert isinstance(article.published, datetime)
    return article.published


_ORDER: Mapping[str, Callable[[PracticeArticle], Any]] = {
    "date": lambda one: (_published(one), one.id),
    "modified": lambda one: (one.changed_at, one.id),
    "id": lambda one: one.id,
    "slug": lambda one: one.slug,
    "title": lambda one: one.title,
}


def _whole(query: Mapping[str, str], name: str, default: int, most: int | None = None) -> int:
    text = query.get(name, str(default))
    if not text.isdecimal():
        raise _invalid(name, f"{name} is not of type integer.")
    if int(text) < 1 or (most is not None and int(text) > most):
        raise _invalid(name, f"{name} must be between 1 (inclusive) and {most or 'more'} (inclusive)")
    return int(text)


def _chosen(query: Mapping[str, str], name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = query.get(name, default)
    if value not in allowed:
        raise _invalid(name, f"{name} is not one of {', '.join(allowed)}.")
    return value


def _moment(query: Mapping[str, str], name: str) -> datetime | None:
    if name not in query:
        return None
    try:
        moment = datetime.fromisoformat(query[name].replace(" ", "+"))
    except ValueError:
        raise _invalid(name, "Invalid date.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=WIB)  # the real one reads its own zone, too


def _within(article: PracticeArticle, bounds: Mapping[str, datetime | None]) -> bool:
    after, before, modified_after, modified_before = (bounds[name] for name in _MOMENT_PARAMETERS)
    return not (
        (after and _published(article) <= after)
        or (before and _published(article) >= before)
        or (modified_after and article.changed_at <= modified_after)
        or (modified_before and article.changed_at >= modified_before)
    )


def _only(post: Post, fields: str) -> Post:
    """Keep what ``_fields`` names: ``id,title.rendered,content``."""
    kept: Post = {}
    for name in filter(None, (part.strip() for part in fields.split(","))):
        outer, _, inner = name.partition(".")
        if outer not in post:
            continue
        if inner and isinstance(post[outer], dict):
            kept.setdefault(outer, {})
            if inner in post[outer]:
                kept[outer][inner] = post[outer][inner]
        else:
            kept[outer] = post[outer]
    return kept


class WordPressPosts:
    """Answers for the posts of one practice site."""

    def __init__(self, site: _Site) -> None:
        self._site = site

    def root(self, request: Request, _match: re.Match[str], _night: int) -> Reply:
        """What ``/wp-json/`` says about itself."""
        return as_json(
            {
                "name": self._site.name,
                "url": request.origin,
                "home": request.origin,
                "gmt_offset": "7",
                "timezone_string": "Asia/Jakarta",
                "namespaces": ["oembed/1.0", "wp/v2", "wp-site-health/v1"],
                "routes": {"/wp/v2/posts": {"namespace": "wp/v2", "methods": ["GET"]}},
            }
        )

    def no_route(self, _request: Request, _match: re.Match[str], _night: int) -> Reply:
        """What the API answers for an address it doesn't have."""
        message = "No route was found matching the URL and request method."
        return as_json({"code": "rest_no_route", "message": message, "data": {"status": 404}}, 404)

    def one(self, request: Request, match: re.Match[str], night: int) -> Reply:
        """One post by id."""
        article = next((one for one in self._site.articles(night) if one.id == int(match["id"])), None)
        if article is None:
            code = {"code": "rest_post_invalid_id", "message": "Invalid post ID.", "data": {"status": 404}}
            return as_json(code, 404)
        return as_json(self._shown(article, request))

    def collection(self, request: Request, _match: re.Match[str], night: int) -> Reply:
        """A page of posts, with the totals in headers."""
        try:
            return self._collection(request, night)
        except _ParameterError as bad:
            return bad.reply

    def _collection(self, request: Request, night: int) -> Reply:
        query = request.query
        page, per_page = _whole(query, "page", 1), _whole(query, "per_page", 10, 100)
        order = _chosen(query, "order", "desc", ("asc", "desc"))
        order_by = _chosen(query, "orderby", "date", tuple(_ORDER))
        bounds = {name: _moment(query, name) for name in _MOMENT_PARAMETERS}
        found = [one for one in self._site.articles(night) if _within(one, bounds)]
        found = [one for one in found if query.get("slug") in (None, one.slug)]
        found.sort(key=_ORDER[order_by], reverse=order == "desc")
        pages = -(-len(found) // per_page)
        if page > 1 and page > pages:
            message = "The page number requested is larger than the number of pages available."
            raise _ParameterError("rest_post_invalid_page_number", message)
        shown = found[(page - 1) * per_page : page * per_page]
        totals = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
        return as_json([self._shown(one, request) for one in shown], headers=totals)

    def _shown(self, article: PracticeArticle, request: Request) -> Post:
        post = self._post(article, request.origin)
        if "_embed" in request.target:
            post["_embedded"] = self._embedded(article, request.origin)
        fields = request.query.get("_fields")
        return _only(post, fields) if fields else post

    def _post(self, article: PracticeArticle, origin: str) -> Post:
        published, modified = _published(article), article.changed_at
        link = origin + self._site.article_path(article)
        return {
            "id": article.id,
            "date": _local(published),
            "date_gmt": _gmt(published),
            "guid": {"rendered": f"{origin}/?p={article.id}"},
            "modified": _local(modified),
            "modified_gmt": _gmt(modified),
            "slug": article.slug,
            "status": "publish",
            "type": "post",
            "link": link,
            "title": {"rendered": _typeset(article.title)},
            "content": {"rendered": self._site.content(article, origin), "protected": False},
            "excerpt": {"rendered": f"<p>{_typeset(article.teaser)}</p>\n", "protected": False},
            "author": _number(article.author),
            "featured_media": article.id + 1 if article.images else 0,
            "comment_status": "open",
            "ping_status": "open",
            "sticky": False,
            "template": "",
            "format": "standard",
            "meta": {"footnotes": ""},
            "categories": [_number(article.category)],
            "tags": [],
            "class_list": [f"post-{article.id}", "post", "type-post", "status-publish", "hentry"],
            "_links": {
                "self": [{"href": f"{origin}/wp-json/wp/v2/posts/{article.id}"}],
                "collection": [{"href": f"{origin}/wp-json/wp/v2/posts"}],
            },
        }

    def _embedded(self, article: PracticeArticle, origin: str) -> Post:
        category = {"id": _number(article.category), "name": article.category, "taxonomy": "category"}
        category["link"] = f"{origin}/category/{slug(article.category or '')}/"
        embedded: Post = {
            "author": [{"id": _number(article.author), "name": article.author}],
            "wp:term": [[category], []],
        }
        if article.images:
            source = f"{origin}/wp-content/uploads/{article.image_path(1)}"
            caption = {"rendered": f"<p>{_typeset(article.images[0])}</p>\n"}
            embedded["wp:featuredmedia"] = [
                {"id": article.id + 1, "source_url": source, "caption": caption, "media_type": "image"}
            ]
        return embedded


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(WIB):%Y-%m-%dT%H:%M:%S}"


def _gmt(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"


def _number(name: str | None) -> int:
    """A stable small id for an author or a category."""
    return sum(str(name).encode()) % 97 + 2


def _typeset(text: str) -> str:
    """Escaped, with typographic marks as entities, the way WordPress renders titles."""
    return escape(text, quote=False).replace("–", "&#8211;").replace("“", "&#8220;").replace("”", "&#8221;")
