"""Which words are the headline: a vote among all who name it.

Machines (JSON-LD, ``og:title``, ``<title>``), the address, the list that led here and the template testify; lines of the
page are the candidates, since only they have the headline in its own case and punctuation. ``<h1>`` alone proves little:
on many office sites it says "Berita".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from archive.models import Hint
from scrapers.extraction import furniture
from scrapers.extraction.metadata import Metadata, Statement
from scrapers.extraction.outline import Block, Outline
from scrapers.extraction.page import Page
from scrapers.urls import canonical, host, slug_words

MAX_CHARACTERS = 300
_SHORTEST = 15  # characters of a headline outside of a heading
_MAX_SEGMENTS = 6
_NEAR_TEXT = 12  # lines between a headline and its text at most
_SEPARATOR = re.compile(r"\s+[–—|·•»«:/~-]+\s+|\s*(?:\||::|»|«|\s•\s)\s*")
_MARKS = re.compile(r"^[\s/|»›>«•·:–—-]+|[\s/|»›>«•·:–—-]+$")
_WORD = re.compile(r"[^\W_]+")
_CUT = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")
_GENERIC = frozenset(
    "berita detail artikel kabar informasi info beranda home news pengumuman post posts blog halaman page read baca isi konten "
    "content warta publikasi kegiatan agenda galeri terkini terbaru utama daerah umum selengkapnya website web resmi situs portal "
    "official site selamat datang welcome untitled document dan of the di pada".split()
)
# A headline may begin with them too, so they only weigh a little.
_SITE_WORDS = frozenset(
    "dinas dinkop diskop dinkopum diskopukm pemerintah pemkab pemkot kabupaten kota kecamatan portal website situs laman "
    "official welcome selamat beranda home kantor badan sekretariat".split()
)
# How much each witness's word counts. The list's anchor text was written beside this very address.
_WEIGHTS = {"json-ld": 3.0, "og:title": 3.0, "microdata": 2.0, "twitter:title": 1.0, "title": 2.0, "list": 3.0}
_HEADING_BONUS = {"h1": 1.4, "h2": 1.0, "h3": 0.8, "h4": 0.6, "h5": 0.4, "h6": 0.3}


@dataclass(frozen=True, slots=True)
class Title:
    """A headline, who gave it, and the block that shows it (``None``: the page shows it nowhere)."""

    text: str
    witness: str
    block: Block | None = None


def words_of(text: str) -> str:
    """A text's words alone, in lower case: ``"Pasar Murah, 2025!"`` -> ``"pasar murah 2025"``."""
    return " ".join(_WORD.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class _Witness:
    name: str
    text: str
    weight: float
    parts: Mapping[str, float]  # words of the segments between separators -> how likely each is the headline
    cut: str | None  # words before an ellipsis

    def agrees(self, words: str) -> float:
        """0 … 1: how far this witness names these words as the headline."""
        if words == self.text:
            return 1.0
        if self.cut and words.startswith(self.cut):
            return 0.9
        if words in self.parts:
            return self.parts[words]
        if len(words) >= 8 and f" {words} " in f" {self.text} ":
            return 0.75 * len(words) / len(self.text)
        if len(self.text) >= 8 and f" {self.text} " in f" {words} ":
            return 0.7 * len(self.text) / len(words)
        return 0.0


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
        if self.text != self.block.text:
            result -= 1.0 if self.block.linked else 0.3  # a piece of a breadcrumb, or a headline with a date beside it
        return result


class _Court:
    """All witnesses of one page."""

    def __init__(self, page: Page, metadata: Metadata, hint: Hint | None, noise: Collection[str]) -> None:
        self.page = page
        self.slug = slug_words(page.url)
        self.host = words_of(host(page.url)).replace(" ", "")
        self.sites = frozenset((*noise, words_of(metadata.site_name or ""), words_of(host(page.url)))) - {""}
        statements = list(metadata.titles)
        if hint is not None and hint.title:
            statements.append(Statement(hint.title, "list"))
        self.statements = statements
        self.witnesses = tuple(filter(None, map(self._witness, statements)))

    def is_site(self, words: str) -> bool:
        """Whether words may be the name of the site: "Dinas Koperasi …", "Portal …", words of the host."""
        first = words.split()[0] if words else ""
        return first in _SITE_WORDS or words.replace(" ", "") in self.host

    def is_generic(self, words: str) -> bool:
        """Whether words name a section or the site, not an article."""
        return not words or words in self.sites or set(words.split()) <= _GENERIC

    def _witness(self, statement: Statement) -> _Witness | None:
        parts = [words_of(part) for part in segments(statement.value)]
        own = [run for run in runs(parts) if not any(map(self.is_generic, run))]
        text = words_of(statement.value)
        if not own:
            return None
        cut = text if _CUT.search(statement.value) and len(text) >= 10 else None
        weight = _WEIGHTS.get(statement.witness, 1.0)
        if len(self.slug) >= 3 and statement.witness != "list":
            weight *= max(0.2, max(map(self.slug_agreement, (text, *map(" ".join, own)))))
        return _Witness(statement.witness, text, weight, self._parts(own), cut)

    def _parts(self, own: list[list[str]]) -> dict[str, float]:
        return {" ".join(run): 0.3 if len(run) == 1 and self.is_site(run[0]) else 0.95 for run in own}

    def slug_agreement(self, words: str) -> float:
        """0 … 1: how far the address spells these words."""
        if len(self.slug) < 2:
            return 0.0
        given = words.split()
        found = len(set(self.slug) & set(given))
        if not found:
            return 0.0
        return found / len(set(self.slug)) * (0.4 + 0.6 * found / len(set(given)))

    def votes(self, candidate: _Candidate) -> Iterator[tuple[str, float]]:
        """Each witness's vote for a candidate."""
        for witness in self.witnesses:
            if agreement := witness.agrees(candidate.words):
                yield witness.name, agreement * witness.weight
        if (agreement := self.slug_agreement(candidate.words)) > 0.3:
            yield "url", agreement * 3.0


def segments(title: str) -> list[str]:
    """A title cut at its separators: ``"Dinkop | Pasar murah"`` -> ``["Dinkop", "Pasar murah"]``."""
    return [part.strip() for part in _SEPARATOR.split(title) if part.strip()]


def runs(parts: list[str]) -> list[list[str]]:
    """All runs of neighbouring segments: a headline may hold a dash of its own."""
    few = parts[:_MAX_SEGMENTS]
    return [few[i:j] for i in range(len(few)) for j in range(i + 1, len(few) + 1)]


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
    court = _Court(page, metadata, hint, noise)
    best: tuple[float, _Candidate, list[str]] | None = None
    for candidate in _candidates(page.outline, court, expected):
        votes = list(court.votes(candidate))
        score = sum(vote for _, vote in votes) + candidate.bonus
        names = [name for name, _ in votes]
        if expected is not None and candidate.block is expected:
            score += 3.0
            names.append("template")
        if court.is_generic(candidate.words):
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


def _place(candidate: _Candidate, page: Page, text_at: int | None) -> float:
    """What the candidate's surroundings say."""
    result = -1.0 if _CUT.search(candidate.text) or len(candidate.words) < 8 else 0.0
    block = candidate.block
    if block is None:
        return result
    if block.href is not None and block.linked >= 0.8 * len(candidate.text):
        own = block.heading is not None and canonical(block.href, page.url) == page.url
        result += 0.3 if own else -1.0
    if text_at is not None:
        result += 1.0 if 0 <= text_at - block.index <= _NEAR_TEXT else 0.0
        result -= 0.7 if block.index > text_at else 0.0
    return result


def _candidates(outline: Outline, court: _Court, expected: Block | None) -> Iterable[_Candidate]:
    slug = set(court.slug)
    for block in outline.blocks:
        # A menu's words are no headline, whatever they are; only a heading may be so short.
        if not _SHORTEST <= len(block.text) <= MAX_CHARACTERS and block.heading is None and block is not expected:
            continue
        for text in (block.text, *dict.fromkeys(map(_bare, block.pieces if len(block.pieces) > 1 else ()))):
            words = words_of(text)
            if not words:
                continue
            known = block is expected or (block.heading is not None and text == block.text)
            if known or _is_named(words, slug, court.witnesses):
                yield _Candidate(text, words, block)
    for statement in court.statements:
        for text in dict.fromkeys((statement.value, *segments(statement.value))):
            if len(text) <= MAX_CHARACTERS:
                yield _Candidate(_CUT.sub("", text), words_of(text), None)


def _bare(piece: str) -> str:
    """A piece of a line without the marks that part it from its neighbours: ``"/ Pasar murah"``."""
    return _MARKS.sub("", piece)


def _is_named(words: str, slug: set[str], witnesses: tuple[_Witness, ...]) -> bool:
    given = set(words.split())
    if len(slug) >= 2 and len(given & slug) * 2 >= len(slug):
        return True
    return any(witness.agrees(words) >= 0.3 for witness in witnesses)
