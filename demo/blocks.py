"""The little markup that practice articles are written in: paragraphs, lists, tables.

A blank line ends a block. ``1. `` begins a numbered item, ``- `` an item, ``| a | b |`` a table row whose first row
is the head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

BlockKind = Literal["p", "ol", "ul", "table"]
_NUMBERED = re.compile(r"\d+\. ")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list or table.

    :param items: the paragraph alone, the list's items without their marks, or the table's rows as ``a | b``
    """

    kind: BlockKind
    items: tuple[str, ...]

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Cells of a table's rows."""
        return tuple(tuple(cell.strip() for cell in item.split("|")) for item in self.items)

    @property
    def lines(self) -> tuple[str, ...]:
        """What a reader sees, one line per paragraph, item or row; numbered items keep their numbers."""
        if self.kind == "ol":
            return tuple(f"{number}. {item}" for number, item in enumerate(self.items, 1))
        return self.items


def _kind(line: str) -> BlockKind:
    if _NUMBERED.match(line):
        return "ol"
    if line.startswith("- "):
        return "ul"
    return "table" if line.startswith("| ") else "p"


def _content(kind: BlockKind, line: str) -> str:
    if kind == "ol":
        return _NUMBERED.sub("", line, count=1)
    return {"ul": line[2:], "table": line.strip("| "), "p": line}[kind]


def read_blocks(text: str) -> tuple[Block, ...]:
    """Read an article's source text."""
    blocks: list[Block] = []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for kind, run in groupby(lines, key=_kind):
        items = [_content(kind, line) for line in run]
        blocks.extend([Block("p", (item,)) for item in items] if kind == "p" else [Block(kind, tuple(items))])
    return tuple(blocks)
