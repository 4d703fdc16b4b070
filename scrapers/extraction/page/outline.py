"""A page as a reader's eye takes it in: lines of text in boxes.

One walk over the tree gives every *block* (a run of text between two breaks) and every *box* (a block-level element,
which is the range of blocks inside it). All judgements about a page are then made on some hundred blocks, not on
thousands of elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from scrapers.extraction import phrases

INLINE = phrases.words(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr img picture source map area"""
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(eq=False, slots=True)
class Box:
    """A block-level element: blocks ``start`` up to, not including, ``end`` lie inside it.

    It knows its parent but not its children: no circle of references, so a page's memory is free when its last user
    goes, without waiting for the garbage collector.

    :param index: its place in document order; the boxes inside it are those from there up to ``below``
    """

    element: etree._Element = field(repr=False)
    tag: str
    parent: Box | None = field(repr=False)
    index: int
    start: int
    end: int = 0
    below: int = 0
    _attributes: Mapping[str, str] | None = field(default=None, init=False, repr=False)

    @property
    def attributes(self) -> Mapping[str, str]:
        """The element's, taken from the tree once: some boxes are asked a dozen times, many never."""
        if self._attributes is None:
            self._attributes = dict(self.element.items())
        return self._attributes

    @property
    def signature(self) -> str:
        """Tag and classes as written: boxes that a template printed alike share it."""
        return f"{self.tag}.{'.'.join(sorted((self.attributes.get('class', '')).split()))}"

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
    :param words: number of its words
    :param links: number of its links
    :param href: target of its first link, as written
    :param box: the innermost box that holds it
    """

    index: int
    text: str
    pieces: tuple[str, ...]
    words: int
    linked: int
    links: int
    href: str | None
    box: Box = field(repr=False)

    @property
    def plain(self) -> int:
        """Characters that are not link text."""
        return max(0, len(self.text) - self.linked)

    @property
    def heading(self) -> str | None:
        """``h1`` … ``h6`` where the block stands in a heading."""
        box: Box | None = self.box
        while box is not None and box.tag not in HEADINGS:
            if box.end - box.start > 1:
                return None
            box = box.parent
        return None if box is None else box.tag

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

    def children(self, box: Box) -> Iterator[Box]:
        """Boxes right inside one box."""
        index = box.index + 1
        while index < box.below:
            child = self.boxes[index]
            yield child
            index = child.below

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
