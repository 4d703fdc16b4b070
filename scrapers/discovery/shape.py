"""The shape of an address: what kind of thing stands in each segment of its path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from scrapers.discovery.vocabulary import BREAKS
from scrapers.urls import location

YEAR = re.compile(r"(?:19|20)\d\d")
COUNTER = re.compile(r"([A-Za-z]{1,4})\d{8,}")

_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp|xhtml|shtml)$", re.IGNORECASE)
_MEDIA = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|jpe?g|png|gif|webp|svg|mp[34]|avi|css|js|ico|apk|csv|xml|json)$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{1,2}-\d{1,2}-\d{4}[_-].+")
_ID_SLUG = re.compile(r"\d+[:-]\S+")
_TOKEN = re.compile(r"[\w%=+.~-]{16,}")
_PADDED = re.compile(r"[\w+/.~-]+(?:=|%3D){1,3}", re.IGNORECASE)
_SLUG_PARTS = 3  # two words are as often a menu entry as a headline


class Shape(NamedTuple):
    """What addresses of one kind share: per segment a kind in angle brackets, or the word itself."""

    kinds: tuple[str, ...]
    extension: str
    query: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Address:
    """An address in pieces: path segments, the last one's extension, and the query's fields in their order."""

    segments: tuple[str, ...]
    extension: str
    query: tuple[tuple[str, str], ...]

    @property
    def shape(self) -> Shape:
        """Its shape."""
        last = len(self.segments) - 1
        kinds = tuple(segment_kind(segment, last=number == last) for number, segment in enumerate(self.segments))
        return Shape(
            kinds, self.extension.lower(), tuple((name, value_kind(name, value)) for name, value in self.query)
        )


def read_address(url: str) -> Address | None:
    """The pieces of a canonical address; ``None`` for a front page and for files that are no pages.

    >>> read_address("https://dinkop.go.id/berita/pasar-murah.html").segments
    ('berita', 'pasar-murah')
    """
    path, _, query = location(url).partition("?")
    if _MEDIA.search(path):
        return None
    segments = tuple(path.strip("/").split("/")) if path.strip("/") else ()
    extension = _EXTENSION.search(segments[-1]) if segments else None
    if extension:
        segments = (*segments[:-1], segments[-1][: extension.start()])
    fields = tuple((name, value) for name, _, value in (field.partition("=") for field in query.split("&") if field))
    return Address(segments, extension[0] if extension else "", fields) if segments or fields else None


def is_file(url: str) -> bool:
    """Whether an address is a document, picture or archive rather than a page."""
    return _MEDIA.search(location(url).partition("?")[0]) is not None


def segment_kind(segment: str, *, last: bool) -> str:
    """``<year>``, ``<number>``, ``<dated>``, ``<counter>``, ``<slug>``, ``<token>``, or the segment itself."""
    text = unquote(segment)
    if segment.isascii() and segment.isdigit():
        return "<year>" if YEAR.fullmatch(text) and not last else "<number>"
    if _DATED.fullmatch(text):
        return "<dated>"
    if COUNTER.fullmatch(text):
        return "<counter>"
    if is_slug(text):
        return "<slug>"
    return "<token>" if is_token(segment) else segment


def value_kind(name: str, value: str) -> str:
    """The kind of a query field's value, likewise; ``<id:slug>`` is Joomla's ``12:pasar-murah``."""
    text = unquote(value)
    if value.isascii() and value.isdigit():
        return "<number>"
    if _ID_SLUG.fullmatch(text):
        return "<id:slug>"
    if is_slug(text) or name.lower() in ("slug", "judul"):
        return "<slug>"
    return "<token>" if is_token(value) else value


def is_slug(text: str) -> bool:
    """Whether a piece of an address is a headline's words."""
    return len([part for part in BREAKS.split(text) if part]) >= _SLUG_PARTS


def is_token(text: str) -> bool:
    """Whether a piece of an address is a Base64 or hexadecimal id: padded, or long and mixed of digits and cases."""
    if _PADDED.fullmatch(text):
        return True
    if not _TOKEN.fullmatch(text) or len(BREAKS.split(text)) >= _SLUG_PARTS:
        return False
    cases = any(map(str.isupper, text[1:])) and any(map(str.islower, text))
    return cases or (any(map(str.isdigit, text)) and any(map(str.isalpha, text)))
