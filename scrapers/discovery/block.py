"""One entry of an HTML list: the block round a link, with its headline, date, category and author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from archive.models import Hint
from scrapers.discovery.page import NO_WORDS, Anchor, text_of, words_of
from scrapers.extraction.dates import find_dates
from scrapers.urls import slug_words

_GENERIC = re.compile(
    r"[\s\W]*(?:(?:baca|lihat|klik|read|see|view|learn|continue)?\s*"
    r"(?:selengkap(?:nya)?|selanjut(?:nya)?|more|reading|detail\w*|lebih lanjut|lanjut(?:kan)?|lainnya|di ?sini|"
    r"berita|artikel|full|story|this|post)?)(?:\s+(?:membaca|berita|artikel|about.*))?[\s\W]*",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TITLE_CLASS = re.compile(r" (?:title|judul|headline|heading|post title|entry title) ")
_DATE_CLASS = re.compile(r" (?:date|tgl|tanggal|time|waktu|published|posted|post on|meta|created|calendar|clock) ")
_CATEGORY_CLASS = re.compile(r" (?:category|categories|kategori|cat|cats|label|badge|kanal|rubrik) ")
_CATEGORY_LINK = re.compile(r"/(?:category|kategori|kanal|rubrik|label)/", re.IGNORECASE)
_AUTHOR_CLASS = re.compile(r" (?:author|penulis|byline|posted by|user|oleh) ")
_BY = re.compile(r"^(?:oleh|by|penulis|ditulis oleh|diposting oleh|posted by|author)\s*:?\s*", re.IGNORECASE)
_DIGIT = re.compile(r"\d|\bse\w+ (?:yang )?lalu|\bkemarin")
_LABEL_CHARACTERS = 90  # a text this long is prose, and a date in it that of an event
_TITLE_CHARACTERS = 300
_BLOCK_ELEMENTS = 400  # an entry with more is no entry but the page
_TOP = frozenset({"body", "html", "main"})


@dataclass(slots=True)
class Entry:
    """One article of a list, and the elements of the page that speak of it.

    :param around: the largest element that holds no other article's link
    """

    url: str
    elements: list[HtmlElement] = field(default_factory=list)
    around: HtmlElement | None = None
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
        entry.around = _around(entry, owners)
        _describe(entry)
    _date_flat_lists(list(found.values()), owners)
    return list(found.values())


def _owners(anchors: Sequence[Anchor]) -> dict[HtmlElement, str | None]:
    """Element -> the one article whose links it holds, ``None`` where it holds several."""
    owners: dict[HtmlElement, str | None] = {}
    for anchor in anchors:
        element: HtmlElement | None = anchor.element
        while element is not None:
            owner = owners.get(element, "")
            if owner is None or owner == anchor.url:
                break
            owners[element] = None if owner else anchor.url
            element = element.getparent()
    return owners


def _around(entry: Entry, owners: dict[HtmlElement, str | None]) -> HtmlElement:
    """The largest block of the entry that has the best of its links, the one with the most text."""
    blocks: list[HtmlElement] = []
    for element in entry.elements:
        block = element
        for ancestor in element.iterancestors():
            if owners.get(ancestor) != entry.url or ancestor.tag in _TOP or _holds_more_than(ancestor, _BLOCK_ELEMENTS):
                break
            block = ancestor
        if block not in blocks:
            blocks.append(block)
    return max(blocks, key=lambda block: min(len(text_of(block)), 2000)) if len(blocks) > 1 else blocks[0]


def _holds_more_than(element: HtmlElement, bound: int) -> bool:
    return next(islice(element.iter(), bound, None), None) is not None


def _describe(entry: Entry) -> None:
    around = entry.around
    entry.title = _best_title(entry)
    if around is None:
        return
    entry.published = find_date(around, skip=entry.title)
    for element in around.iter("a", "span", "div", "small", "p", "li", "b", "strong", "em"):
        category, author = _speaks_of(element)
        if not (category and entry.category is None) and not (author and entry.author is None):
            continue
        label = text_of(element) if len(element) <= 3 else ""
        if not label or len(label) > 60 or label == entry.title or find_dates(label):
            continue
        if category:
            entry.category = entry.category or label
        elif author:
            entry.author = _BY.sub("", label) or None


def _speaks_of(element: HtmlElement) -> tuple[bool, bool]:
    """Whether an element says that it names the category, and the author."""
    rel = element.get("rel", "")
    if element.tag == "a" and ("category" in rel or _CATEGORY_LINK.search(element.get("href", ""))):
        return True, False
    words = words_of(element)
    if words == NO_WORDS:
        return False, "author" in rel
    return _CATEGORY_CLASS.search(words) is not None, "author" in rel or _AUTHOR_CLASS.search(words) is not None


def _best_title(entry: Entry) -> str | None:
    """The text that names the article: most of the slug's words, a headline's place, then length."""
    slug = frozenset(word for word in slug_words(entry.url) if len(word) > 2)
    candidates = list(dict.fromkeys(_titles(entry)))
    best = max(candidates, key=lambda pair: _title_score(pair[0], pair[1], slug), default=None)
    return best[0] if best else None


def _titles(entry: Entry) -> Iterator[tuple[str, int]]:
    """Texts that may be the title, each with a rank: 2 in a heading, 1 as a link's text, 0 in an attribute."""
    for element in entry.elements:
        heading = next((inner for inner in element.iter() if _is_heading(inner)), None)
        if heading is None:
            heading = next(
                (outer for _, outer in zip(range(3), element.iterancestors(), strict=False) if _is_heading(outer)), None
            )
            text = text_of(element)
        else:
            text = text_of(heading)
        if _is_title(text):
            yield text, 2 if heading is not None else 1
        for value in (
            element.get("title"),
            element.get("aria-label"),
            *(image.get("alt") for image in element.iter("img")),
        ):
            if value and _is_title(value.strip()) and value.count(" ") > 1:
                yield " ".join(value.split()), 0
    if entry.around is not None:
        for element in entry.around.iter():
            if _is_heading(element) and _is_title(text := text_of(element)):
                yield text, 2


