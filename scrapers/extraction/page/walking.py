"""One walk over a page's tree makes its outline."""

from __future__ import annotations

import re

from lxml import etree

from scrapers.extraction.page.outline import INLINE, Block, Box, Outline

_BREAKS = frozenset(("br", "hr"))
_WORDS = INLINE - {"a"}  # elements that neither begin nor end anything
_STYLED = etree.XPath("descendant::*/@style/..|descendant::*/@hidden/..")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


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
        """Read on."""
        self.run.append(text)
        if self.inside:
            self.linked += len(text.strip())

    def flush(self) -> None:
        """End the line."""
        run = self.run
        if run:
            words = "".join(run).split()
            text = " ".join(words)
            pieces = (text,) if len(run) == 1 else tuple(filter(None, (" ".join(p.split()) for p in run)))
            self.blocks.append(
                Block(len(self.blocks), text, pieces, len(words), self.linked, self.links, self.href, self.box)
            )
            run.clear()
        self.linked = self.links = 0
        self.href = None

    def start(self, element: etree._Element, tag: str) -> None:
        """Enter a link, a break or a box."""
        if tag == "a":
            self.inside += 1
            href = element.get("href")
            if href is not None:
                self.links += 1
                self.href = self.href or href
            return
        if self.run or self.links:
            self.flush()
        if tag not in _BREAKS:
            self.box = Box(element, tag, self.box, len(self.boxes), len(self.blocks))
            self.boxes.append(self.box)

    def end(self, tag: str) -> None:
        """Leave a link, a break or a box."""
        if tag == "a":
            self.inside = max(0, self.inside - 1)
        elif tag not in _BREAKS:
            if self.run or self.links:
                self.flush()
            self.box.end = len(self.blocks)
            self.box.below = len(self.boxes)
            if self.box.parent is not None:
                self.box = self.box.parent


def _is_hidden(element: etree._Element) -> bool:
    """Whether a reader doesn't see an element, as far as the page's own markup says so."""
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def outline(root: etree._Element) -> Outline:
    """Blocks and boxes of a tree, hidden elements left out. Scripts and styles must be gone already."""
    hidden: list[etree._Element] = []
    unseen = set(filter(_is_hidden, _STYLED(root)))
    walk = _Walk(root)
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag: str = element.tag  # type: ignore[assignment]  # a name: the parser left out comments and instructions
        if event == "start":
            if unseen and element in unseen:
                hidden.append(element)
                walker.skip_subtree()
                continue
            if tag not in _WORDS and element is not root:
                walk.start(element, tag)
            text = element.text
        else:
            if tag not in _WORDS and not (unseen and element in unseen):
                walk.end(tag)
            text = element.tail
        if text and (walk.run or not text.isspace()):  # most are the blanks between two tags
            walk.add(text)
    return Outline(walk.boxes, walk.blocks, hidden)
