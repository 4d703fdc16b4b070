"""The plain text of an article as paragraphs, captions, lists and tables again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

_BULLET = re.compile(r"[-•*]\s+(?P<text>\S.*)")
_NUMBER = re.compile(r"(?P<number>\d{1,3})[.)]\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a body.

    :param kind: ``paragraph``, ``caption``, ``bullets``, ``numbers`` or ``table``
    :param lines: one text per line, item or row
    :param start: number of the first item of ``numbers``
    """

    kind: str
    lines: tuple[str, ...]
    start: int = 1

    @property
    def cells(self) -> list[list[str]]:
        """The rows of a table, split at ``|``."""
        return [[cell.strip() for cell in line.strip("| ").split("|")] for line in self.lines]


def blocks(body: str, captions: Iterable[str] = ()) -> list[Block]:
    r"""The parts of ``body`` in order; a line that is one of the pictures' ``captions`` stands alone.

    Items of one list may stand with or without blank lines between them; numbers go on only where they follow
    each other, so that two lists in a row stay two.

    >>> [(block.kind, block.lines) for block in blocks("Isu:\n\n1. Modal\n\n2. Pasar")]
    [('paragraph', ('Isu:',)), ('numbers', ('Modal', 'Pasar'))]
    """
    named = frozenset(map(_folded, captions))
    parts = [block for paragraph in re.split(r"\n\s*\n", body) for block in _paragraph(paragraph, named)]
    return list(_joined(parts))


def captions(images: str | None) -> list[str]:
    """The words under the pictures, of a JSON list of pictures as the archive keeps it."""
    return [image["caption"] for image in json.loads(images or "[]") if image.get("caption")]


def _paragraph(text: str, captions: frozenset[str]) -> Iterator[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for kind, group in groupby(lines, lambda line: "caption" if _folded(line) in captions else _kind(line)):
        same = list(group)
        if kind == "caption":
            yield from (Block(kind, (line,)) for line in same)
        elif kind == "numbers":
            yield from (_numbered(line) for line in same)
        elif kind == "bullets":
            yield Block(kind, tuple(line[1:].strip() for line in same))
        else:
            # A single line with a bar in it is a sentence, not a table.
            yield Block(kind if len(same) > 1 else "paragraph", tuple(same))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _kind(line: str) -> str:
    if _BULLET.fullmatch(line):
        return "bullets"
    if _NUMBER.fullmatch(line):
        return "numbers"
    return "table" if " | " in line else "paragraph"


def _numbered(line: str) -> Block:
    found = _NUMBER.fullmatch(line)
    assert found
    return Block("numbers", (found["text"],), int(found["number"]))


def _joined(parts: Iterable[Block]) -> Iterator[Block]:
    held: Block | None = None
    for part in parts:
        if held and _continues(held, part):
            held = Block(held.kind, held.lines + part.lines, held.start)
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _continues(held: Block, part: Block) -> bool:
    if part.kind != held.kind:
        return False
    return part.kind == "bullets" or (part.kind == "numbers" and part.start == held.start + len(held.lines))
