"""How to name an element so that the name holds on every page of a site.

A step is a tag with those class and id words that every page has somewhere; words that change from post to post
(status, category, number, "sticky") are no part of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from scrapers.extraction.outline import Block, Box, Outline

_EVERYWHERE = 0.95  # share of the pages that must have a word for it to be stable


@dataclass(frozen=True, slots=True)
class Step:
    """One step down: the ``nth`` (from 0) of the children with this key."""

    key: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: the keys of the boxes around it, outermost first, and its rank among lines at that place."""

    keys: tuple[str, ...]
    rank: int = 0


class Names:
    """Keys of boxes, made from the stable words of one site."""

    def __init__(self, stable: Collection[str]) -> None:
        self.stable = frozenset(stable)
        self._keys: dict[Box, str] = {}

    def key(self, box: Box) -> str:
        """``"div.content.entry"`` with the words in order."""
        known = self._keys.get(box)
        if known is None:
            known = self._keys[box] = ".".join((box.tag, *sorted(self.stable.intersection(tokens(box)))))
        return known

    def step(self, box: Box) -> Step:
        """The step that leads from a box's parent to it."""
        key = self.key(box)
        alike = [child for child in box.parent.children if self.key(child) == key] if box.parent is not None else [box]
        return Step(key, alike.index(box))

    def follow(self, outline: Outline, steps: Iterable[Step]) -> Box | None:
        """The box that steps lead to from the page's root, ``None`` where one of them leads nowhere."""
        box = outline.root
        for step in steps:
            alike = [child for child in box.children if self.key(child) == step.key]
            if step.nth >= len(alike):
                return None
            box = alike[step.nth]
        return box

    def places(self, blocks: Iterable[Block]) -> dict[Block, Place]:
        """The place of each of a page's blocks."""
        seen: Counter[tuple[str, ...]] = Counter()
        result: dict[Block, Place] = {}
        for block in blocks:
            keys = tuple(self.key(box) for box in block.box.ancestors())[::-1]
            result[block] = Place(keys, seen[keys])
            seen[keys] += 1
        return result

    def at(self, outline: Outline, place: Place) -> Block | None:
        """The line at a place, ``None`` where the page has none."""
        rank = 0
        for block in outline.blocks:
            if self.key(block.box) != place.keys[-1] or block.box.depth + 1 != len(place.keys):
                continue
            if tuple(self.key(box) for box in block.box.ancestors())[::-1] == place.keys:
                if rank == place.rank:
                    return block
                rank += 1
        return None


def tokens(box: Box) -> set[str]:
    """Class and id words of a box; ids are marked with ``#``."""
    words = set((box.element.get("class") or "").split())
    if identity := (box.element.get("id") or "").strip():
        words.add(f"#{identity}")
    return words


def stable_tokens(outlines: Sequence[Outline]) -> frozenset[str]:
    """The words that (nearly) every one of the pages has."""
    counts: Counter[str] = Counter()
    for outline in outlines:
        counts.update(set().union(*map(tokens, outline.boxes)))
    return frozenset(word for word, count in counts.items() if count >= _EVERYWHERE * len(outlines))
