"""JSON documents that list articles, read as an office's file declares them."""

from __future__ import annotations

import re
from collections import Counter
from string import Formatter
from typing import Any
from urllib.parse import quote

from archive.models import Hint, Kind
from scrapers.discovery import Discovered, DiscoveryError, Link
from scrapers.discovery.entry import entry_document, plain_text
from scrapers.discovery.json.document import load_json
from scrapers.discovery.json.guess import guess_json_listing
from scrapers.discovery.json.record import text_at, unfold, value_at
from scrapers.registry.office import JsonListing
from scrapers.urls import canonical

__all__ = ["guess_json_listing", "read_json_listing"]

_PARAGRAPHS = re.compile(r"\s*\n\s*\n\s*|\r\n|\n")
_MARKUP = re.compile(r"<(?:p|br|div|h\d|ul|ol|table|span|strong|b|img|a)\b", re.IGNORECASE)
_WHOLE_ADDRESS = re.compile(r"/|[A-Za-z][A-Za-z0-9+.-]*:")
_WITNESS = "list json"
_MAX_ITEMS = 5000


def read_json_listing(body: bytes, source: JsonListing, url: str) -> Discovered:
    """The articles of a JSON listing as its office's file declares it, and its next page in ``more``.

    :param url: address this document was fetched from
    :raises DiscoveryError: it is no JSON, or the list isn't where the file says
    """
    items = _items(load_json(body, url), source.items, url)
    skipped: Counter[str] = Counter()
    links: dict[str, Link] = {}
    for item in items[:_MAX_ITEMS]:
        link = _read_item(item, source, url) if isinstance(item, dict) else "no object"
        if isinstance(link, str):
            skipped[link] += 1
        elif link.url in links:
            skipped["repeated"] += 1
        else:
            links[link.url] = link
    if len(items) > _MAX_ITEMS:
        skipped["too many"] = len(items) - _MAX_ITEMS
    following = _following(source, url, len(items))
    return Discovered(tuple(links.values()), (following,) if following and links else (), dict(skipped))


def _items(document: Any, path: str, url: str) -> list[Any]:  # noqa: ANN401 — whatever JSON can hold
    """The list at a dotted path; some sites put it there as a string of JSON."""
    found = unfold(document)
    names = [path] if isinstance(found, dict) and path in found else path.split(".")
    for name in filter(None, names):
        found = unfold(value_at(found, name))
    if isinstance(found, dict) and path:
        found = list(found.values())  # a list that PHP numbered with gaps
    if not isinstance(found, list):
        there = ", ".join(sorted(map(str, document))[:8]) if isinstance(document, dict) else type(document).__name__
        raise DiscoveryError(f"{url}: no list at {path or 'the top'!r}; the document has {there or 'nothing'}")
    return found


def _read_item(item: dict[str, Any], source: JsonListing, url: str) -> Link | str:
    address = _address(item, source.link, url)
    if address is None:
        return "no link"
    hint = Hint(
        title=plain_text(text_at(item, source.title)) or None,
        published_raw=text_at(item, source.published) or None,
        category=plain_text(text_at(item, source.category)) or None,
        author=plain_text(text_at(item, source.author)) or None,
        found_in=url,
    )
    content = text_at(item, source.body)
    if not content or not hint.title:
        return Link(address, hint)
    document = entry_document(
        title=hint.title,
        link=address,
        published=hint.published_raw,
        author=hint.author,
        category=hint.category,
        image=canonical(image, url) if (image := text_at(item, source.image)) else None,
        content_html=_as_html(content),
        source=_WITNESS,
    )
    return Link(address, hint, None, document, Kind.ENTRY)


def _address(item: dict[str, Any], template: str, url: str) -> str | None:
    """An article's address from the template's fields; a template that is one field may hold a whole address."""
    parts: list[str] = []
    for text, name, _, _ in Formatter().parse(template):
        parts.append(text)
        if name is not None:
            value = text_at(item, name)
            if not value:
                return None
            whole = _WHOLE_ADDRESS.match(value) is not None and not "".join(parts)
            parts.append(value if whole else quote(value, safe="/?=&%-._~"))
    return canonical("".join(parts), url)


def _as_html(content: str) -> str:
    """Plain text becomes paragraphs, markup stays."""
    if _MARKUP.search(content):
        return content
    escaped = content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if "<" in content else content
    return "".join(f"<p>{line}</p>" for line in _PARAGRAPHS.split(escaped) if line.strip())


def _following(source: JsonListing, url: str, count: int) -> str | None:
    """Address of the next page: the template's number after the one of this document."""
    if not source.next_url or not count:
        return None
    name = "page" if "{page}" in source.next_url else "offset"
    before, _, after = source.next_url.partition(f"{{{name}}}")
    base = canonical(source.url) or source.url
    shape = canonical(f"{before}1234567{after}", base) or ""
    head, _, tail = shape.partition("1234567")
    here = canonical(url) or url
    middle = here[len(head) : len(here) - len(tail)] if here.startswith(head) and here.endswith(tail) else ""
    current = int(middle) if middle.isdigit() and len(middle) < 9 else (1 if name == "page" else 0)
    return canonical(f"{before}{current + (1 if name == 'page' else count)}{after}", base)
