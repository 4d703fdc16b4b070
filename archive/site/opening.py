"""The first words of an article, as lists show them."""

from __future__ import annotations

from archive.site.body import blocks

LENGTH = 220  # characters


def opening(body: str) -> str:
    r"""Sentences from the start of ``body``, cut at a word; lists and tables are left out, they don't read in a line.

    >>> opening("Rapat dibuka.\n\n- satu\n- dua\n\nRapat ditutup.")
    'Rapat dibuka. Rapat ditutup.'
    """
    lines = [line for block in blocks(body) if block.kind == "paragraph" for line in block.lines]
    text = " ".join(" ".join(lines or body.split()).split())
    if len(text) <= LENGTH:
        return text
    return text[:LENGTH].rpartition(" ")[0].rstrip(" ,;:-–—.") + "\N{NO-BREAK SPACE}…"
