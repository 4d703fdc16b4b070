"""Dates that a reader sees beside an article: between headline and text, right above, right below.

Never a date of another item (a sidebar, a teaser), of a change, or of today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scrapers.extraction.body import furniture
from scrapers.extraction.dates import DateReading, read_date
from scrapers.extraction.page.outline import Block, Box, Outline
from scrapers.extraction.page.weighing import Weighing
from scrapers.urls import canonical

_ABOVE = 6  # lines above the headline in which its date may stand
_BELOW = 12  # lines below the text
_LONGEST_LINE = 160  # characters; a longer line is prose
_CARD_BLOCKS = 6  # lines of a teaser at most
_CLAIM = re.compile(
    r"\b(?:diterbitkan|diposting|diposkan|dipublikasikan|dipublish|ditayangkan|diunggah|dirilis|ditulis|dibuat|terbit|tayang|"
    r"tanggal|tgl|posted|published|publish|date|created|oleh|by|rilis|posting|upload)\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"[\W_]*(?:diterbitkan|diposting|diposkan|dipublikasikan|dipublish|ditayangkan|diunggah|posted|published|"
    r"tanggal[ ](?:terbit|tayang|posting|publikasi|unggah))\b",
    re.IGNORECASE,
)
_OTHER_CLAIM = re.compile(
    r"\b(?:diperbarui|diperbaharui|diubah|diupdate|updated?|modified|edited|dimulai|berakhir|deadline|batas|expired|agenda|"
    r"hari ini|sekarang|today|copyright|last|terakhir|kedaluwarsa|berlaku)\b|©",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the article stands: indexes of the headline's block, of its first, behind its last, and of all of them."""

    title: int | None
    first: int
    last: int
    lines: frozenset[int] = frozenset()

    @property
    def start(self) -> int:
        """The headline, or the first line where the headline isn't above it."""
        return self.title if self.title is not None and self.title < self.first else self.first


def sightings(weighing: Weighing, extent: Extent, url: str, today: date | None) -> Iterator[tuple[DateReading, str]]:
    """Readings with the lines they were read from, the most trustworthy first."""
    found = []
    for block in _lines_near(weighing, extent):
        for reading, text in _readings(block, weighing, extent, url, today):
            if block.index < extent.start and not claims_publication(text) and _is_today(reading, today):
                continue
            found.append((_distance(block, extent, text), block.index, reading, text))
    for _, _, reading, text in sorted(found, key=lambda item: item[:2]):
        yield reading, text


def only_claim(weighing: Weighing, extent: Extent, url: str, today: date | None) -> Iterator[DateReading]:
    """The date of the one line below the text that begins with "Diterbitkan" or the like, however far below."""
    found = [
        reading
        for block in weighing.outline.blocks[extent.last :]
        if block.index not in weighing.cut and _STATEMENT.match(block.text) is not None
        for reading, _ in _readings(block, weighing, extent, url, today)
    ]
    if len(found) == 1:
        yield from found


def beside_headline(
    weighing: Weighing, extent: Extent, url: str, today: date | None
) -> Iterator[tuple[DateReading, str]]:
    """Readings between headline and text, with their lines; those that claim to be the publication's first."""
    found = [
        reading for block in _between(weighing, extent) for reading in _readings(block, weighing, extent, url, today)
    ]
    yield from sorted(found, key=lambda item: not claims_publication(item[1]))


def lines_beside_headline(weighing: Weighing, extent: Extent, url: str) -> Iterator[Block]:
    """Short lines between headline and text that are the article's, not a teaser's."""
    for block in _between(weighing, extent):
        if len(block.text) <= _LONGEST_LINE and not is_elsewhere(block.box, weighing.outline, extent, url):
            yield block


def _between(weighing: Weighing, extent: Extent) -> list[Block]:
    """The lines between headline and text."""
    return weighing.outline.blocks[extent.start + (extent.start != extent.first) : extent.first]


def claims_publication(line: str) -> bool:
    """Whether a line says that its date is the publication's: "Diposting oleh Admin pada 9 Maret 2026"."""
    return _CLAIM.search(line) is not None


def _readings(
    block: Block, weighing: Weighing, extent: Extent, url: str, today: date | None
) -> Iterator[tuple[DateReading, str]]:
    text = _own_claim(" ".join(block.pieces))
    if not text or len(text) > _LONGEST_LINE or is_elsewhere(block.box, weighing.outline, extent, url):
        return
    reading = read_date(text, today=today)
    if reading is not None and reading.iso is not None:
        yield reading, text


def _own_claim(text: str) -> str:
    """The line up to where it speaks of a change or of today."""
    return _OTHER_CLAIM.split(text, maxsplit=1)[0]


def _is_today(reading: DateReading, today: date | None) -> bool:
    return today is not None and reading.iso is not None and reading.iso[:10] == today.isoformat()[:10]


def _lines_near(weighing: Weighing, extent: Extent) -> list[Block]:
    blocks = weighing.outline.blocks
    below: list[Block] = []
    for block in blocks[extent.last : extent.last + _BELOW]:
        if block.heading is not None or furniture.opens_furniture(block):
            break
        below.append(block)
    near = (
        *blocks[max(0, extent.start - _ABOVE) : extent.start],
        *_between(weighing, extent),
        *(block for block in blocks[extent.first : extent.last] if not _tells(block, weighing)),
        *below,
    )
    return [block for block in near if block.index not in weighing.cut and block.index not in extent.lines]


def _tells(block: Block, weighing: Weighing) -> bool:
    """Whether a line amid the text is a report's sentence, whose days are its subject's: "Data per 31 Agustus"."""
    return weighing.prose[block.index] > 0 and not furniture.begins_as_label(block)


def is_elsewhere(box: Box, outline: Outline, extent: Extent, url: str) -> bool:
    """Whether a box belongs to a menu, a sidebar or a teaser of another article."""
    for outer in box.ancestors():
        if outer.start <= extent.first and outer.end >= extent.last:
            return False
        if furniture.weight(outer) < 0.5 and not furniture.is_about_article(outer):
            return True
        lines = outer.end - outer.start
        if 2 <= lines <= _CARD_BLOCKS and any(_leads_away(block, url) for block in outline.inside(outer)):
            return True
    return False


def _leads_away(block: Block, url: str) -> bool:
    if block.words < 4 or block.links != 1 or block.href is None or block.linked < 0.9 * len(block.text):
        return False
    return canonical(block.href, url) not in (url, None)


def _distance(block: Block, extent: Extent, text: str) -> float:
    claimed = -4.0 if claims_publication(text) else 0.0
    if extent.start <= block.index < extent.first:
        return claimed
    if block.index < extent.start:
        return 6.0 + (extent.start - block.index) + claimed
    return 8.0 + (block.index - extent.last) + claimed
