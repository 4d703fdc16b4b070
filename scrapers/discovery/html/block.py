"""One entry of an HTML list: the block round a link, with its headline, date, category and author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from archive.models import Hint
from scrapers.discovery.html.headline import headline
from scrapers.discovery.html.list_date import date_in, find_date
from scrapers.discovery.html.page import NO_WORDS, Anchor, text_of, words_of
from scrapers.extraction.dates import find_dates

_CATEGORY_CLASS = re.compile(r" (?:category|categories|kategori|cat|cats|label|badge|kanal|rubrik) ")
_CATEGORY_LINK = re.compile(r"/(?:category|kategori|kanal|rubrik|label)/", re.IGNORECASE)
_AUTHOR_CLASS = re.compile(r" (?:author|penulis|byline|posted by|user|oleh) ")
_BY = re.compile(r"^(?:oleh|by|penulis|ditulis oleh|diposting oleh|posted by|author)\s*:?\s*", re.IGNORECASE)
_BLOCK_ELEMENTS = 400  # an entry with more is no entry but the page
_LABEL_CHARACTERS = 60
_MAX_LINKS = 10  # of one entry that are looked at
_TOP = frozenset({"body", "html", "main"})


@dataclass(slots=True)
class Entry:
    """One article of a list, and the elements of the page that speak of it.

    :param blocks: the largest elements that hold its links and no other article's
    """

    url: str
    elements: list[etree._Element] = field(default_factory=list)
    blocks: list[etree._Element] = field(default_factory=list)
    title: str | None = None
    published: str | None = None
    category: str | None = None
    author: str | None = None

    def hint(self, found_in: str) -> Hint:
        """What the list says about the article."""
        return Hint(self.title, self.published, self.category, self.author, found_in)


def entries(anchors: Sequence[Anchor]) -> list[Entry]:
    """The entries that links belong to, one per address, in the page's order, each with what stands beside it."""
    found: dict[str, Entry] = {}
    for anchor in anchors:
        found.setdefault(anchor.url, Entry(anchor.url)).elements.append(anchor.element)
    owners = _owners(anchors)
    for entry in found.values():
        entry.blocks = _blocks(entry, owners)
        _describe(entry)
    _date_flat_lists(list(found.values()), owners)
    return list(found.values())


def _owners(anchors: Sequence[Anchor]) -> dict[etree._Element, str | None]:
    """Element -> the one article whose links it holds, ``None`` where it holds several."""
    owners: dict[etree._Element, str | None] = {}
    for anchor in anchors:
        element: etree._Element | None = anchor.element
        while element is not None:
            owner = owners.get(element, "")
            if owner is None or owner == anchor.url:
                break
            owners[element] = None if owner else anchor.url
            element = element.getparent()
    return owners


def _blocks(entry: Entry, owners: dict[etree._Element, str | None]) -> list[etree._Element]:
    """The largest blocks of the entry that hold no other's link, that with the most text first: a page may show an
    entry in its list and again in a side bar.
    """
    blocks: list[etree._Element] = []
    for element in entry.elements[:_MAX_LINKS]:
        block = element
        for ancestor in element.iterancestors():
            if owners.get(ancestor) != entry.url or ancestor.tag in _TOP or _holds_more_than(ancestor, _BLOCK_ELEMENTS):
                break
            block = ancestor
        if block not in blocks:
            blocks.append(block)
    return sorted(blocks, key=lambda block: -min(len(text_of(block)), 2000)) if len(blocks) > 1 else blocks


def _holds_more_than(element: etree._Element, bound: int) -> bool:
    return next(islice(element.iter(), bound, None), None) is not None


def _describe(entry: Entry) -> None:
    entry.title = headline(entry.url, entry.elements[:_MAX_LINKS], entry.blocks)
    for block in entry.blocks:
        entry.published = entry.published or find_date(block, skip=entry.title)
        for element in block.iter("a", "span", "div", "small", "p", "li", "b", "strong", "em"):
            _label(entry, element)


def _label(entry: Entry, element: etree._Element) -> None:
    """Take an element's text for the entry's category or author, where it says that it is."""
    category, author = _speaks_of(element)
    if not (category and entry.category is None) and not (author and entry.author is None):
        return
    label = text_of(element) if len(element) <= 3 else ""
    if not label or len(label) > _LABEL_CHARACTERS or label == entry.title or find_dates(label):
        return
    if category:
        entry.category = entry.category or label
    elif author:
        entry.author = _BY.sub("", label) or None


def _speaks_of(element: etree._Element) -> tuple[bool, bool]:
    """Whether an element says that it names the category, and the author."""
    rel = element.get("rel", "")
    if element.tag == "a" and ("category" in rel or _CATEGORY_LINK.search(element.get("href", ""))):
        return True, False
    words = words_of(element)
    if words == NO_WORDS:
        return False, "author" in rel
    return _CATEGORY_CLASS.search(words) is not None, "author" in rel or _AUTHOR_CLASS.search(words) is not None


def _date_flat_lists(found: list[Entry], owners: dict[etree._Element, str | None]) -> None:
    """Dates of entries whose parts stand side by side without a block each: all before, or all after the links."""
    open_ones = [entry for entry in found if entry.published is None]
    if len(open_ones) < 2:
        return
    after = {entry.url: _beside(entry, owners, forward=True) for entry in open_ones}
    before = {entry.url: _beside(entry, owners, forward=False) for entry in open_ones}
    last, first = after[open_ones[-1].url], before[open_ones[0].url]
    if (last is None) == (first is None):
        return
    for entry in open_ones:
        entry.published = (after if last is not None else before)[entry.url]


def _beside(entry: Entry, owners: dict[etree._Element, str | None], *, forward: bool) -> str | None:
    """The first date among the siblings up to the next entry."""
    around = entry.blocks[0]
    if forward and (date := date_in(around.tail)):
        return date
    for number, sibling in enumerate(around.itersiblings(preceding=not forward)):
        if number > 8 or sibling in owners:
            return None
        date = find_date(sibling)
        if date is None:
            date = date_in(sibling.tail)
        if date:
            return date
    return None
