"""An article that its list carries whole, as one small JSON document: the same bytes for the same article."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from scrapers.discovery.json.document import compact_json

_TAG = re.compile(r"<[/!?a-zA-Z][^>]{0,2000}>")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
# The last words of a teaser. They stand at the end of the text, perhaps before a full stop or an arrow.
_CUT = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[&hellip;\]|\[\.\.\.\]|read more|continue reading.{0,120}|(?:baca\s+)?selengkapnya|"
    r"lanjut(?:kan)?\s+(?:mem)?baca.{0,120}|baca\s+(?:lebih\s+)?lanjut|lihat\s+selengkapnya)[\s.»›→>\])]*$",
    re.IGNORECASE,
)
_FOOTER = re.compile(r"\s*(?:The post|Artikel|Tulisan)\b.{0,300}?\b(?:first appeared|appeared first|pertama kali)\b.*$")
_WHOLE_CHARACTERS = 250  # shorter texts are fetched to make sure
_WHOLE_SHARE = 0.75  # of a list's texts that look whole, where it prints articles whole
_MAX_MARKUP = 2_000_000  # characters of one text that are looked at


def plain_text(markup: str | None) -> str:
    """One line of text from a title, name or label that may hold tags and entities, perhaps escaped twice."""
    if not markup:
        return ""
    text = markup[:_MAX_MARKUP]
    if "<" in text:
        text = _TAG.sub(" ", _HIDDEN.sub(" ", text))
    if "&" in text:
        text = html.unescape(html.unescape(text))
        text = _TAG.sub(" ", text) if "<" in text else text
    return _SPACE.sub(" ", text).strip()


def is_whole(content: str) -> bool:
    """Whether a text is an article rather than the teaser of one, as far as it shows by itself."""
    text = _FOOTER.sub("", plain_text(content)[-200_000:])
    return len(text) >= _WHOLE_CHARACTERS and not _CUT.search(text[-200:])


def whole_among(contents: Sequence[str]) -> list[bool]:
    """Which texts of a list are whole articles: none of a list that cuts them or prints only their first paragraphs.

    :param contents: of all its entries, empty where it prints none
    """
    whole = list(map(is_whole, contents))
    printed = [content for content in contents if content]
    if sum(whole) < _WHOLE_SHARE * len(printed) or cut_alike(printed):
        return [False] * len(contents)
    return whole


def cut_alike(contents: Sequence[str]) -> bool:
    """Whether texts were cut to one length, as feeds do that print "the first 55 words"."""
    lengths = [len(plain_text(content).split()) for content in contents]
    return len(lengths) >= 4 and max(lengths) - min(lengths) <= max(lengths) // 25


def entry_document(
    *,
    title: str | None,
    link: str,
    published: str | None,
    author: str | None,
    category: str | None,
    image: str | None,
    content_html: str,
    source: str | None = None,
) -> bytes:
    """The article as JSON, UTF-8, keys sorted, without spaces; every value is a string or ``null``.

    :param published: as the list wrote it
    :param source: the witness of what it says; ``None``: a feed
    """
    record = {
        "title": title or None,
        "link": link,
        "published": published or None,
        "author": author or None,
        "category": category or None,
        "image": image or None,
        "content_html": content_html,
    }
    return compact_json(record | ({"source": source} if source else {}))
