"""What a document would cost to read: its size says little, its tags say most. Pure."""

from __future__ import annotations

import re

MAX_TAGS = 100_000  # elements; a page of news has 500 to 5,000, and each takes up to 800 bytes when it is read
MAX_ATTRIBUTES = 2000  # of one tag

_LARGE = 128 * 1024  # bytes; the parser's time grows with the square of a tag's attributes, harmless below this size
_TAG = re.compile(rb"<\x00?[A-Za-z_:\x80-\xff]")  # in UTF-16, too
_MANY_ATTRIBUTES = re.compile(
    rb"""<[A-Za-z][^\s>]*+(?:[\s/]++[^\s=>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+){%d}""" % MAX_ATTRIBUTES
)


def burden(markup: bytes, most: int = MAX_TAGS) -> str | None:
    """Why a document isn't parsed, in words; ``None`` for one that can be.

    :param most: elements that it may have

    >>> burden(b"<p>a" * 200_000)
    'markup with 200,000 tags'
    """
    if len(markup) > _LARGE and _MANY_ATTRIBUTES.search(markup):
        return f"markup with {MAX_ATTRIBUTES:,} attributes in one tag"
    tags = sum(1 for _ in _TAG.finditer(markup)) if markup.count(b"<") > most else 0
    return f"markup with {tags:,} tags" if tags > most else None
