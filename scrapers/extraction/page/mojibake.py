"""UTF-8 that was once read as windows-1252 and saved so: ``â€œ`` for a quotation mark, ``Ã©`` for an accent."""

from __future__ import annotations

import re

from scrapers.extraction.page.decoding import windows_1252

_BYTE_OF = {windows_1252(byte): byte for byte in range(0x80, 0x100)}
# Typographic signs that follow a letter in sound text too ("café…”"): alone they prove nothing.
_ORDINARY = frozenset("’‘“”‚„–—…›‹»«•™· ")


def _class(first: int, last: int) -> str:
    return "[" + "".join(re.escape(windows_1252(byte)) for byte in range(first, last + 1)) + "]"


_TAIL = _class(0x80, 0xBF)
# Only what pages really hold: punctuation, symbols and currencies, Latin letters, emoji, Arabic words. Everything
# else that could be read as UTF-8 is more likely sound text.
_BROKEN = re.compile(
    rf"â[€‚]{_TAIL}|â{_class(0x84, 0x9F)}{_TAIL}|â€\ufffd|â€(?=[\s.,;:)]|\Z)"
    rf"|ï¸\x8f|ï»¿|ðŸ{_TAIL}{_TAIL}|[ÂÃ]{_TAIL}|Å[’“ ¡½¾¸]|Ë[†œ]|Æ’|(?:[ØÙ]{_TAIL}){{2,}}"
)
_FIRST = re.compile("[âïðÂÃÅËÆØÙ]")  # with which every such sequence begins


def repair(text: str) -> str:
    """``text`` with such sequences turned back; sound text comes back as it is.

    A sequence that could be sound punctuation behind a letter is turned back only beside one that could not.

    >>> repair("â€œKoperasi â€“ kafÃ©â€")
    '“Koperasi – kafé”'
    """
    if not _FIRST.search(text):
        return text  # as most, and so found out ten times faster
    before = None
    # Some texts went through it twice; each round at least halves what it turns back.
    while text != before and any(map(_proves, _BROKEN.findall(text))):
        before, text = text, _BROKEN.sub(_restored, text)
    return text


def _proves(sequence: str) -> bool:
    """Whether sound text can't hold the sequence."""
    return sequence == "Â\u00a0" or not _ORDINARY.issuperset(sequence[1:])


def _restored(match: re.Match[str]) -> str:
    sequence = match[0]
    if sequence in ("â€", "â€\ufffd"):
        return "”"  # its last byte, 9D, has no character in windows-1252 and is lost
    try:
        whole = bytes(_BYTE_OF[character] for character in sequence).decode("utf-8")
    except UnicodeDecodeError:
        return sequence
    return sequence if any("\x80" <= character < "\xa0" for character in whole) else whole
