"""The small part of Markdown that the corpus's posts use: read into blocks, written as text, HTML or Markdown.

The plain text of the blocks is the truth that every extractor is measured against, so it is made here, from the
source alone, and by nothing that also renders the pages.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    TABLE = "table"
    QUOTE = "quote"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a post.

    :param parts: inline Markdown: the paragraph, heading or quote; the list's items; the table's cells row by row; the
        figure's caption
    :param columns: a table's number of columns
    :param image: a figure's file name, ``"kopi.png"``
    """

    kind: Kind
    parts: tuple[str, ...]
    source: str
    columns: int = 0
    image: str = ""


_FIGURE = re.compile(r"!\[(?P<caption>[^\]]*)\]\((?P<image>[^)]+)\)")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])")
_MARKS = {
    Kind.HEADING: re.compile(r"## "),
    Kind.BULLETS: re.compile(r"- "),
    Kind.NUMBERS: re.compile(r"\d+\. "),
    Kind.QUOTE: re.compile(r"> "),
}
_LISTS = (Kind.BULLETS, Kind.NUMBERS)
_RULE = re.compile(r"\|[ :|-]+\|$")


def read(body: str) -> list[Block]:
    """The blocks of a post's body, which blank lines separate."""
    return [_block(chunk.strip()) for chunk in re.split(r"\n\s*\n", body.strip())]


def _block(source: str) -> Block:
    lines = source.splitlines()
    if figure := _FIGURE.fullmatch(source):
        return Block(Kind.FIGURE, (figure["caption"],), source, image=figure["image"])
    if source.startswith("|"):
        return _table(source, lines)
    for kind, mark in _MARKS.items():
        if mark.match(source):
            items = tuple(mark.sub("", line, count=1) for line in lines)
            return Block(kind, items if kind in _LISTS else (" ".join(items),), source)
    return Block(Kind.PARAGRAPH, (" ".join(lines),), source)


def _table(source: str, lines: list[str]) -> Block:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not _RULE.match(line)]
    return Block(Kind.TABLE, tuple(cell for row in rows for cell in row), source, columns=len(rows[0]))


def plain(inline: str) -> str:
    """Inline Markdown without its marks: what a reader sees."""
    return _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", _LINK.sub(r"\1", inline)))


def pieces(blocks: list[Block]) -> list[str]:
    """Every paragraph, heading, list item, table cell, quote and caption, in reading order."""
    return [plain(part) for block in blocks for part in block.parts]


def inline_html(inline: str) -> str:
    """Inline Markdown as HTML."""
    escaped = html.escape(inline, quote=False)
    linked = _LINK.sub(r'<a href="\2">\1</a>', escaped)
    return _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", linked))


def element(block: Block) -> str:
    """The bare HTML element of a block that is neither table nor figure."""
    parts = [inline_html(part) for part in block.parts]
    items = "".join(f"<li>{part}</li>" for part in parts)
    match block.kind:
        case Kind.HEADING:
            return f"<h2>{parts[0]}</h2>"
        case Kind.BULLETS:
            return f"<ul>{items}</ul>"
        case Kind.NUMBERS:
            return f"<ol>{items}</ol>"
        case Kind.QUOTE:
            return f"<blockquote><p>{parts[0]}</p></blockquote>"
        case _:
            return f"<p>{parts[0]}</p>"


def table(block: Block) -> str:
    """A table whose first row is its head."""
    cells = [inline_html(part) for part in block.parts]
    rows = [cells[i : i + block.columns] for i in range(0, len(cells), block.columns)]
    head = "".join(f"<th>{cell}</th>" for cell in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def figure(image: str, caption: str) -> str:
    """A picture with the words under it."""
    return f'<figure><img src="{image}" alt=""><figcaption>{inline_html(caption)}</figcaption></figure>'


def markdown(blocks: list[Block], *, images: str) -> str:
    """The blocks as Markdown for the static engines; figures are HTML, which Markdown has no sign for.

    :param images: address of the folder with the pictures, ``"/images/"``
    """
    return "\n\n".join(
        figure(images + block.image, block.parts[0]) if block.kind is Kind.FIGURE else block.source for block in blocks
    )
