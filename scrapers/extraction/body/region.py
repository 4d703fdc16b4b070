"""The article's part of a page: which lines are its own, and its markup cut out for cleaning."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from lxml import etree

from scrapers.extraction.body.fragment import Fragment, clean
from scrapers.extraction.body.media import attachments
from scrapers.extraction.body.trim import trim
from scrapers.extraction.fields.title import Title
from scrapers.extraction.page import Page
from scrapers.extraction.page.outline import Block, Box
from scrapers.extraction.page.weighing import Weighing

_BELOW = 6  # lines below the article's box in which its documents may stand


@dataclass(frozen=True, slots=True)
class Region:
    """A box, the blocks of it that are the article's, and the rung of the ladder that found it."""

    box: Box
    blocks: tuple[Block, ...]
    witness: str

    @property
    def characters(self) -> int:
        """Length of its text."""
        return sum(len(block.text) for block in self.blocks)

    @property
    def first(self) -> int:
        """Index of its first block."""
        return self.blocks[0].index if self.blocks else self.box.start

    @property
    def last(self) -> int:
        """Index behind its last block."""
        return self.blocks[-1].index + 1 if self.blocks else self.box.end


def region_of(
    weighing: Weighing, box: Box, title: Title | None, witness: str, repeated: Collection[int] = ()
) -> Region:
    """The article's lines in a box.

    :param repeated: indexes of blocks that the site's other pages show too
    """
    return Region(box, trim(weighing, box, title, repeated), witness)


def cut_out(page: Page, region: Region) -> Fragment:
    """Clean the region's markup. The page's tree is used up by this: boxes that aren't the article's leave it."""
    documents = tuple(attachments(_links(page, region), page.url))  # also those of struck lines: "Unduh: …"
    kept = {block.index for block in region.blocks}
    before = [0, *accumulate(block.index in kept for block in page.outline.blocks)]  # how many are kept before each
    for element in page.outline.hidden:
        _drop(element)
    pending = list(page.outline.children(region.box))
    mixed: list[Box] = [region.box]
    while pending:
        box = pending.pop()
        if box.start == box.end:
            continue
        inside = before[box.end] - before[box.start]
        if inside == 0:
            _drop(box.element)
        elif inside < box.end - box.start:
            mixed.append(box)
            pending.extend(page.outline.children(box))
    homes = set(mixed)
    struck = frozenset(b.text for b in page.outline.inside(region.box) if b.index not in kept and b.box in homes)
    html = etree.tostring(region.box.element, encoding="unicode", method="html", with_tail=False)
    fragment = clean(html, page.url, without=struck - {block.text for block in region.blocks})
    return replace(fragment, attachments=documents)


def _links(page: Page, region: Region) -> Iterator[tuple[str, str]]:
    """Links in the region's box, and in the lines right below it."""
    below = [block.box.element for block in page.outline.blocks[region.box.end : region.box.end + _BELOW]]
    for element in (region.box.element, *dict.fromkeys(below)):
        for link in element.iter("a"):
            yield link.get("href") or "", " ".join(map(str, link.itertext()))


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + "\n" + element.tail
        else:
            parent.text = (parent.text or "") + "\n" + element.tail
    parent.remove(element)
