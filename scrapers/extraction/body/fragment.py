"""BeautifulSoup cleans the article's own markup: element -> paragraphs, pictures, documents.

Only the article's fragment comes here, never a whole page: BeautifulSoup is the slowest and the most forgiving tool of
the chain. The walk doesn't recurse, so that no depth of nesting can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from archive.models import Attachment, Image
from scrapers.extraction.body.captions import SET_OFF, Captions
from scrapers.extraction.body.media import attachments, images, media_type_of
from scrapers.extraction.page.outline import INLINE

_UNREAD = frozenset(
    ("script", "style", "noscript", "template", "svg", "iframe", "object", "button", "select", "textarea", "input")
)
_MAX_ROW = 600  # characters of a table row that is a record
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s", re.IGNORECASE)
_BULLETED = re.compile(r"[-•–—*▪◦●]\s")


@dataclass(frozen=True, slots=True)
class Fragment:
    """What an article's markup holds."""

    text: str
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def clean(html: str, url: str, *, without: frozenset[str] = frozenset()) -> Fragment:
    """Text, pictures and documents of an article's markup.

    :param url: the page's address, for relative links
    :param without: lines to leave out, single-spaced, where no element of their own could be taken away
    """
    reader = _Reader(without)
    text = reader.read(BeautifulSoup(html, "lxml"))
    links = ((str(link.get("href") or ""), link.get_text(" ")) for link in reader.links)
    return Fragment(text, tuple(images(reader.pictures, url, reader.captions)), tuple(attachments(links, url)))


@dataclass(slots=True)
class _List:
    """An open list: the number of its first item (``None``: bullets) and how many items it had so far."""

    first: int | None
    items: int = 0


class _Reader:
    """Writes lines while it enters and leaves elements."""

    def __init__(self, without: frozenset[str]) -> None:
        self.out: list[str] = []
        self.run: list[str] = []
        self.without = without
        self.prefix = ""  # bullet or number of the list item that begins
        self.tight = False  # the next line follows the one above it without a blank line
        self.lists: list[_List] = []  # open lists, outermost first
        self.pictures: list[Tag] = []
        self.captions = Captions()
        self.links: list[Tag] = []
        self.in_document = False  # inside a link to a document
        self.documents = 0  # characters of the line that stand in such links
        self.rows: list[Tag] = []  # open rows whose cells share a line

    def read(self, soup: BeautifulSoup) -> str:
        """Write a whole soup."""
        for node, entering in _walk(soup):
            if isinstance(node, Tag):
                if node.name not in INLINE:
                    (self.enter if entering else self.leave)(node)
                else:
                    self.inline(node, entering=entering)
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                size = _size(node)
                self.run.append(str(node))
                self.captions.read(node, size)
                self.documents += size if self.in_document else 0
        self.flush()
        return "".join(self.out)

    def inline(self, tag: Tag, *, entering: bool) -> None:
        """Begin or end an element that breaks no line."""
        if tag.name == "img":
            if entering:
                self.pictures.append(tag)
                self.captions.see(tag)
        elif tag.name == "a":
            self.link(tag, entering=entering)
        elif tag.name in SET_OFF:
            self.captions.enter(entering=entering)

    def link(self, tag: Tag, *, entering: bool) -> None:
        """Begin or end a link."""
        self.in_document = entering and media_type_of(str(tag.get("href") or "")) is not None
        if entering:
            self.links.append(tag)

    def flush(self) -> None:
        """End the line; one that only links to documents is data, not text."""
        line = " ".join("".join(self.run).split())
        size = _size(line)
        only_documents = 0 < self.documents == size
        self.captions.end(line, size)
        self.run.clear()
        self.documents = 0
        if not line or line in self.without or only_documents:
            return
        if self.prefix and not _NUMBERED.match(line) and not _BULLETED.match(line):
            line = self.prefix + line
        self.prefix = ""
        if self.out:
            self.out.append("\n" if self.tight else "\n\n")
        self.out.append(line)
        self.tight = False

    def enter(self, tag: Tag) -> None:
        """Begin a block-level element."""
        if self.rows:
            self._in_row(tag)
            return
        self.flush()
        if tag.name in ("ul", "ol"):
            self.lists.append(_List(_first_number(tag) if tag.name == "ol" else None))
        elif tag.name == "li":
            self._item()
        elif tag.name == "tr":
            above = tag.find_previous("tr")  # rows of a head and of a body are one table's
            self.tight = above is not None and above.find_parent("table") is tag.find_parent("table")
            if _is_record(tag):
                self.rows.append(tag)

    def leave(self, tag: Tag) -> None:
        """End a block-level element."""
        if self.rows and self.rows[-1] is not tag:
            self.run.append(" ")
            return
        if self.rows:
            self.rows.pop()
        self.flush()
        if tag.name in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.tight = False

    def _in_row(self, tag: Tag) -> None:
        first = not "".join(self.run).strip()
        self.run.append(" | " if tag.name in ("td", "th") and not first else " ")

    def _item(self) -> None:
        if not self.lists:
            self.prefix = "- "
            return
        innermost = self.lists[-1]
        self.tight = bool(self.out) and (innermost.items > 0 or len(self.lists) > 1)
        self.prefix = "- " if innermost.first is None else f"{innermost.first + innermost.items}. "
        innermost.items += 1


def _size(text: str) -> int:
    return sum(map(len, text.split()))


def _walk(soup: BeautifulSoup) -> Iterator[tuple[PageElement, bool]]:
    """Every node in document order; elements a second time, with ``False``, when they end."""
    stack: list[tuple[PageElement, bool]] = [(node, True) for node in reversed(soup.contents)]
    while stack:
        node, entering = stack.pop()
        if isinstance(node, Tag) and node.name in _UNREAD:
            continue
        yield node, entering
        if entering and isinstance(node, Tag):
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(node.contents))


def _is_record(row: Tag) -> bool:
    """Whether a row's cells belong on one line; layout tables hold whole texts or further tables."""
    if sum(isinstance(cell, Tag) and cell.name in ("td", "th") for cell in row.contents) < 2:
        return False
    length = 0
    for node in row.descendants:
        if isinstance(node, NavigableString):
            length += len(node)
        if length > _MAX_ROW or (isinstance(node, Tag) and node.name == "table"):
            return False
    return True


def _first_number(tag: Tag) -> int:
    start = str(tag.get("start") or "")
    return int(start) if start.isdecimal() and len(start) < 6 else 1
