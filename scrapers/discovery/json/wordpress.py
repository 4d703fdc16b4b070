"""The WordPress API: posts with text, author, categories and picture, many in one request."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from archive.models import Hint, Kind
from scrapers.discovery import Discovered, DiscoveryError, Link
from scrapers.discovery.entry import plain_text
from scrapers.discovery.json.document import compact_json, load_json
from scrapers.urls import canonical

PER_PAGE = 100  # posts; the API's own upper bound
FEW = 10  # posts; an API that shows fewer on first contact may keep the site's news back

_FIELDS = "id,date,date_gmt,modified,modified_gmt,slug,link,title,content,excerpt,author,categories,featured_media"
_EMBED = "author,wp:term,wp:featuredmedia"  # names the linked objects; `_fields` must keep `_links` for it to work
_NO_CATEGORY = frozenset({"uncategorized", "uncategorised", "tak berkategori", "tanpa kategori"})
# What changes without the post changing (revision counters, avatars, picture sizes, plugins' summaries).
_VOLATILE = frozenset({"_links", "avatar_urls", "media_details", "yoast_head", "yoast_head_json", "acf", "meta"})
_ZONE = re.compile(r"(?:[Zz]|[+-]\d\d:?\d\d)$")


def posts_url(
    url: str, *, page: int = 1, modified_after: str | None = None, per_page: int = PER_PAGE, slim: bool = False
) -> str:
    """Address of one page of posts: newest first, or those changed since a moment, earliest change first.

    :param url: the posts endpoint, ``https://host/wp-json/wp/v2/posts`` or ``https://host/?rest_route=/wp/v2/posts``
    :param modified_after: ISO 8601; without a zone it is UTC, as the API's own ``modified_gmt``
    :param slim: ask without pictures, authors and categories, for sites whose answer fails with them
    """
    wanted = {"per_page": str(per_page), "page": str(page)}
    if modified_after:
        zone = "" if _ZONE.search(modified_after) else "Z"
        wanted |= {"modified_after": modified_after + zone, "orderby": "modified", "order": "asc"}
    else:
        wanted |= {"orderby": "date", "order": "desc"}
    wanted["_fields"] = _FIELDS if slim else f"{_FIELDS},_links,_embedded"
    if not slim:
        wanted["_embed"] = _EMBED
    parts = urlsplit(url)
    given = {name: value for name, value in parse_qsl(parts.query) if name not in wanted}
    query = "&".join(f"{name}={quote(value, safe=',:/')}" for name, value in (given | wanted).items())
    return urlunsplit(parts._replace(query=query, fragment=""))


def page_of(url: str) -> int:
    """The number of the page that a ``posts_url`` asks for."""
    return int(dict(parse_qsl(urlsplit(url).query))["page"])


def posts_endpoint(api: str) -> str:
    """The posts endpoint below an API root, as ``<link rel="https://api.w.org/">`` names it.

    >>> posts_endpoint("https://dinkop.go.id/index.php?rest_route=/")
    'https://dinkop.go.id/index.php?rest_route=/wp/v2/posts'
    """
    return f"{api.rstrip('/')}/wp/v2/posts"


def feed_page(url: str, page: int) -> str:
    """Address of a further page of a WordPress feed, for sites that closed their API; page 1 is the newest.

    >>> feed_page("https://dinkop.go.id/feed/", 2)
    'https://dinkop.go.id/feed/?paged=2'
    """
    return f"{url}{'&' if '?' in url else '?'}paged={page}" if page > 1 else url


def more_pages(count: int, per_page: int = PER_PAGE) -> bool:
    """Whether another page may follow one with so many posts. The totals in the headers are not believed.

    :param count: posts that came, those that were left out too
    """
    return count >= per_page


def ignores_modified_after(discovered: Discovered, modified_after: str) -> bool:
    """Whether an answer shows that the site doesn't know ``modified_after``, as before WordPress 5.7.

    Such a site sends its oldest changes first; ask it for the newest posts instead.
    """
    asked = modified_after.removesuffix("Z").partition("+")[0]
    return any(link.modified_raw is not None and link.modified_raw < asked for link in discovered.links)


def read_posts(body: bytes, url: str) -> Discovered:
    """The posts of one API answer, each with its own JSON as document.

    :raises DiscoveryError: the API is closed, or something else came
    """
    posts = load_json(body, url)
    if isinstance(posts, dict):
        raise DiscoveryError(f"{url}: {_complaint(posts)}")
    if not isinstance(posts, list):
        raise DiscoveryError(f"{url}: expected a list of posts, got JSON with {type(posts).__name__}")
    skipped: Counter[str] = Counter()
    links: dict[str, Link] = {}
    for post in posts:
        link = _read_post(post, url)
        if isinstance(link, str):
            skipped[link] += 1
        elif link.url in links:
            skipped["repeated"] += 1
        else:
            links[link.url] = link
    if posts and not links:
        raise DiscoveryError(f"{url}: expected posts, got a list of {len(posts)} other things ({dict(skipped)})")
    return Discovered(tuple(links.values()), (), dict(skipped))


def _complaint(answer: dict[str, Any]) -> str:
    message = plain_text(str(answer.get("message", "")))[:200]
    if "code" in answer:
        return f"the WordPress API answered {str(answer['code'])[:80]!r}: {message or 'no message'}"
    return f"expected a list of posts, got a JSON object with {', '.join(sorted(map(str, answer))[:6]) or 'nothing'}"


def _read_post(post: object, url: str) -> Link | str:
    if not isinstance(post, dict):
        return "no post"
    content = post.get("content")
    if not isinstance(content, dict) or not isinstance(content.get("rendered"), str):
        return "no post"
    link = post.get("link")
    address = canonical(link, url) if isinstance(link, str) and link else None
    if address is None:
        return "no link"
    if content.get("protected") is True and not content["rendered"].strip():
        return "protected"
    embedded = post.get("_embedded")
    hint = Hint(
        title=plain_text(_rendered(post.get("title"))) or None,
        published_raw=_string(post.get("date")) or _string(post.get("date_gmt")),
        category=_category(embedded),
        author=_author(embedded),
        found_in=url,
    )
    modified = _string(post.get("modified_gmt")) or _string(post.get("modified"))
    return Link(address, hint, modified, compact_json(_lasting(post)), Kind.POST)


def _lasting(value: Any) -> Any:  # noqa: ANN401 — whatever JSON can hold
    if isinstance(value, dict):
        return {key: _lasting(inner) for key, inner in value.items() if key not in _VOLATILE}
    if isinstance(value, list):
        return [_lasting(inner) for inner in value]
    return value


def _rendered(value: object) -> str:
    return str(value.get("rendered", "")) if isinstance(value, dict) else _string(value) or ""


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _objects(embedded: object, relation: str) -> list[dict[str, Any]]:
    """The embedded objects of a relation; terms come as a list per taxonomy."""
    values = embedded.get(relation) if isinstance(embedded, dict) else None
    flat = (
        [inner for value in values if value for inner in (value if isinstance(value, list) else [value])]
        if (isinstance(values, list))
        else []
    )
    return [value for value in flat if isinstance(value, dict)]


def _category(embedded: object) -> str | None:
    terms = [term for term in _objects(embedded, "wp:term") if term.get("taxonomy") == "category"]
    names = [name for term in terms if (name := plain_text(_string(term.get("name"))))]
    return next((name for name in names if name.lower() not in _NO_CATEGORY), None)


def _author(embedded: object) -> str | None:
    names = (plain_text(_string(author.get("name"))) for author in _objects(embedded, "author"))
    return next(filter(None, names), None)
