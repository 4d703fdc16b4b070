"""The headline of a list's entry, among pictures, teasers and "read more"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from scrapers.discovery.html.page import NO_WORDS, text_of, words_of
from scrapers.urls import slug_words

_GENERIC = re.compile(
    r"[\s\W]*(?:(?:baca|lihat|klik|read|see|view|learn|continue)?\s*"
    r"(?:selengkap(?:nya)?|selanjut(?:nya)?|more|reading|detail\w*|lebih lanjut|lanjut(?:kan)?|lainnya|di ?sini|"
    r"berita|artikel|full|story|this|post)?)(?:\s+(?:membaca|berita|artikel|about.*))?[\s\W]*",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TITLE_CLASS = re.compile(r" (?:title|judul|headline|heading|post title|entry title) ")
_WORDS = re.compile(r"[^\W_]{3,}")
_MAX_CHARACTERS = 300
_ABOVE = 3  # levels from a link up to the heading it stands in


def headline(url: str, links: Sequence[etree._Element], blocks: Sequence[etree._Element]) -> str | None:
    """The text that names an article: it shares most words with the address, stands in a heading, is longest.

    :param links: the entry's links to the article
    :param blocks: the elements that belong to the entry alone
    """
    slug = frozenset(word for word in slug_words(url) if len(word) > 2)
    headings = {element: text_of(element) for block in blocks for element in block.iter() if is_heading(element)}
    candidates = dict.fromkeys((*_of_links(links, headings), *((text, 2) for text in headings.values())))
    fitting = [(text, rank) for text, rank in candidates if _names_something(text)]
    return max(fitting, key=lambda pair: _score(pair[0], pair[1], slug))[0] if fitting else None


def is_heading(element: etree._Element) -> bool:
    """Whether an element is a heading by its tag or its class."""
    if element.tag in _HEADINGS:
        return True
    if not isinstance(element.tag, str):
        return False
    words = words_of(element)
    return words != NO_WORDS and _TITLE_CLASS.search(words) is not None


def _of_links(links: Sequence[etree._Element], headings: dict[etree._Element, str]) -> Iterator[tuple[str, int]]:
    """The links' texts, each with a rank: 2 in a heading, 1 as it is, 0 in an attribute."""
    for link in links:
        inner = next((element for element in link.iter() if element in headings), None)
        if inner is not None:
            yield headings[inner], 2
        else:
            outer = any(element in headings or is_heading(element) for element in islice(link.iterancestors(), _ABOVE))
            yield text_of(link), 2 if outer else 1
        for value in (link.get("title"), link.get("aria-label"), *(image.get("alt") for image in link.iter("img"))):
            if value and value.count(" ") > 1:
                yield " ".join(value.split()), 0


def _names_something(text: str) -> bool:
    return 3 < len(text) <= _MAX_CHARACTERS and any(map(str.isalpha, text)) and not _GENERIC.fullmatch(text)


def _score(text: str, rank: int, slug: frozenset[str]) -> tuple[float, int, bool, int]:
    words = set(_WORDS.findall(text.lower()))
    share = len(slug & words) / len(slug | words) if slug and words else 0.0
    return round(share, 1), rank, not text.endswith(("...", "…")), len(text)