def _is_heading(element: HtmlElement) -> bool:
    return element.tag in _HEADINGS or (
        isinstance(element.tag, str) and _TITLE_CLASS.search(words_of(element)) is not None
    )


def _is_title(text: str) -> bool:
    return 3 < len(text) <= _TITLE_CHARACTERS and not _GENERIC.fullmatch(text) and any(map(str.isalpha, text))


def _title_score(text: str, rank: int, slug: frozenset[str]) -> tuple[float, int, bool, int]:
    words = set(re.findall(r"[^\W_]{3,}", text.lower()))
    share = len(slug & words) / len(slug | words) if slug and words else 0.0
    return round(share, 1), rank, not text.endswith(("...", "…")), len(text)


def find_date(element: HtmlElement, *, skip: str | None = None) -> str | None:
    """The date that a block of a list shows as its own, as it is written; dates in running text don't count.

    :param skip: a text to pass over, the title
    """
    for time in element.iter("time"):
        value = (time.get("datetime") or "").strip() or text_of(time)
        if value and any(map(str.isdigit, value)):
            return value[:_LABEL_CHARACTERS]
    plain: str | None = None
    for inner in element.iter():
        if not isinstance(inner.tag, str) or inner.tag in ("script", "style"):
            continue
        words = words_of(inner)
        marked = words != NO_WORDS and _DATE_CLASS.search(words) is not None
        for text in (text_of(inner) if marked else inner.text, inner.tail if inner is not element else None):
            date = _date_in(text, skip=skip)
            if date and marked:
                return date
            plain = plain or date
    return plain


def _date_in(text: str | None, *, skip: str | None = None) -> str | None:
    if not text or not _DIGIT.search(text):
        return None
    text = " ".join(text.split())
    if len(text) > _LABEL_CHARACTERS or text == skip:
        return None
    mention = next(iter(find_dates(text)), None)
    return mention.raw if mention else None


def _date_flat_lists(found: list[Entry], owners: dict[HtmlElement, str | None]) -> None:
    """Dates of entries whose parts stand side by side without a block each: all before, or all after the links."""
    open_ones = [entry for entry in found if entry.published is None and entry.around is not None]
    if len(open_ones) < 2:
        return
    after = {entry.url: _beside(entry, owners, forward=True) for entry in open_ones}
    before = {entry.url: _beside(entry, owners, forward=False) for entry in open_ones}
    last, first = after[open_ones[-1].url], before[open_ones[0].url]
    if (last is None) == (first is None):
        return
    for entry in open_ones:
        entry.published = (after if last is not None else before)[entry.url]


def _beside(entry: Entry, owners: dict[HtmlElement, str | None], *, forward: bool) -> str | None:
    """The first date among the siblings up to the next entry."""
    around = entry.around
    if around is None:
        return None
    if forward and (date := _date_in(around.tail)):
        return date
    for number, sibling in enumerate(around.itersiblings(preceding=not forward)):
        if number > 8 or sibling in owners:
            return None
        date = find_date(sibling)
        if date is None:
            date = _date_in(sibling.tail)
        if date:
            return date
    return None
