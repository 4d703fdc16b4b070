"""Atom feeds (RFC 4287) of articles."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2
_GENERATOR = "Dinkop news archive"
_SPOKEN = "id"  # by every article, whatever language the feed speaks
_ZERO = "1970-01-01T00:00:00Z"  # of a feed that never had an entry


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a feed.

    :param identity: its number for ever
    :param url: its page in this archive; ``original``: on the office's site, ``None`` where that is no web address
    :param published: ISO 8601, a day or a moment
    :param updated: when this form was first seen, ISO 8601 with zone
    """

    identity: int
    title: str
    url: str
    original: str | None
    author: str
    category: str | None
    summary: str
    published: str | None
    updated: str


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries, the newest first, under a title.

    :param address: where this feed stands; it is also its name for ever
    :param page: the same for people
    :param author: of a feed without entries; each entry names its office
    """

    title: str
    author: str
    address: str
    page: str
    language: str
    rights: str
    entries: Sequence[Entry]

    def xml(self) -> str:
        """The whole document."""
        root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": self.language})
        _add(root, "id", self.address)
        _add(root, "title", self.title)
        _add(root, "updated", max((entry.updated for entry in self.entries), default=_ZERO))
        _add(root, "rights", self.rights)
        _add(ET.SubElement(root, "author"), "name", self.author)
        _add(root, "generator", _GENERATOR)
        _add(root, "link", rel="self", type=MEDIA_TYPE, href=self.address)
        _add(root, "link", rel="alternate", type="text/html", href=self.page)
        for entry in self.entries:
            _entry(ET.SubElement(root, "entry", {"xml:lang": _SPOKEN}), entry)
        ET.indent(root)
        return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def identity(number: int) -> str:
    """The name of an article for ever, whatever host shows it.

    >>> identity(5700)
    'urn:uuid:ede45deb-a2c0-57fb-934f-0153dde23839'
    """
    return uuid.uuid5(uuid.NAMESPACE_OID, f"dinkop-archive/{number}").urn


def _entry(node: ET.Element, entry: Entry) -> None:
    _add(node, "id", identity(entry.identity))
    _add(node, "title", entry.title)
    _add(node, "updated", entry.updated)
    if entry.published:
        _add(node, "published", _moment(entry.published))
    _add(ET.SubElement(node, "author"), "name", entry.author)
    _add(node, "link", rel="alternate", type="text/html", href=entry.url)
    if entry.original:
        _add(node, "link", rel="via", href=entry.original)
    if entry.category:
        _add(node, "category", term=entry.category)
    _add(node, "summary", entry.summary)


def _moment(published: str) -> str:
    """Atom knows no days: one is written as its first moment in East Java's time."""
    if len(published) == len("2025-02-10"):
        return f"{published}T00:00:00+07:00"
    return published if published[19:] else f"{published}+07:00"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    node = ET.SubElement(parent, name, {key: _FORBIDDEN.sub("", value) for key, value in attributes.items()})
    if text is not None:
        node.text = _FORBIDDEN.sub("", text)
