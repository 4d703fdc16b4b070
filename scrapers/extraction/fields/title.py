"""Which words are the headline: a vote among all who name it.

Machines (JSON-LD, ``og:title``, ``<title>``), the address, the list that led here and the template testify; lines of
the page are the candidates, since only they have the headline in its own case and punctuation. ``<h1>`` alone proves
little: on many office sites it says "Berita".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from archive.models import Hint
from scrapers.extraction.body import furniture
from scrapers.extraction.fields.metadata import Metadata
from scrapers.extraction.fields.testimony import Court, is_cut, segments, uncut, words_of
from scrapers.extraction.page import Page
from scrapers.extraction.page.outline import Block, Outline
from scrapers.urls import canonical

MAX_CHARACTERS = 300
_SHORTEST = 15  # characters of a headline outside of a heading
_SENTENCE_WORDS = 14  # a longer line that ends with a full stop is a sentence
_NEAR_TEXT = 12  # lines between a headline and its text at most
_MARKS = re.compile(r"^[\s/|»›>«•·:–—-]+|[\s/|»›>«•·:–—-]+$")
_HEADING_BONUS = {"h1": 1.4, "h2": 1.0, "h3": 0.8, "h4": 0.6, "h5": 0.4, "h6": 0.3}


@dataclass(frozen=True, slots=True)
class Title:
    """A headline, who gave it, and the block that shows it (``None``: the page shows it nowhere)."""

    text: str
    witness: str
    block: Block | None = None


@dataclass(eq=False)
class _Candidate:
    text: str
    words: str
    block: Block | None
    names: tuple[str, ...] = ()

    @cached_property
    def bonus(self) -> float:
        """What the place on the page says."""
        if self.block is None:
            return 0.0
        result = 1.0 + _HEADING_BONUS.get(self.block.heading or "", 0.0)
        if any(furniture.is_furniture_box(box) for box in self.block.box.ancestors()):
            result -= 2.0
        if self.block.heading is None and self.block.words > _SENTENCE_WORDS and self.text.endswith("."):
            result -= 1.5
        if self.text != self.block.text:
            result -= 1.0 if self.block.linked else 0.3  # a piece of a breadcrumb, or a headline with a date beside it
        return result


def find_title(
    page: Page,
    metadata: Metadata,
    *,
    text_at: int | None = None,
    hint: Hint | None = None,
    expected: Block | None = None,
    noise: Collection[str] = (),
) -> Title | None:
    """The headline of a page, ``None`` where nothing testifies to one.

    :param text_at: index of the block where the article's text seems to begin
    :param expected: the block that stands where the site's other pages have their headline
    :param noise: words of the segments that the site puts into every ``<title>``
    """
    court = Court(page.url, metadata, hint, noise)
    best: tuple[float, _Candidate, list[str]] | None = None
    for candidate in _candidates(page.outline, court, expected):
        votes = list(court.votes(candidate.words))
        score = sum(vote for _, vote in votes) + candidate.bonus
        names = [name for name, _ in votes]
        if expected is not None and candidate.block is expected:
            score += 3.0
            names.append("template")
        if not names and _leads_away(candidate, page):
            continue  # a teaser on a page of lists
        if court.is_empty(candidate.text) or _heads_furniture(candidate):
            score -= 3.0
        elif court.is_site(candidate.words):
            score -= 1.0
        score += _place(candidate, page, text_at)
        if best is None or score > best[0]:
            best = (score, candidate, names)
    if best is None or best[0] <= 0:
        return None
    return _verdict(best[1], best[2])


def _verdict(candidate: _Candidate, names: list[str]) -> Title:
    shown = [candidate.block.heading or "page"] if candidate.block is not None else []
    return Title(candidate.text, ", ".join(dict.fromkeys((*shown, *names))), candidate.block)


def _heads_furniture(candidate: _Candidate) -> bool:
    """Whether a candidate is the heading of something else: "Berita Terkait", "Sambutan Kepala Dinas"."""
    block = candidate.block
    return block is not None and (furniture.opens_furniture(block) or furniture.opens_widget(block))


def _is_link(candidate: _Candidate) -> bool:
    block = candidate.block
    return block is not None and block.href is not None and block.linked >= 0.8 * len(candidate.text)


def _leads_away(candidate: _Candidate, page: Page) -> bool:
    """Whether a candidate is a link to another page."""
    block = candidate.block
    return block is not None and _is_link(candidate) and canonical(block.href or "", page.url) != page.url


def _place(candidate: _Candidate, page: Page, text_at: int | None) -> float:
    """What the candidate's surroundings say."""
    result = -1.0 if is_cut(candidate.text) or len(candidate.words) < 8 else 0.0
    block = candidate.block
    if block is None:
        return result
    if _leads_away(candidate, page) or (block.heading is None and _is_link(candidate)):
        result -= 1.0
    if text_at is not None:
        result += 1.0 if 0 <= text_at - block.index <= _NEAR_TEXT else 0.0
        result -= 0.7 if block.index > text_at else 0.0
    return result


def _candidates(outline: Outline, court: Court, expected: Block | None) -> Iterable[_Candidate]:
    for block in outline.blocks:
        # A menu's words are no headline, whatever they are; only a heading may be so short.
        fits = _SHORTEST <= len(block.text) <= MAX_CHARACTERS and court.may_name(block.text)
        if not fits and block.heading is None and block is not expected:
            continue
        for text in (block.text, *dict.fromkeys(map(_bare, block.pieces if len(block.pieces) > 1 else ()))):
            words = words_of(text)
            if not words:
                continue
            known = block is expected or (block.heading is not None and text == block.text)
            if known or court.names(words):
                yield _Candidate(text, words, block)
    for statement in court.statements:
        for text in dict.fromkeys((statement.value, *segments(statement.value))):
            if len(text) <= MAX_CHARACTERS:
                yield _Candidate(uncut(text), words_of(text), None)


def _bare(piece: str) -> str:
    """A piece of a line without the marks that part it from its neighbours: ``"/ Pasar murah"``."""
    return _MARKS.sub("", piece)
