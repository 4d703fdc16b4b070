"""A page as a reader's eye takes it in: lines of text in boxes.

One walk over the tree gives every *block* (a run of text between two breaks) and every *box* (a block-level element,
which is the range of blocks inside it). All judgements about a page are then made on some hundred blocks, not on
thousands of elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr img picture source map area".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BREAKS = frozenset(("br", "hr"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_NAME = re.compile(r"[a-z]+", re.IGNORECASE)


@dataclass(eq=False)
class Box:
    """A block-level element: blocks ``start`` up to, not including, ``end`` lie inside it."""

    element: etree._Element
    tag: str
    parent: Box | None
    depth: int
    start: int
    end: int = 0
    children: list[Box] = field(default_factory=list, repr=False)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words of the element's class and id in lower case, ``{"entry", "content"}`` for ``class="entry-content"``."""
        given = f"{self.element.get('class') or ''} {self.element.get('id') or ''}"
        return frozenset(_NAME.findall(given.lower()))

    @cached_property
    def role(self) -> str:
        """The ARIA role, in lower case, or an empty string."""
        return (self.element.get("role") or "").strip().lower()

    @cached_property
    def signature(self) -> str:
        """Tag and classes as written: boxes that a template printed alike share it."""
        return f"{self.tag}.{'.'.join(sorted((self.element.get('class') or '').split()))}"

    def ancestors(self) -> Iterator[Box]:
        """The box itself, then outwards to the root."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent

    def holds(self, other: Box) -> bool:
        """Whether ``other`` is this box or lies inside it."""
        return any(box is self for box in other.ancestors())


@dataclass(eq=False)
class Block:
    """A run of text between two breaks.

    :param text: with single spaces
    :param pieces: its text nodes, in order: ``("Oleh", "Admin")`` for ``<i>Oleh</i><b>Admin</b>``
    :param linked: characters of it that are link text
    :param links: number of its links
    :param href: target of its first link, as written
    :param box: the innermost box that holds it
    """

    index: int
    text: str
    pieces: tuple[str, ...]
    linked: int
    links: int
    href: str | None
    box: Box

    @cached_property
    def words(self) -> int:
        """Number of words."""
        return self.text.count(" ") + 1

    @property
    def plain(self) -> int:
        """Characters that are not link text."""
        return max(0, len(self.text) - self.linked)

    @cached_property
    def heading(self) -> str | None:
        """``h1`` … ``h6`` where the block stands in a heading."""
        for box in self.box.ancestors():
            if box.tag in HEADINGS:
                return box.tag
            if box.end - box.start > 1:
                return None
        return None


@dataclass(eq=False)
class Outline:
    """All boxes (in document order, the root first), all blocks, and the elements that a reader doesn't see."""

    boxes: list[Box]
    blocks: list[Block]
    hidden: list[etree._Element] = field(default_factory=list, repr=False)

    @property
    def root(self) -> Box:
        """The box that holds the page."""
        return self.boxes[0]

    def inside(self, box: Box) -> list[Block]:
        """Blocks of one box."""
        return self.blocks[box.start : box.end]

    @cached_property
    def by_element(self) -> dict[etree._Element, Box]:
        """The box of each block-level element."""
        return {box.element: box for box in self.boxes}

    def box_of(self, element: etree._Element) -> Box | None:
        """The innermost box at or above an element, ``None`` where it is hidden or outside the body."""
        node: etree._Element | None = element
        while node is not None:
            if (box := self.by_element.get(node)) is not None:
                return box
            node = node.getparent()
        return None


class _Walk:
    """The state of one walk: the box it is in and the run of text it is collecting."""

    def __init__(self, root: etree._Element) -> None:
        self.box = Box(root, str(root.tag), None, 0, 0)
        self.boxes = [self.box]
        self.blocks: list[Block] = []
        self.run: list[str] = []
        self.linked = 0
        self.inside = 0  # depth of nested links
        self.links = 0
        self.href: str | None = None

    def add(self, text: str) -> None:
        self.run.append(text)
        if self.inside:
            self.linked += len(text.strip())

    def flush(self) -> None:
        if self.run:
            pieces = tuple(filter(None, [" ".join(piece.split()) for piece in self.run]))
            if pieces:
                text = pieces[0] if len(self.run) == 1 else " ".join("".join(self.run).split())
                self.blocks.append(Block(len(self.blocks), text, pieces, self.linked, self.links, self.href, self.box))
            self.run.clear()
        self.linked = 0
        self.links = 0
        self.href = None

    def enter(self, element: etree._Element, tag: str) -> None:
        self.flush()
        box = Box(element, tag, self.box, self.box.depth + 1, len(self.blocks))
        self.box.children.append(box)
        self.box = box
        self.boxes.append(box)

    def leave(self) -> None:
        self.flush()
        self.box.end = len(self.blocks)
        if self.box.parent is not None:
            self.box = self.box.parent


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    return (style is not None and _HIDDEN.search(style.lower()) is not None) or element.get("hidden") is not None


def outline(root: etree._Element) -> Outline:
    """Blocks and boxes of a tree, hidden elements left out. Scripts and styles must be gone already."""
    walk = _Walk(root)
    if root.text:
        walk.add(root.text)
    walker = etree.iterwalk(root, events=("start", "end"))
    hidden: list[etree._Element] = []
    for event, element in walker:
        if element is root:
            continue
        tag = element.tag
        if event == "start":
            if _is_hidden(element):
                hidden.append(element)
                walker.skip_subtree()
                continue
            _start(walk, element, tag)
        else:
            if not hidden or element is not hidden[-1]:
                _end(walk, tag)
            if element.tail:
                walk.add(element.tail)
    walk.leave()
    return Outline(walk.boxes, walk.blocks, hidden)


def _start(walk: _Walk, element: etree._Element, tag: str) -> None:
    if tag in _BREAKS:
        walk.flush()
        return
    if tag not in INLINE:
        walk.enter(element, tag)
    elif tag == "a" and (href := element.get("href")) is not None:
        walk.href = walk.href or href
        walk.links += 1
    if tag == "a":
        walk.inside += 1
    if element.text:
        walk.add(element.text)


def _end(walk: _Walk, tag: str) -> None:
    if tag == "a":
        walk.inside = max(0, walk.inside - 1)
    if tag not in INLINE and tag not in _BREAKS:
        walk.leave()
