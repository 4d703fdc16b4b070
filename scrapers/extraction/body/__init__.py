"""Where on a page the article stands, found from this page alone.

Running text gives points to the box around it; the box with most points is the core. From there the search climbs while
the boxes beside it bring more running text of the same article.
"""

from __future__ import annotations

from scrapers.extraction import phrases
from scrapers.extraction.body import furniture
from scrapers.extraction.fields.title import Title
from scrapers.extraction.page.outline import Box
from scrapers.extraction.page.weighing import Weighing

_CELL = frozenset(("td", "th", "li", "dd", "blockquote", "pre"))  # a paragraph, or a container of many lines
_PARAGRAPH = phrases.words("""p li blockquote td th dd dt figcaption caption pre ul ol dl tr tbody thead tfoot""")
_CELL_LINES = 2
_DATA_LINES = 6  # cells of a table of data at least
_LINKED_TABLE = 0.3  # part of a table's characters that may be links
_LEAST_GAIN = 40  # characters of running text that a wider box must add
_GAIN = 0.05  # part of the text so far that a wider box must add
_NEAR = 0.8  # share of points kept for each step up from the title's box
_BEFORE_TITLE = 0.3  # weight of text that stands above the headline


def find_body(weighing: Weighing, title: Title | None) -> Box | None:
    """The box that holds the article, ``None`` where the page holds no running text."""
    points = weighing.points
    if title is not None and title.block is not None:
        nearness = _nearness(weighing, title.block.index, title.block.box)
        points = [value * near for value, near in zip(points, nearness, strict=True)]
    core = _core(weighing, points)
    return None if core is None else _climb(core, weighing, title)


def find_table(weighing: Weighing, title: Title | None) -> Box | None:
    """The largest table of data below the headline, for articles that are nothing but a table."""
    first = title.block.index if title is not None and title.block is not None else 0
    doubts = weighing.doubts
    tables = [
        (weighing.characters_in(box), box)
        for box in weighing.outline.boxes
        if box.tag == "table" and box.start >= first and box.end - box.start >= _DATA_LINES and box.start not in doubts
        if weighing.linked_share(box) < _LINKED_TABLE
    ]
    return max(tables, key=lambda item: item[0], default=(0, None))[1]


def text_start(weighing: Weighing) -> int | None:
    """Index of the block where the article's text seems to begin, before its headline is known."""
    core = _core(weighing, weighing.points)
    if core is None:
        return None
    return next((index for index in range(core.start, core.end) if weighing.points[index] > 0), None)


def _nearness(weighing: Weighing, title_at: int, home: Box) -> list[float]:
    """Weight of each block by how far one must climb from the headline to reach it."""
    result = [1.0] * len(weighing.prose)
    weight = 1.0
    start, end = title_at, title_at + 1
    for box in home.ancestors():
        if (box.start, box.end) == (start, end):
            continue
        for index in range(box.start, start):
            result[index] = weight * _BEFORE_TITLE
        for index in range(end, box.end):
            result[index] = weight
        if weighing.prose_in(box) > weighing.prose_between(start, end):
            weight *= _NEAR
        start, end = box.start, box.end
    return result


def _core(weighing: Weighing, points: list[float]) -> Box | None:
    credit: dict[Box, float] = {}
    for block, value in zip(weighing.outline.blocks, points, strict=True):
        if value <= 0:
            continue
        container = _container(block.box)
        credit[container] = credit.get(container, 0.0) + value
        if container.parent is not None:
            credit[container.parent] = credit.get(container.parent, 0.0) + value * 0.5
    return max(credit, key=credit.__getitem__, default=None)


def _container(box: Box) -> Box:
    """The box that gathers paragraphs: around a ``<p>``, or around a ``<div>`` that holds one line only."""
    while box.parent is not None:
        lines = box.end - box.start
        if lines > 1 and (box.tag not in _PARAGRAPH or (box.tag in _CELL and lines > _CELL_LINES)):
            break
        box = box.parent
    return box


def _climb(core: Box, weighing: Weighing, title: Title | None) -> Box:
    """The highest box that brings more of the same article than it brings of others."""
    title_at = title.block.index if title is not None and title.block is not None else None
    sums = weighing.uncut
    best = box = core
    total = sums[core.end] - sums[core.start]
    while box.parent is not None and box.parent.parent is not None:
        parent = box.parent
        gain = sums[parent.end] - sums[parent.start] - (sums[box.end] - sums[box.start])
        for child in weighing.outline.children(parent):
            if child is not box and child.end > child.start and not _belongs(child, weighing, title_at):
                gain -= sums[child.end] - sums[child.start]
        if gain >= max(_LEAST_GAIN, _GAIN * total) and weighing.linked_share(parent) <= 0.5:
            best = parent
            total += gain
        elif title_at is not None and parent.start <= title_at < parent.end:
            break
        box = parent
    return best


def _belongs(box: Box, weighing: Weighing, title_at: int | None) -> bool:
    """Whether a neighbouring box can be a further part of the same article."""
    if weighing.prose_in(box) == 0:
        return True
    if furniture.weight(box) < 0.5 or (title_at is not None and box.end <= title_at):
        return False
    blocks = [block for block in weighing.outline.inside(box) if not furniture.is_cross_reference(block)]
    if sum(block.linked for block in blocks) > 0.3 * sum(len(block.text) for block in blocks):
        return False
    for block in blocks:
        if furniture.opens_furniture(block) or furniture.opens_widget(block) or furniture.is_copyright(block):
            return False
        if block.heading and block.linked and block.index != title_at:
            return False
    return True
