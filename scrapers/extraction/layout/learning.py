"""What repeats on a site's pages, and the box that holds what doesn't."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from math import ceil
from statistics import median
from zlib import crc32

from scrapers.extraction import phrases
from scrapers.extraction.body.trim import trim
from scrapers.extraction.layout.samples import Sample
from scrapers.extraction.page.outline import Block, Box, Outline
from scrapers.extraction.page.paths import Names, Step

REPEATED = 0.3  # share of the pages that show a line for it to be furniture
EVERYWHERE = 0.8  # share of the pages that show a line for it to be the layout's
MOST = 0.8  # share of the pages that must have an element where the others have it
_KEEPS = 0.88  # share of the article's text that a box must keep to be stepped into
_DOUBTED = 5  # how much less text counts that the page alone doesn't take for its article's
_MOSTLY = 0.6  # share of a place's lines that decides about the place
_WHOLE = 0.8  # share of a table's lines that must repeat for it to be furniture
_UNITS = frozenset(("table", "ul", "ol", "dl"))
# Elements that hold a piece of an article: pages of one paragraph each don't make the paragraph the article's box.
_TEXT = phrases.words("""p ul ol dl li dd dt blockquote pre figure figcaption h1 h2 h3 h4 h5 h6""")
_DIGITS = re.compile(r"\d+")


def place_of(block: Block, names: Names) -> str:
    """Where a line stands. Lines that are links stand apart: an article's list may be printed as one of links is."""
    place = names.path(block.box)
    return f"{place}>a" if block.linked * 2 > len(block.text) else place


def line_hash(block: Block) -> int | None:
    """A line's mark; numbers don't matter, so that view counters repeat. ``None``: a line without a word."""
    return _mark(block.text)


@lru_cache(maxsize=8192)
def _mark(text: str) -> int | None:
    if not any(map(str.isalpha, text)):
        return None
    return crc32(_DIGITS.sub("#", text.casefold()).encode("utf-8", "replace"))


def count_lines(samples: Sequence[Sample]) -> Counter[int]:
    """On how many pages each line stands."""
    counts: Counter[int] = Counter()
    for sample in samples:
        counts.update({mark for block in sample.outline.blocks if (mark := line_hash(block)) is not None})
    return counts


def repeated_lines(outline: Outline, box: Box, repeated: Collection[int]) -> frozenset[int]:
    """Indexes of a box's lines that other pages show too; a table's or list's only where most of it does."""
    marks = {block.index: line_hash(block) in repeated for block in outline.inside(box)}
    for inner in box_units(outline, box):
        share = sum(marks[i] for i in range(inner.start, inner.end)) / (inner.end - inner.start)
        marks.update(dict.fromkeys(range(inner.start, inner.end), share >= _WHOLE))
    return frozenset(index for index, known in marks.items() if known)


def box_units(outline: Outline, box: Box) -> Iterator[Box]:
    """The outermost tables and lists in a box."""
    index = box.index + 1
    while index < box.below:
        inner = outline.boxes[index]
        is_unit = inner.tag in _UNITS and inner.end > inner.start
        if is_unit:
            yield inner
        index = inner.below if is_unit else index + 1


def lines_on(counts: Counter[int], pages: float) -> frozenset[int]:
    """The lines that stand on so many pages, two at least."""
    return frozenset(mark for mark, count in counts.items() if count >= max(2, ceil(pages)))


def body_steps(samples: Sequence[Sample], names: Names, repeated: Collection[int]) -> tuple[Step, ...] | None:
    """The way to the deepest box that keeps the text which differs from page to page; ``None``: nothing differs."""
    texts = [_own_text(sample, repeated) for sample in samples]
    boxes: list[Box | None] = [
        sample.outline.root if sums[-1] else None for sample, sums in zip(samples, texts, strict=True)
    ]
    found = sum(box is not None for box in boxes)
    needed = max(2, ceil(MOST * found))
    if found < needed:
        return None
    steps: list[Step] = []
    outlines = [sample.outline for sample in samples]
    while (step := _next_step(outlines, boxes, texts, names, needed)) is not None:
        steps.append(step)
        boxes = [
            names.child(outline, box, step) if box is not None else None
            for outline, box in zip(outlines, boxes, strict=True)
        ]
    return tuple(steps)


def _own_text(sample: Sample, repeated: Collection[int]) -> list[int]:
    """Running sums, by block, of the running text that no other page shows.

    Comments and teasers differ from page to page too: what the page by itself doesn't take for its article counts less.
    """
    sums = [0]
    for block, value in zip(sample.outline.blocks, sample.weighing.prose, strict=True):
        own = 0 if value and line_hash(block) in repeated else value
        sums.append(sums[-1] + (own if block.index in sample.own else own // _DOUBTED))
    return sums


def _next_step(
    outlines: Sequence[Outline], boxes: Sequence[Box | None], texts: Sequence[list[int]], names: Names, needed: int
) -> Step | None:
    kept: dict[Step, list[float]] = {}
    for outline, box, sums in zip(outlines, boxes, texts, strict=True):
        seen: Counter[str] = Counter()
        for child in outline.children(box) if box is not None else ():
            key = names.key(child)
            if child.tag not in _TEXT:
                share = (sums[child.end] - sums[child.start]) / (sums[-1] or 1)
                kept.setdefault(Step(key, seen[key]), []).append(share)
            seen[key] += 1
    good = [(median(shares), step) for step, shares in kept.items() if len(shares) >= needed]
    best = max(good, default=None, key=lambda item: item[0])
    return best[1] if best is not None and best[0] >= _KEEPS else None


def foreign_places(
    samples: Sequence[Sample], names: Names, body: tuple[Step, ...], repeated: Collection[int]
) -> tuple[frozenset[str], frozenset[str]]:
    """Places inside the article's box whose lines are mostly not the article's, and places whose lines mostly are.

    The headline says nothing of its place: subheadings may stand there too.
    """
    struck: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for sample in samples:
        box = names.follow(sample.outline, body)
        if box is None:
            continue
        kept = {block.index for block in trim(sample.weighing, box, sample.title)}
        kept -= repeated_lines(sample.outline, box, repeated)
        headline = sample.title.block if sample.title is not None else None
        for block in sample.outline.inside(box):
            if block is headline:
                continue
            place = place_of(block, names)
            total[place] += 1
            struck[place] += block.index not in kept
    foreign = {place for place, count in total.items() if count >= 2 and struck[place] >= _MOSTLY * count}
    own = {place for place, count in total.items() if struck[place] < _MOSTLY * count}
    return frozenset(foreign), frozenset(own)
