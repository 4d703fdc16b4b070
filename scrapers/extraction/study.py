"""A page before its first field is read: parsed, weighed, and asked what it says about itself.

A layout is learnt from pages that are read right after it. They stay on the desk until then, so that no page is parsed
twice; that changes no answer, since a study depends on the page alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from scrapers.extraction.fields.metadata import Metadata, read_metadata
from scrapers.extraction.page import Page, read_page
from scrapers.extraction.page.outline import Outline
from scrapers.extraction.page.weighing import Weighing

DESK = 16  # pages, half a megabyte each: as many as a layout is learnt from


@dataclass(frozen=True, eq=False)
class Study:
    """What a page shows by itself, and the bytes that it was read from."""

    body: bytes = field(repr=False)
    encoding: str | None
    page: Page
    weighing: Weighing
    metadata: Metadata

    @property
    def outline(self) -> Outline:
        """The page's lines and boxes."""
        return self.page.outline


_desk: dict[str, Study] = {}  # address -> its study; taken by the one who reads it, for reading uses up a page's tree
_lock = Lock()  # a layout may be learnt in another thread than pages are read in


def study(body: bytes, url: str, encoding: str | None) -> Study:
    """Study a page, or take it from the desk.

    :raises ExtractionError: it can't be read as a page
    """
    with _lock:
        known = _desk.pop(url, None)
    if known is not None and (known.body, known.encoding) == (body, encoding):
        return known
    page = read_page(body, url, encoding)
    return Study(body, encoding, page, Weighing(page.outline), read_metadata(page))


def keep(studies: Iterable[Study]) -> None:
    """Lay studies on the desk for those who read the pages next; the oldest leave it."""
    with _lock:
        _desk.update((each.page.url, each) for each in studies)
        for url in list(_desk)[:-DESK]:
            del _desk[url]
