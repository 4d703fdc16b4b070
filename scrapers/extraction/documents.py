"""Articles that come as data: a post of a WordPress API answer, an entry of a full-text feed or JSON listing."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from archive.models import Article, Hint, Image
from scrapers.extraction import text
from scrapers.extraction.body.fragment import Fragment, clean
from scrapers.extraction.body.substance import MIN_CHARACTERS
from scrapers.extraction.dates import event_range
from scrapers.extraction.errors import ExtractionError
from scrapers.extraction.fields.agreement import Published
from scrapers.extraction.fields.published import judge, report_of, seen_on
from scrapers.urls import canonical

_LONGEST_OFFSET = timedelta(hours=14)
_FEED_FOOTER = re.compile(
    r"<p>\s*(?:The post|Artikel|Tulisan|Pos)\b(?:(?!<p[ >]).){0,1500}?"
    r"(?:appeared first on|first appeared on|pertama kali)(?:(?!<p[ >]).){0,800}</p>\s*$",
    re.IGNORECASE | re.DOTALL,
)


def read_post(body: bytes, url: str, *, fetched_at: datetime | None = None) -> Article:
    """The article in one post object of ``wp-json/wp/v2/posts``.

    :raises ExtractionError: the bytes are no post, or one without title or text
    """
    post = _object(body, url)
    title = _plain(_rendered(post.get("title")))
    content = _rendered(post.get("content"))
    embedded = post.get("_embedded")
    terms = _embedded_terms(embedded if isinstance(embedded, Mapping) else {})
    return _article(
        canonical(_string(post.get("link")), url) or url,
        title,
        content,
        published=_post_date(post, fetched_at),
        author=_embedded_author(post),
        category=terms.get("category"),
        lead=_featured(post, url),
        witness="api",
    )


def read_entry(body: bytes, url: str, *, hint: Hint | None = None, fetched_at: datetime | None = None) -> Article:
    """The article in one entry of a feed or JSON listing: title, link, published, author, category, content_html.

    :raises ExtractionError: the bytes are no entry, or one without title or text
    """
    entry = _object(body, url)
    hint = hint or Hint()
    witness = _string(entry.get("source")) or "feed"
    raw = _string(entry.get("published")) or hint.published_raw
    image = canonical(_string(entry.get("image")), url) if entry.get("image") else None
    return _article(
        canonical(_string(entry.get("link")), url) or url,
        _plain(_string(entry.get("title"))) or hint.title or "",
        _without_footer(_string(entry.get("content_html"))),
        published=judge(raw, witness, seen_on(fetched_at)) if raw else None,
        author=_plain(_string(entry.get("author"))) or hint.author,
        category=_plain(_string(entry.get("category"))) or hint.category,
        lead=Image(image) if image else None,
        witness=witness,
    )


def _article(
    url: str,
    title: str,
    content: str,
    *,
    published: Published | None,
    author: str | None,
    category: str | None,
    lead: Image | None,
    witness: str,
) -> Article:
    if not title:
        raise ExtractionError(url, "no title", witness)
    fragment = clean(content, url)
    body = text.clean(fragment.text)
    if len(body) < MIN_CHARACTERS:
        raise ExtractionError(
            url, f"no text: {len(body)} characters", f"{witness}, {len(content)} characters of markup"
        )
    event = event_range(report_of(body), published=published.day if published else None)
    images = _images(fragment, lead)
    author = author or text.author_of(body)
    return Article(
        url=url,
        title=title,
        body=body,
        published=published.iso if published else None,
        published_raw=published.raw if published else None,
        published_from=published.witness if published else None,
        date_suspect=published.suspect if published else None,
        event_from=event[0].isoformat() if event else None,
        event_to=event[1].isoformat() if event else None,
        author=author,
        category=category,
        image_url=images[0].url if images else None,
        images=images,
        attachments=fragment.attachments,
        witness={"title": witness, "body": witness}
        | ({"author": witness} if author else {})
        | ({"category": witness} if category else {}),
    )


def _without_footer(markup: str) -> str:
    """A feed's text without the line that its software adds: "The post … appeared first on …"."""
    return _FEED_FOOTER.sub("", markup)


def _images(fragment: Fragment, lead: Image | None) -> tuple[Image, ...]:
    if lead is None:
        return fragment.images
    return (lead, *(image for image in fragment.images if image.url != lead.url))


def _object(body: bytes, url: str) -> Mapping[str, Any]:
    try:
        record = json.loads(text.decode(body, "utf-8"))
    except (ValueError, RecursionError) as error:
        raise ExtractionError(url, "no JSON document", str(error)[:120]) from error
    if not isinstance(record, dict):
        raise ExtractionError(url, f"a JSON {type(record).__name__} instead of an object", "reading one article")
    return record


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _rendered(value: object) -> str:
    return _string(value.get("rendered")) if isinstance(value, Mapping) else _string(value)


def _plain(markup: str) -> str:
    """A title's or name's text: entities resolved, tags gone."""
    if not markup:
        return ""
    return text.clean(clean(markup, "").text.replace("\n", " ") if "<" in markup else html.unescape(markup))


def _post_date(post: Mapping[str, Any], fetched_at: datetime | None) -> Published | None:
    """The site's local time with the offset that its GMT twin gives away."""
    local, gmt = _string(post.get("date")), _string(post.get("date_gmt"))
    try:
        here, there = datetime.fromisoformat(local), datetime.fromisoformat(gmt)
    except ValueError:
        return judge(local, "api", seen_on(fetched_at)) if local else None
    offset = here.replace(tzinfo=UTC) - there.replace(tzinfo=UTC)
    if abs(offset) > _LONGEST_OFFSET or offset % timedelta(minutes=15):
        return judge(local[:10], "api", seen_on(fetched_at))
    moment = here.replace(tzinfo=timezone(offset))
    suspect = "future" if fetched_at is not None and moment > fetched_at + timedelta(days=1) else None
    return Published(moment.isoformat(), local, "api", suspect)


def _embedded(post: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    holder = post.get("_embedded")
    items = holder.get(name) if isinstance(holder, Mapping) else None
    for item in items if isinstance(items, list) else ():
        for inner in item if isinstance(item, list) else (item,):
            if isinstance(inner, Mapping):
                yield inner


def _embedded_author(post: Mapping[str, Any]) -> str | None:
    names = (_plain(_string(author.get("name"))) for author in _embedded(post, "author"))
    return next(filter(None, names), None)


def _embedded_terms(embedded: Mapping[str, Any]) -> dict[str, str]:
    terms: dict[str, str] = {}
    for term in _embedded({"_embedded": embedded}, "wp:term"):
        name = _plain(_string(term.get("name")))
        if name:
            terms.setdefault(_string(term.get("taxonomy")), name)
    return terms


def _featured(post: Mapping[str, Any], url: str) -> Image | None:
    for media in _embedded(post, "wp:featuredmedia"):
        address = canonical(_string(media.get("source_url")), url) if media.get("source_url") else None
        if address is not None:
            caption = _plain(_rendered(media.get("caption")))
            return Image(address, caption or None)
    return None
