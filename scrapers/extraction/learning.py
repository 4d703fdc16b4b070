"""Evidence that the pages of one site give about each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import ceil
from statistics import median
from zlib import crc32

from scrapers.extraction.body import find_body, prose, text_start
from scrapers.extraction.dates import read_date
from scrapers.extraction.metadata import read_metadata
from scrapers.extraction.outline import Block, Box, Outline
from scrapers.extraction.page import Page
from scrapers.extraction.paths import Names, Place, Step
from scrapers.extraction.title import Title, find_title, segments, words_of
from scrapers.extraction.trim import trim

REPEATED = 0.3  # share of the pages that show a line for it to be furniture
EVERYWHERE = 0.8  # share of the pages that show a line for it to be the layout's
_KEEPS = 0.88  # share of the article's text that a box must keep to be stepped into
_MOST = 0.8  # share of the pages that must have an element where the others have it
_DOUBTED = 5  # how much less text counts that the page alone doesn't take for its article's
_MOSTLY = 0.6  # share of a place's lines that decides about the place
_SAME_PAGE = 0.9  # share of lines in common that makes two pages one
_LONGEST_DATE_LINE = 160
_DIGITS = re.compile(r"\d+")
_ID = re.compile(r"\d{2,9}")


def line_hash(block: Block) -> int:
    """A line's mark; numbers don't matter, so that view counters and dates repeat."""
    return crc32(_DIGITS.sub("#", block.text.casefold()).encode("utf-8", "replace"))


def distinct(pages: Iterable[Page]) -> list[Page]:
    """Pages without repetition: one article under two addresses would call its own text furniture."""
    kept: list[Page] = []
    texts: list[frozenset[str]] = []
    for page in pages:
        own = frozenset(b.text for b in page.outline.blocks if prose(b))
        if own and not any(len(own & other) >= _SAME_PAGE * len(own) for other in texts):
            kept.append(page)
            texts.append(own)
    return kept


def count_lines(outlines: Sequence[Outline]) -> Counter[int]:
    """On how many pages each line stands."""
    counts: Counter[int] = Counter()
    for outline in outlines:
        counts.update({line_hash(block) for block in outline.blocks})
    return counts


def lines_on(counts: Counter[int], pages: float) -> frozenset[int]:
    """The lines that stand on so many pages, two at least."""
    return frozenset(mark for mark, count in counts.items() if count >= max(2, ceil(pages)))


def body_steps(
    pages: Sequence[Page], titles: Sequence[Title | None], names: Names, repeated: Collection[int]
) -> tuple[Step, ...] | None:
    """The way to the deepest box that keeps the text which differs from page to page; ``None``: nothing differs."""
    texts = [_own_text(page.outline, title, repeated) for page, title in zip(pages, titles, strict=True)]
    boxes: list[Box | None] = [page.outline.root if text[-1] else None for page, text in zip(pages, texts, strict=True)]
    needed = max(2, ceil(_MOST * sum(box is not None for box in boxes)))
    if sum(box is not None for box in boxes) < needed:
        return None
    steps: list[Step] = []
    while (step := _next_step(boxes, texts, names, needed)) is not None:
        steps.append(step)
        boxes = [names.child(box, step) if box is not None else None for box in boxes]
    return tuple(steps)


def _own_text(outline: Outline, title: Title | None, repeated: Collection[int]) -> list[int]:
    """Running sums, by block, of the running text that no other page shows.

    Comments and teasers differ from page to page too: what the page by itself doesn't take for its article counts less.
    """
    box = find_body(outline, title)
    kept = {block.index for block in trim(outline, box, title)} if box is not None else set()
    sums = [0]
    for block in outline.blocks:
        own = 0 if line_hash(block) in repeated else prose(block)
        sums.append(sums[-1] + (own if block.index in kept else own // _DOUBTED))
    return sums


def foreign_places(
    pages: Sequence[Page], titles: Sequence[Title | None], names: Names, body: tuple[Step, ...], repeated: Collection[int]
) -> tuple[frozenset[str], frozenset[str]]:
    """Places inside the article's box whose lines are mostly not the article's, and places whose lines mostly are."""
    struck: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for page, title in zip(pages, titles, strict=True):
        box = names.follow(page.outline, body)
        if box is None:
            continue
        kept = {block.index for block in trim(page.outline, box, title)}
        for block in page.outline.inside(box):
            place = names.path(block.box)
            total[place] += 1
            struck[place] += block.index not in kept or line_hash(block) in repeated
    foreign = {place for place, count in total.items() if count >= 2 and struck[place] >= _MOSTLY * count}
    own = {place for place, count in total.items() if struck[place] < _MOSTLY * count}
    return frozenset(foreign), frozenset(own)


def _kept(box: Box, sums: list[int]) -> float:
    return (sums[box.end] - sums[box.start]) / (sums[-1] or 1)


def _next_step(
    boxes: Sequence[Box | None], texts: Sequence[list[int]], names: Names, needed: int
) -> Step | None:
    kept: dict[Step, list[float]] = {}
    for box, sums in zip(boxes, texts, strict=True):
        seen: Counter[str] = Counter()
        for child in box.children if box is not None else ():
            key = names.key(child)
            kept.setdefault(Step(key, seen[key]), []).append(_kept(child, sums))
            seen[key] += 1
    good = [(median(shares), step) for step, shares in kept.items() if len(shares) >= needed]
    best = max(good, default=None, key=lambda item: item[0])
    return best[1] if best is not None and best[0] >= _KEEPS else None


def titles_of(pages: Sequence[Page]) -> list[Title | None]:
    """The headline of each page, as that page alone gives it."""
    noise = title_noise(pages)
    return [find_title(page, read_metadata(page), text_at=text_start(page.outline), noise=noise) for page in pages]


def title_noise(pages: Sequence[Page]) -> tuple[str, ...]:
    """Words of segments that at least half of the titles share: the site's name, "Berita"."""
    counts: Counter[str] = Counter()
    for page in pages:
        parts = {words_of(part) for s in read_metadata(page).titles for part in (s.value, *segments(s.value))}
        counts.update(parts - {""})
    return tuple(sorted(words for words, count in counts.items() if count >= max(2, len(pages) / 2)))


