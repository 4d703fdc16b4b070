"""Strings as the archive keeps them: one form of every character and blank, typographic signs left alone."""

from __future__ import annotations

import re
import unicodedata

from scrapers.extraction.fields.signoffs import SignOff, author_of, sign_offs
from scrapers.extraction.page.decoding import decode, decode_as
from scrapers.extraction.page.mojibake import repair

__all__ = ["SignOff", "author_of", "clean", "decode", "decode_as", "repair", "sign_offs"]

# Invisible in print: controls, soft hyphens, zero-width blanks, marks of writing direction, byte order marks.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
# Joiners hold emoji and Javanese letters together; between Latin letters they are leftovers.
_JOINER = re.compile("(?<![^\x00-\u02ff])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u02ff])")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_EMPTY_LINES = re.compile("\n{3,}")
_PASSES = 5  # an invisible character inside a broken one hides it from the first pass
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` repaired, composed (NFC), without invisible characters and needless blanks.

    Lines stay lines and one empty line between paragraphs stays; quotation marks and dashes stay as they are.
    """
    for _ in range(_PASSES):
        before, text = text, _cleaned(text)
        if text == before:
            break
    return text


def _cleaned(text: str) -> str:
    text = _INVISIBLE.sub("", _LINE_BREAK.sub("\n", repair(text)))
    if "\u200c" in text or "\u200d" in text:
        text = _JOINER.sub("", text)
    text = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))
    text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", text).strip()
