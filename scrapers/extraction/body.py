"""Where on a page the article stands, found from this page alone.

Prose gives points to the box around it; the box with most points is the core. From there the search climbs while the
boxes beside it bring more prose of the same article. Then everything that isn't the article's is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scrapers.extraction import furniture
from scrapers.extraction.dates import dateline
from scrapers.extraction.outline import Block, Box, Outline
from scrapers.extraction.title import Title

_PARAGRAPH = frozenset(("p", "li", "blockquote", "td", "dd", "dt", "figcaption", "caption", "pre", "ul", "ol", "dl"))
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_STOP = re.compile(
    r"\b(?:yang|dan|di|ke|dari|untuk|dengan|pada|dalam|oleh|akan|telah|ini|itu|juga|adalah|sebagai|tidak|bahwa|serta|para|"
    r"the|of|and|to|in|is|for|was|that|with)\b",
    re.IGNORECASE,
)
MIN_CHARACTERS = 40  # of prose; less is no article
_GAIN = 0.05  # part of the text so far that a wider box must add
_OPENING = 1.6  # weight of a paragraph that begins as reports do: "JOMBANG – "
_WIDGET_LINES = 6  # below the heading of a widget
_FOOT_LINES = 12  # of a page's foot at most
_NEAR = 0.8  # share of points kept for each step up from the title's box
_BEFORE_TITLE = 0.3  # weight of text that stands above the headline


def prose(block: Block) -> int:
    """Characters of running text in a block: 0 for labels and link lists."""
    plain = block.plain
    if plain < len(block.text) * 0.5:
        return 0
    if block.words >= 10 and (_STOP.search(block.text) or "," in block.text or _SENTENCE_END.search(block.text)):
        return plain
    return plain // 2 if block.words >= 5 and _SENTENCE_END.search(block.text) else 0


def find_body(outline: Outline, title: Title | None) -> Box | None:
    """The box that holds the article, ``None`` where the page holds no running text."""
    points = _points(outline, title)
    core = _core(outline, points)
    if core is None:
        return None
    return _climb(core, outline, title)


def text_start(outline: Outline) -> int | None:
    """Index of the block where the article's text seems to begin, before its headline is known."""
    points = _points(outline, None)
    core = _core(outline, points)
    if core is None:
        return None
    return next((index for index in range(core.start, core.end) if points[index] > 0), None)


def _points(outline: Outline, title: Title | None) -> list[float]:
    weights: dict[Box, float] = {}
    for box in outline.boxes:
        above = weights[box.parent] if box.parent is not None else 1.0
        weights[box] = max(0.02, min(4.0, above * furniture.weight(box)))
    nearness = _nearness(outline, title)
    doubts = _doubts(outline)
    points = []
    for block in outline.blocks:
        value = float(prose(block))
        if value:
            value *= weights[block.box] * nearness[block.index] * doubts.get(block.index, 1.0)
            if value >= MIN_CHARACTERS and dateline(block.text) is not None:
                value *= _OPENING
        points.append(value)
    return points


def _doubts(outline: Outline) -> dict[int, float]:
    """Weight of blocks below headings of widgets, beside a copyright notice, or below "Berita Terkait"."""
    result: dict[int, float] = {}
    for block in outline.blocks:
        if furniture.opens_widget(block):
            scope = scope_of(block)
            result.update(dict.fromkeys(range(block.index, min(scope.end, block.index + _WIDGET_LINES)), 0.4))
    for block in outline.blocks:
        if furniture.is_copyright(block):
            scope = _foot_of(block)
            result.update(dict.fromkeys(range(scope.start, scope.end), 0.1))
    result.update(dict.fromkeys(struck_by_openers(outline), 0.1))
    return result


def _foot_of(block: Block) -> Box:
    """The innermost box around a notice that holds another line too, if it is a small one."""
    for box in block.box.ancestors():
        if box.end - box.start > 1:
            return box if box.end - box.start <= _FOOT_LINES and box.parent is not None else block.box
    return block.box


