"""JSON-LD: the object of a page's scripts that describes its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scrapers.extraction import phrases
from scrapers.urls import canonical

_ARTICLE_TYPES = phrases.words(
    """newsarticle article blogposting report reportagenewsarticle analysisnewsarticle advertisercontentarticle
    techarticle scholarlyarticle socialmediaposting liveblogposting"""
)
_PAGE_TYPES = phrases.words("""webpage itempage aboutpage""")
_MAX_NODES = 2000  # of JSON-LD; more is no description of one article
_CONTROL = re.compile(r"[\x00-\x1f]+")


def article_object(texts: Iterable[str], url: str, title: str | None) -> Mapping[str, Any]:
    """The JSON-LD object that describes this page; none where a list page describes several articles."""
    nodes = [node for text in texts for node in _nodes(text)]
    articles = [node for node in nodes if _types(node) & _ARTICLE_TYPES]
    own = [node for node in articles if _is_about(node, url, title)]
    if own or len(articles) == 1:
        return (own or articles)[0]
    if articles:
        return {}
    return next((node for node in nodes if _types(node) & _PAGE_TYPES and "datePublished" in node), {})


def _is_about(node: Mapping[str, Any], url: str, title: str | None) -> bool:
    page = node.get("mainEntityOfPage")
    named = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    if any(isinstance(address, str) and canonical(address, url) == url for address in (named, node.get("url"))):
        return True
    headline = text_of(node.get("headline"))
    return bool(headline and title and headline.casefold() in title.casefold())


def _nodes(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        pending = [json.loads(_CONTROL.sub(" ", text).strip().rstrip(";"))]
    except (ValueError, RecursionError):
        return
    seen = 0
    while pending and seen < _MAX_NODES:
        node = pending.pop(0)
        seen += 1
        if isinstance(node, list):
            pending[:0] = node
        elif isinstance(node, dict):
            yield node
            pending.extend(
                v
                for k, v in node.items()
                if k in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "blogPost")
            )


def _types(node: Mapping[str, Any]) -> set[str]:
    return {str(name).rpartition("/")[2].lower() for name in as_list(node.get("@type"))}


def as_list(value: object) -> list[Any]:
    """A value that may stand alone or in a list, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def text_of(value: object) -> str:
    """A text, or the name of the object that stands for it."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return " ".join(value.split()) if isinstance(value, str) else ""


def address_of(value: object) -> str:
    """An address, or the address of the object that stands for it."""
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl")
    return value.strip() if isinstance(value, str) else ""
