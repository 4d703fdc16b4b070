"""Pages of one site as evidence about each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from scrapers.extraction.body import find_body, text_start
from scrapers.extraction.body.trim import trim
from scrapers.extraction.errors import ExtractionError
from scrapers.extraction.fields.metadata import Metadata, read_metadata
from scrapers.extraction.fields.testimony import segments, words_of
from scrapers.extraction.fields.title import Title, find_title
from scrapers.extraction.page import Page, read_page
from scrapers.extraction.page.outline import Outline
from scrapers.extraction.page.weighing import Weighing

_SAME_PAGE = 0.9  # share of lines in common that makes two pages one


@dataclass(frozen=True, eq=False)
class Sample:
    """One page, and what it says by itself.

    :param own: indexes of the blocks that the page alone takes for its article
    """

    page: Page
    weighing: Weighing
    metadata: Metadata
    title: Title | None
    own: frozenset[int]

    @property
    def outline(self) -> Outline:
        """The page's lines and boxes."""
        return self.page.outline


def read_samples(pages: Sequence[tuple[bytes, str, str | None]]) -> list[Sample]:
    """Pages that differ: one article under two addresses would call its own text furniture.

    :param pages: body, URL and charset of the HTTP header of each; what can't be read is left out
    """
    read: list[tuple[Page, Weighing]] = []
    texts: list[frozenset[str]] = []
    for body, url, encoding in pages:
        try:
            page = read_page(body, url, encoding)
        except ExtractionError:
            continue  # teaches nothing about the others
        weighing = Weighing(page.outline)
        own = frozenset(b.text for b, value in zip(page.outline.blocks, weighing.prose, strict=True) if value)
        if own and not any(len(own & other) >= _SAME_PAGE * len(own) for other in texts):
            read.append((page, weighing))
            texts.append(own)
    metadata = [read_metadata(page) for page, _ in read]
    noise = title_noise(metadata)
    return [_sample(page, weighing, meta, noise) for (page, weighing), meta in zip(read, metadata, strict=True)]


def _sample(page: Page, weighing: Weighing, metadata: Metadata, noise: Collection[str]) -> Sample:
    title = find_title(page, metadata, text_at=text_start(weighing), noise=noise)
    box = find_body(weighing, title)
    own = frozenset(block.index for block in trim(weighing, box, title)) if box is not None else frozenset()
    return Sample(page, weighing, metadata, title, own)


def title_noise(pages: Sequence[Metadata]) -> tuple[str, ...]:
    """Words of segments that at least half of the titles share: the site's name, "Berita"."""
    counts: Counter[str] = Counter()
    for metadata in pages:
        parts = {words_of(part) for s in metadata.titles for part in (s.value, *segments(s.value))}
        counts.update(parts - {""})
    return tuple(sorted(words for words, count in counts.items() if count >= max(2, len(pages) / 2)))
