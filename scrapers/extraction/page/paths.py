"""How to name an element so that the name holds on every page of a site.

A step is a tag with those class and id words that every page has somewhere; words that change from post to post
(status, category, number, "sticky") are no part of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, starmap

from scrapers.extraction.page.outline import Block, Box, Outline

_EVERYWHERE = 0.95  # share of the pages that must have a word for it to be stable


@dataclass(frozen=True, slots=True)
class Step:
    """One step down: the ``nth`` (from 0) of the children with this key."""

    key: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: ``path`` names the boxes around it, ``rank`` (from 0) is its number among lines there."""

    path: str
    rank: int = 0


class Names:
    """Keys and paths of one page's boxes, made from the stable words of its site."""

    def __init__(self, stable: Collection[str]) -> None:
        self.stable = frozenset(stable)
        self._keys: dict[tuple[str, str, str], str] = {}
        self._paths: dict[Box, str] = {}

    def key(self, box: Box) -> str:
        """``"div.content.entry"`` with the words in order."""
        named = (box.tag, *marks(box))
        known = self._keys.get(named)
        if known is None:
            known = self._keys[named] = ".".join((box.tag, *sorted(self.stable & tokens(*marks(box)))))
        return known

    def path(self, box: Box) -> str:
        """Keys from the root down to a box, ``"body>div.main>p"``."""
        known = self._paths.get(box)
        if known is not None:
            return known
        below: list[Box] = []
        above = ""
        for outer in box.ancestors():
            if outer in self._paths:
                above = self._paths[outer]
                break
            below.append(outer)
        for inner in reversed(below):
            above = self._paths[inner] = f"{above}>{self.key(inner)}" if above else self.key(inner)
        return above

    def follow(self, outline: Outline, steps: Iterable[Step]) -> Box | None:
        """The box that steps lead to from the page's root, ``None`` where one of them leads nowhere."""
        box: Box | None = outline.root
        for step in steps:
            box = self.child(outline, box, step) if box is not None else None
        return box

    def child(self, outline: Outline, box: Box, step: Step) -> Box | None:
        """The child of a box that a step leads to."""
        alike = [child for child in outline.children(box) if self.key(child) == step.key]
        return alike[step.nth] if step.nth < len(alike) else None

    def places(self, outline: Outline, wanted: Collection[Block]) -> dict[Block, Place]:
        """The places of some of a page's blocks, in document order."""
        tags = {block.box.tag for block in wanted}
        seen: Counter[str] = Counter()
        result: dict[Block, Place] = {}
        for block in outline.blocks:
            if block.box.tag not in tags:
                continue  # stands at no place of theirs
            path = self.path(block.box)
            if block in wanted:
                result[block] = Place(path, seen[path])
            seen[path] += 1
        return result

    def at(self, outline: Outline, place: Place) -> Block | None:
        """The line at a place, ``None`` where the page has none."""
        homes: set[Box] = set()
        pending = [outline.root]
        while pending:
            box = pending.pop()
            path = self.path(box)
            if path == place.path:
                homes.add(box)
            elif place.path.startswith(f"{path}>"):
                pending.extend(outline.children(box))
        there = (block for block in outline.blocks if block.box in homes)
        return next(islice(there, place.rank, None), None)


def marks(box: Box) -> tuple[str, str]:
    """Classes and id of a box as written: many of a page's boxes share them."""
    return box.attributes.get("class", ""), box.attributes.get("id", "")


def tokens(classes: str, identity: str) -> set[str]:
    """Words of both; ids are marked with ``#``."""
    words = set(classes.split())
    if identity := identity.strip():
        words.add(f"#{identity}")
    return words


def stable_tokens(outlines: Sequence[Outline]) -> frozenset[str]:
    """The words that (nearly) every one of the pages has."""
    counts: Counter[str] = Counter()
    for outline in outlines:
        counts.update(set().union(*starmap(tokens, set(map(marks, outline.boxes)))))
    return frozenset(word for word, count in counts.items() if count >= _EVERYWHERE * len(outlines))
