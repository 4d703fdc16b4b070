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
_MAY_HIDE = etree.XPath("descendant::*[@hidden or contains(@style, 'none') or contains(@style, 'hidden')]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


@dataclass(eq=False, slots=True)
class Box:
    """A block-level element: blocks ``start`` up to, not including, ``end`` lie inside it."""

    element: etree._Element = field(repr=False)
    tag: str
    parent: Box | None = field(repr=False)
    depth: int
    start: int
    end: int = 0
    children: list[Box] = field(default_factory=list, repr=False)

    @property
    def signature(self) -> str:
        """Tag and classes as written: boxes that a template printed alike share it."""
        return f"{self.tag}.{'.'.join(sorted((self.element.get('class') or '').split()))}"

    def ancestors(self) -> Iterator[Box]:
        """The box itself, then outwards to the root."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


@dataclass(eq=False, slots=True)
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
    box: Box = field(repr=False)

    @property
    def words(self) -> int:
        """Number of words."""
        return self.text.count(" ") + 1

    @property
    def plain(self) -> int:
        """Characters that are not link text."""
        return max(0, len(self.text) - self.linked)

    @property
    def heading(self) -> str | None:
        """``h1`` … ``h6`` where the block stands in a heading."""
        for box in self.box.ancestors():
            if box.tag in HEADINGS:
                return box.tag
            if box.end - box.start > 1:
                return None
        return None

    @property
    def scope(self) -> Box:
        """The box that a heading speaks for: the innermost around it in which something follows it."""
        return next((box for box in self.box.ancestors() if box.end - self.index > 1), self.box)


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
        self.links = 0
        self.inside = 0  # depth of nested links
        self.href: str | None = None

    def add(self, text: str) -> None:
        self.run.append(text)
        if self.inside:
            self.linked += len(text.strip())

    def flush(self) -> None:
        """End the line. Called at every break, so whatever has no words is dismissed first."""
        text = " ".join("".join(self.run).split()) if self.run else ""
        if text:
            pieces = (text,) if len(self.run) == 1 else tuple(filter(None, (" ".join(p.split()) for p in self.run)))
            self.blocks.append(Block(len(self.blocks), text, pieces, self.linked, self.links, self.href, self.box))
        self.run.clear()
        self.linked = self.links = 0
        self.href = None

    def start(self, element: etree._Element, tag: str) -> None:
        """Enter an element."""
        if tag == "a":
            self.inside += 1
            self._link(element)
        elif tag not in INLINE:
            if self.run or self.links:
                self.flush()
            if tag not in _BREAKS:
                box = Box(element, tag, self.box, self.box.depth + 1, len(self.blocks))
                self.box.children.append(box)
                self.box = box
                self.boxes.append(box)
        if text := element.text:
            self.add(text)

    def _link(self, element: etree._Element) -> None:
        href = element.get("href")
        if href is not None:
            self.links += 1
            self.href = self.href or href

    def end(self, tag: str) -> None:
        """Leave an element."""
        if tag == "a":
            self.inside = max(0, self.inside - 1)
        elif tag not in INLINE and tag not in _BREAKS:
            if self.run or self.links:
                self.flush()
            self.box.end = len(self.blocks)
            if self.box.parent is not None:
                self.box = self.box.parent


def _hidden(root: etree._Element) -> set[etree._Element]:
    """Elements that a reader doesn't see, as far as the page's own markup says so."""
    found = _MAY_HIDE(root)
    return {e for e in found if e.get("hidden") is not None or _HIDDEN.search((e.get("style") or "").lower())}


def outline(root: etree._Element) -> Outline:
    """Blocks and boxes of a tree, hidden elements left out. Scripts and styles must be gone already."""
    hidden = _hidden(root)
    walk = _Walk(root)
    if root.text:
        walk.add(root.text)
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element is root:
                continue
            if hidden and element in hidden:
                walker.skip_subtree()
            else:
                walk.start(element, element.tag)
        elif element is not root:
            if not (hidden and element in hidden):
                walk.end(element.tag)
            if tail := element.tail:
                walk.add(tail)
    walk.end(walk.box.tag)
    return Outline(walk.boxes, walk.blocks, list(hidden))