def _nearness(outline: Outline, title: Title | None) -> list[float]:
    """Weight of each block by how far one must climb from the headline to reach it."""
    result = [1.0] * len(outline.blocks)
    if title is None or title.block is None:
        return result
    weight = 1.0
    done_from = done_to = title.block.index
    for box in title.block.box.ancestors():
        if box.end - box.start == done_to - done_from:
            continue
        for index in (*range(box.start, done_from), *range(done_to, box.end)):
            result[index] = weight * (_BEFORE_TITLE if index < title.block.index else 1.0)
        if any(prose(outline.blocks[i]) for i in (*range(box.start, done_from), *range(done_to, box.end))):
            weight *= _NEAR
        done_from, done_to = box.start, box.end
    return result


def struck_by_openers(outline: Outline) -> set[int]:
    """Indexes of blocks that follow a line such as "Berita Terkait" in the same box, that line included."""
    result: set[int] = set()
    for block in outline.blocks:
        if furniture.opens_furniture(block):
            box = scope_of(block)
            result.update(range(block.index, box.end))
    return result


def scope_of(block: Block) -> Box:
    """The box that a heading speaks for: the innermost around it that holds more than the heading itself."""
    for box in block.box.ancestors():
        if box.end - block.index > 1 and box.tag not in ("span", "a"):
            return box
    return block.box


def _core(outline: Outline, points: list[float]) -> Box | None:
    credit: dict[Box, float] = {}
    for block, value in zip(outline.blocks, points, strict=True):
        if value <= 0:
            continue
        container = _container(block.box)
        credit[container] = credit.get(container, 0.0) + value
        if container.parent is not None:
            credit[container.parent] = credit.get(container.parent, 0.0) + value * 0.5
    return max(credit, key=credit.__getitem__, default=None)


def _container(box: Box) -> Box:
    """The box that gathers paragraphs: around a ``<p>``, or around a ``<div>`` that holds one line only."""
    while box.parent is not None and (box.tag in _PARAGRAPH or box.end - box.start <= 1):
        box = box.parent
    return box


def _climb(core: Box, outline: Outline, title: Title | None) -> Box:
    """The highest box that brings more of the same article than it brings of others."""
    cut = struck_by_openers(outline)

    def gained(blocks: Iterable[Block]) -> int:
        return sum(prose(block) for block in blocks if block.index not in cut)

    best = core
    total = gained(outline.inside(core))
    box = core
    while box.parent is not None and box.parent.parent is not None:
        parent = box.parent
        gain = gained(block for block in outline.inside(parent) if block.box is parent)
        for child in parent.children:
            if child is not box and _belongs(child, outline, title):
                gain += gained(outline.inside(child))
        if gain >= max(MIN_CHARACTERS, _GAIN * total) and _is_mostly_text(parent, outline):
            best = parent
            total += gain
        elif title is not None and title.block is not None and parent.start <= title.block.index < parent.end:
            break
        box = parent
    return best


def _belongs(box: Box, outline: Outline, title: Title | None) -> bool:
    """Whether a neighbouring box can be a further part of the same article."""
    if furniture.weight(box) < 0.5:
        return False
    blocks = [block for block in outline.inside(box) if not furniture.is_cross_reference(block)]
    length = sum(len(block.text) for block in blocks)
    linked = sum(block.linked for block in blocks)
    if linked > 0.3 * length or any(furniture.opens_widget(block) or furniture.is_copyright(block) for block in blocks):
        return False
    if any(furniture.opens_furniture(block) for block in blocks):
        return False
    if title is not None and title.block is not None:
        if box.end <= title.block.index:
            return False
        return not any(b.heading and b.linked and b.index != title.block.index for b in blocks)
    return not any(b.heading and b.linked for b in blocks)


def _is_mostly_text(box: Box, outline: Outline) -> bool:
    """Whether a box holds more text than links, so that it isn't a column with the sidebar in it."""
    blocks = outline.inside(box)
    return sum(block.linked for block in blocks) <= 0.5 * sum(len(block.text) for block in blocks)