def title_place(pages: Sequence[Page], titles: Sequence[Title | None], names: Names) -> Place | None:
    """Where most pages show their headline, and show different ones."""
    found: dict[Place, set[str]] = {}
    for page, title in zip(pages, titles, strict=True):
        if title is not None and title.block is not None:
            place = names.places(page.outline.blocks)[title.block]
            found.setdefault(place, set()).add(title.block.text)
    best = max(found.items(), key=lambda item: len(item[1]), default=None)
    return best[0] if best is not None and len(best[1]) >= 0.5 * len(pages) else None


def date_place(
    pages: Sequence[Page], titles: Sequence[Title | None], names: Names, body: tuple[Step, ...]
) -> Place | None:
    """Where most pages show one date that differs from page to page; nearest to the headline where there are several.

    A sidebar's dates are the same on many pages; those beside teasers stand at one place several times.
    """
    days: dict[Place, list[str]] = {}
    distances: dict[Place, list[int]] = {}
    for page, title in zip(pages, titles, strict=True):
        start = title.block.index if title is not None and title.block is not None else _start(page, names, body)
        for block, place in names.places(page.outline.blocks).items():
            if len(block.text) <= _LONGEST_DATE_LINE and (day := _day(block)) is not None:
                days.setdefault(place, []).append(day)
                distances.setdefault(place, []).append(abs(block.index - start))
    crowded = {place.path for place in days if place.rank > 0}
    good = [
        (median(distances[place]), place.path, place)
        for place, found in days.items()
        if place.path not in crowded and len(found) >= _MOST * len(pages) and len(set(found)) >= max(2, 0.4 * len(found))
    ]
    return min(good, key=lambda item: item[:2])[2] if good else None


def _start(page: Page, names: Names, body: tuple[Step, ...]) -> int:
    box = names.follow(page.outline, body)
    return box.start if box is not None else 0


def _day(block: Block) -> str | None:
    reading = read_date(" ".join(block.pieces))
    return reading.iso[:10] if reading is not None and reading.iso is not None else None
