"""Whether a region holds an article at all: a page of pictures or of one document has none, but much text around it."""

from __future__ import annotations

from scrapers.extraction.body.edges import is_date_line
from scrapers.extraction.body.region import Region
from scrapers.extraction.fields.title import Title
from scrapers.extraction.page.weighing import Weighing

MIN_CHARACTERS = 40  # of text; less is no article
_OWN = 0.3  # part of a region's running text that no greeting, comment or page's foot may hold
_NOTICE = 200  # characters of running text above a headline that a site's greeting may have


def has_substance(weighing: Weighing, title: Title, region: Region) -> bool:
    """Whether a region is more than comments, a greeting or the page's foot."""
    if region.characters < MIN_CHARACTERS:
        return False
    prose = {block.index: weighing.prose[block.index] for block in region.blocks if weighing.prose[block.index]}
    if not prose:
        return sum(len(block.text) for block in region.blocks if not is_date_line(block.text)) >= MIN_CHARACTERS
    total = sum(prose.values())
    title_at = title.block.index if title.block is not None else None
    if title_at is not None and max(prose) < title_at and total < _NOTICE:
        return False
    if not prose.keys() & weighing.doubts.keys():
        return True
    doubted = weighing.doubts_beside(title_at)
    return sum(value for index, value in prose.items() if index not in doubted) >= _OWN * total
