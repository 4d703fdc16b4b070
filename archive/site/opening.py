"""The first words of an article, as lists show them."""

from __future__ import annotations

from archive.site.body import blocks, captions

LENGTH = 220  # characters


def opening(body: str, images: str | None = None) -> str:
    r"""Sentences from the start of ``body``, cut at a word; captions, lists and tables don't read in a line.

    :param images: JSON list of the pictures, whose captions are left out

    >>> opening("Rapat dibuka.\n\n- satu\n- dua\n\nRapat ditutup.")
    'Rapat dibuka. Rapat ditutup.'
    """
    lines = [line for block in blocks(body, captions(images)) if block.kind == "paragraph" for line in block.lines]
    text = " ".join(" ".join(lines or body.split()).split())
    if len(text) <= LENGTH:
        return text
    return text[:LENGTH].rpartition(" ")[0].rstrip(" ,;:-–—.") + "\N{NO-BREAK SPACE}…"
