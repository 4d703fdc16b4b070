"""Which line belongs to a picture: the words right below it that the markup or the words themselves set off."""

from __future__ import annotations

import re

from bs4.element import NavigableString, PageElement, Tag

from scrapers.extraction.dates import dateline
from scrapers.extraction.page.outline import INLINE

SET_OFF = frozenset(("em", "i", "small", "cite"))  # elements that print words unlike the text around them
_LONGEST = 250  # characters
_NAMED = re.compile(r"caption|keterangan|credit", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_CREDIT = re.compile(
    r"[\W_]*(?:foto|photo|gambar|caption|ket(?:erangan)?\.?[ ](?:foto|gambar)|dok(?:umentasi)?)\b\.?[ ]?[:/–-]|"
    r"[\W_]*dok\.[ ]|"
    r".{5,}\b(?:foto|dok(?:umentasi)?|sumber)[ ]?[:./][ ]?(?:(?!\.[ ]).){2,50}$",
    re.IGNORECASE,
)


def reads_as_caption(line: str, *, set_off: bool) -> bool:
    """Whether a line below a picture is about it: short, and set off by markup or by words such as "Foto: Humas".

    A line that begins as reports do is the report.
    """
    if len(line) > _LONGEST or not (set_off or _CREDIT.match(line)):
        return False
    return dateline(line) is None


class Captions:
    """Ties lines to pictures while a fragment is read from top to bottom."""

    def __init__(self) -> None:
        self._of: dict[int, str] = {}
        self._picture: Tag | None = None  # the last one, as long as no line stands below it
        self._broken = False  # a break stands between it and the line
        self._last: PageElement | None = None
        self._depth = 0  # of open elements that set words off
        self._set_off = 0  # characters of the line that stand in them

    def of(self, picture: Tag) -> str | None:
        """The words under a picture."""
        return self._of.get(id(picture))

    def see(self, picture: Tag) -> None:
        """A picture stands here."""
        self._picture = picture
        self._broken = False

    def enter(self, *, entering: bool) -> None:
        """An element that sets words off begins or ends."""
        self._depth += 1 if entering else -1

    def read(self, text: NavigableString, size: int) -> None:
        """A piece of the line."""
        if size:
            self._last = text
            self._set_off += size if self._depth > 0 else 0

    def end(self, line: str, size: int) -> None:
        """The line ends here, of so many characters without blanks."""
        if self._picture is not None and line:
            if reads_as_caption(line, set_off=self._set_off == size or self._is_set_off(line)):
                self._of[id(self._picture)] = line
            self._picture = None
        self._broken = self._broken or not line
        self._set_off = 0

    def _is_set_off(self, line: str) -> bool:
        block = next((tag for tag in self._last.parents if tag.name not in INLINE), None) if self._last else None
        if block is None or self._picture is None or len(line) > _LONGEST:
            return False
        alone = _holds_only(block, line)
        if block.name == "figcaption" or _NAMED.search(f"{block.get('class')} {block.get('id')}"):
            return True
        if alone and (_is_centred(block) or (self._broken and block.name == "p" and _is_inside(self._picture, block))):
            return True
        return _shares_table(block, self._picture)


def _is_inside(tag: Tag, outer: Tag) -> bool:
    return any(parent is outer for parent in tag.parents)  # `in` would compare whole trees


def _holds_only(block: Tag, line: str) -> bool:
    """Whether a block has no other words; a long one isn't read to its end for that."""
    size = 0
    for string in block.strings:
        size += len("".join(string.split()))
        if size > len(line):
            return False
    return size == len(line.replace(" ", ""))


def _is_centred(block: Tag) -> bool:
    if block.name == "center" or str(block.get("align") or "").lower() == "center":
        return True
    return "center" in f"{block.get('class')}" or _CENTRED.search(str(block.get("style") or "")) is not None


def _shares_table(block: Tag, picture: Tag) -> bool:
    """Whether a table holds nothing but the picture and its words."""
    table = block.find_parent("table")
    if table is None or not _is_inside(picture, table):
        return False
    return len(table.find_all("img", limit=2)) == 1 and len(table.get_text(strip=True)) <= _LONGEST
