"""How much of a page is running text, and where: each line weighed once, for all who ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, takewhile

from scrapers.extraction.body import furniture
from scrapers.extraction.dates import dateline
from scrapers.extraction.page.outline import HEADINGS, Block, Box, Outline

_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_STOP = re.compile(
    r"\b(?:yang|dan|di|ke|dari|untuk|dengan|pada|dalam|oleh|akan|telah|ini|itu|juga|adalah|sebagai|tidak|bahwa|serta|para|"
    r"the|of|and|to|in|is|for|was|that|with)\b",
    re.IGNORECASE,
)
_OPENING = 1.6  # weight of a paragraph that begins as reports do: "JOMBANG – "
_BELOW_WIDGET = 0.4  # weight of text below "Sambutan Kepala Dinas"
_BELOW_OPENER = 0.1  # below "Berita Terkait", or beside a copyright notice
_WIDGET_LINES = 6  # below the heading of a widget
_FOOT_LINES = 12  # of a page's foot at most
_LISTS = frozenset(("ul", "ol", "table", "blockquote"))
_LINK_LIST = 0.6  # part of a list's characters that is link text
_LONG_LINE = 25  # words; so long a line is running text without a comma too
_LEAST, _MOST = 0.02, 4.0  # bounds of what boxes around a line can say about it


def prose(block: Block) -> int:
    """Characters of running text in a block: 0 for labels and link lists."""
    words = block.words
    if words < 5:
        return 0
    text = block.text
    plain = len(text) - block.linked
    if plain * 2 < len(text) or furniture.is_publication_line(text):
        return 0
    if words >= _LONG_LINE or (words >= 10 and ("," in text or _STOP.search(text) or _SENTENCE_END.search(text))):
        return plain
    return plain // 2 if _SENTENCE_END.search(text) and not furniture.is_system_label(block) else 0


class Weighing:
    """The weights of one page's lines and boxes."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.prose = [prose(block) for block in outline.blocks]
        self._weights: dict[Box, float] = {}
        self._sums = [0, *accumulate(self.prose)]
        self._links = [0, *accumulate(block.links > 0 for block in outline.blocks)]
        self._linked = [0, *accumulate(block.linked for block in outline.blocks)]
        self._lengths = [0, *accumulate(len(block.text) for block in outline.blocks)]

    def prose_between(self, start: int, end: int) -> int:
        """Characters of running text in a range of blocks."""
        return self._sums[end] - self._sums[start]

    def prose_in(self, box: Box) -> int:
        """Characters of running text in a box."""
        return self._sums[box.end] - self._sums[box.start]

    def characters_in(self, box: Box) -> int:
        """Characters of a box's lines."""
        return self._lengths[box.end] - self._lengths[box.start]

    def links_between(self, start: int, end: int) -> int:
        """Number of lines with a link in a range of blocks."""
        return self._links[end] - self._links[start]

    def linked_share(self, box: Box) -> float:
        """Part of a box's characters that is link text."""
        return (self._linked[box.end] - self._linked[box.start]) / (
            (self._lengths[box.end] - self._lengths[box.start]) or 1
        )

    @cached_property
    def openers(self) -> list[Block]:
        """Lines such as "Berita Terkait" and "Tinggalkan komentar"."""
        opening = (block for block in self.outline.blocks if furniture.opens_furniture(block))
        return [block for block in opening if not self._counts_ahead(block)]

    def _counts_ahead(self, block: Block) -> bool:
        """Whether a line such as "3 Komentar" is a link above the text that leads to the comments below it."""
        if block.heading is not None or block.links == 0 or not furniture.ends_article(block):
            return False
        return self.prose_between(block.scope.start, block.index) == 0

    def reach(self, opener: Block) -> range:
        """The lines that an opener speaks for, itself included: to the end of its box.

        Some systems print "Baca Lainnya" and its links between an article's paragraphs: what stands below that list
        is the article's if it is printed as what stands above.
        """
        around = opener.scope
        if not furniture.ends_article(opener):
            inside = [box for box in self.outline.children(around) if box.end > box.start]
            links = next((box for box in inside if box.start == opener.index + 1), None)
            if links is not None and self.linked_share(links) >= _LINK_LIST and self._goes_on_below(links, inside):
                return range(opener.index, links.end)
        return range(opener.index, around.end)

    def _goes_on_below(self, links: Box, inside: Iterable[Box]) -> bool:
        """Whether what stands below a list of links, subheadings aside, is printed as the article above it."""
        above = {box.signature for box in inside if box.end < links.start and box.tag == "p" and self.prose_in(box)}
        for box in (box for box in inside if box.start >= links.end):
            if box.tag == "p":
                return box.signature in above and self.prose_in(box) > 0
            if box.tag not in HEADINGS or furniture.opens_furniture(self.outline.blocks[box.start]):
                return bool(above) and box.tag in _LISTS and not self.links_between(box.start, box.end)
        return False

    @cached_property
    def cut(self) -> frozenset[int]:
        """Indexes of the lines that openers speak for."""
        return frozenset(_all(map(self.reach, self.openers)))

    @cached_property
    def uncut(self) -> list[int]:
        """Running sums of running text, cut lines left out."""
        return [0, *accumulate(0 if i in self.cut else value for i, value in enumerate(self.prose))]

    @cached_property
    def points(self) -> list[float]:
        """What each line speaks for its surroundings being the article."""
        doubts = self.doubts
        return [
            self._worth(block, value, self._weight(block.box) * doubts.get(block.index, 1.0)) if value else 0.0
            for block, value in zip(self.outline.blocks, self.prose, strict=True)
        ]

    @staticmethod
    def _worth(block: Block, value: int, weight: float) -> float:
        begins = value >= 60 and weight > _BELOW_OPENER and dateline(block.text) is not None
        return value * weight * (_OPENING if begins else 1.0)

    def _weight(self, box: Box) -> float:
        """What a box and those around it say about text in it."""
        weights = self._weights
        for inner in reversed(list(takewhile(lambda outer: outer not in weights, box.ancestors()))):
            above = weights[inner.parent] if inner.parent is not None else 1.0
            own = furniture.weight(inner)
            weights[inner] = above if own == 1.0 else max(_LEAST, min(_MOST, above * own))
        return weights[box]

    @cached_property
    def _widgets(self) -> list[Block]:
        return [block for block in self.outline.blocks if furniture.opens_widget(block)]

    @cached_property
    def _notices(self) -> list[Block]:
        return [block for block in self.outline.blocks if furniture.is_copyright(block)]

    @cached_property
    def doubts(self) -> dict[int, float]:
        """Weights of lines below headings of widgets, beside a copyright notice, or below an opener."""
        return self.doubts_beside(None)

    def doubts_beside(self, title_at: int | None) -> dict[int, float]:
        """The doubts that don't touch the headline too: an article below "Berita Terkini" is no list of them."""
        result: dict[int, float] = {}
        for block in self._widgets:
            last = min(block.scope.end, block.index + _WIDGET_LINES)
            _doubt(result, range(block.index, last), _BELOW_WIDGET, title_at)
        for block in self._notices:
            foot = _foot_of(block)
            _doubt(result, range(foot.start, foot.end), _BELOW_OPENER, title_at)
        others = (lines for lines in map(self.reach, self.openers) if title_at is None or title_at not in lines)
        result.update(dict.fromkeys(_all(others), _BELOW_OPENER))
        return result


def _doubt(doubts: dict[int, float], lines: range, weight: float, title_at: int | None) -> None:
    if title_at not in lines:
        doubts.update(dict.fromkeys(lines, weight))


def _all(reaches: Iterable[range]) -> Iterator[int]:
    """Indexes of the lines in some ranges, which are in document order, each once."""
    covered = 0
    for lines in reaches:
        yield from range(max(covered, lines.start), lines.stop)
        covered = max(covered, lines.stop)


def _foot_of(block: Block) -> Box:
    """The innermost box around a notice that holds another line too, if it is a small one."""
    around = next((box for box in block.box.ancestors() if box.end - box.start > 1), block.box)
    return around if around.end - around.start <= _FOOT_LINES and around.parent is not None else block.box
