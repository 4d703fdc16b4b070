"""Pages of one site as evidence about each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from scrapers.extraction.body import find_body, text_start
from scrapers.extraction.body.trim import trim
from scrapers.extraction.errors import ExtractionError
from scrapers.extraction.fields.metadata import Metadata
from scrapers.extraction.fields.testimony import segments, words_of
from scrapers.extraction.fields.title import Title, find_title
from scrapers.extraction.study import Study, study

_SAME_PAGE = 0.9  # share of lines in common that makes two pages one


@dataclass(frozen=True, eq=False)
class Sample(Study):
    """One page, and what it takes for its headline and text by itself.

    :param own: indexes of the blocks that the page alone takes for its article
    """

    title: Title | None
    own: frozenset[int]


def read_samples(pages: Sequence[tuple[bytes, str, str | None]]) -> list[Sample]:
    """Pages that differ: one article under two addresses would call its own text furniture.

    :param pages: body, URL and charset of the HTTP header of each; what can't be read is left out
    """
    studies: list[Study] = []
    texts: list[frozenset[str]] = []
    for body, url, encoding in pages:
        try:
            known = study(body, url, encoding)
        except ExtractionError:
            continue  # teaches nothing about the others
        own = frozenset(b.text for b, value in zip(known.outline.blocks, known.weighing.prose, strict=True) if value)
        if own and not any(len(own & other) >= _SAME_PAGE * len(own) for other in texts):
            studies.append(known)
            texts.append(own)
    noise = title_noise([known.metadata for known in studies])
    return [_sample(known, noise) for known in studies]


def _sample(known: Study, noise: Collection[str]) -> Sample:
    page, weighing, metadata = known.page, known.weighing, known.metadata
    title = find_title(page, metadata, text_at=text_start(weighing), noise=noise)
    box = find_body(weighing, title)
    own = frozenset(block.index for block in trim(weighing, box, title)) if box is not None else frozenset()
    return Sample(known.body, known.encoding, page, weighing, metadata, title, own)


def title_noise(pages: Sequence[Metadata]) -> tuple[str, ...]:
    """Words of segments that at least half of the titles share: the site's name, "Berita"."""
    counts: Counter[str] = Counter()
    for metadata in pages:
        parts = {words_of(part) for s in metadata.titles for part in (s.value, *segments(s.value))}
        counts.update(parts - {""})
    return tuple(sorted(words for words, count in counts.items() if count >= max(2, len(pages) / 2)))
