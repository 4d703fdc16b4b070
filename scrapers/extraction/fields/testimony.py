"""Who names a page's headline, and how far each is to be believed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from archive.models import Hint
from scrapers.extraction import phrases
from scrapers.extraction.fields.metadata import Metadata, Statement
from scrapers.urls import host, slug_words

_LEAST_TRUST = 0.35  # of a title that the address doesn't spell; some slugs were never meant to
_MAX_SEGMENTS = 6
_SEPARATOR = re.compile(r"\s+[–—|·•»«:/~-]+\s+|\s*(?:\||::|»|«|\s•\s)\s*")
_WORD = re.compile(r"[^\W_]+")
_CUT = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")
_GENERIC = phrases.words(
    """berita detail artikel kabar informasi info beranda home news pengumuman post posts blog halaman page read
    baca isi konten content warta publikasi kegiatan agenda galeri terkini terbaru utama daerah umum
    selengkapnya website web resmi situs portal official site selamat datang welcome untitled document dan of
    the di pada"""
)
# A headline may begin with them too, so they only weigh a little.
_SITE_WORDS = phrases.words(
    """dinas dinkop diskop dinkopum diskopukm pemerintah pemkab pemkot kabupaten kota kecamatan portal website
    situs laman official welcome selamat beranda home kantor badan sekretariat"""
)
# How much each witness's word counts. The list's anchor text was written beside this very address.
_WEIGHTS = {
    "json-ld": 3.0,
    "og:title": 3.0,
    "microdata": 2.0,
    "twitter:title": 1.0,
    "title": 2.0,
    "list": 3.0,
    "url": 3.0,
}


@lru_cache(maxsize=8192)
def words_of(text: str) -> str:
    """A text's words alone, in lower case: ``"Pasar Murah, 2025!"`` -> ``"pasar murah 2025"``."""
    return " ".join(_WORD.findall(text.casefold()))


def is_cut(text: str) -> bool:
    """Whether a text ends with an ellipsis: "Pasar murah di …"."""
    return ("…" in text or "..." in text) and _CUT.search(text) is not None  # few have one, and looking is slow


def uncut(text: str) -> str:
    """A text without the ellipsis that it ends with."""
    return _CUT.sub("", text) if is_cut(text) else text


@dataclass(frozen=True, slots=True)
class Witness:
    """Who names a headline, and in which words.

    :param whole: how likely all its words together are the headline
    :param parts: words of the segments between separators -> how likely each is the headline
    :param cut: words before an ellipsis
    """

    name: str
    text: str
    weight: float
    whole: float
    parts: Mapping[str, float]
    cut: str | None

    def agrees(self, words: str) -> float:
        """0 … 1: how far this witness names these words as the headline."""
        if words == self.text:
            return self.whole
        if self.cut and words.startswith(self.cut):
            return 0.9
        if words in self.parts:
            return self.parts[words]
        if len(words) >= 8 and f" {words} " in f" {self.text} ":
            return 0.75 * len(words) / len(self.text)
        if len(self.text) >= 8 and f" {self.text} " in f" {words} ":
            return 0.7 * len(self.text) / len(words)
        return 0.0


class Court:
    """All that names a page's headline: machines, the list that led here, the address."""

    def __init__(self, url: str, metadata: Metadata, hint: Hint | None, noise: Collection[str]) -> None:
        self.slug = slug_words(url)
        self._spelt = frozenset(self.slug)
        self.host = words_of(host(url)).replace(" ", "")
        self.sites = frozenset((*noise, words_of(metadata.site_name or ""), words_of(host(url)))) - {""}
        statements = list(metadata.titles)
        if hint is not None and hint.title:
            statements.append(Statement(hint.title, "list"))
        self.statements = statements
        self.witnesses = tuple(filter(None, map(self._witness, statements)))
        self.pool = self._spelt.union(*(witness.text.split() for witness in self.witnesses))

    def is_site(self, words: str) -> bool:
        """Whether words may be the name of the site: "Dinas Koperasi …", "Portal …", words of the host."""
        first = words.partition(" ")[0]
        return first in _SITE_WORDS or words.replace(" ", "") in self.host

    def is_generic(self, words: str) -> bool:
        """Whether words name a section or the site, not an article."""
        return not words or words in self.sites or set(words.split()) <= _GENERIC

    def is_empty(self, text: str) -> bool:
        """Whether a title is made of nothing but the names of the site and its sections: "Berita | Dinas Koperasi"."""
        parts = [words_of(part) for part in segments(text)]
        if len(parts) < 2:
            return self.is_generic(words_of(text))
        return all(self.is_generic(part) or self.is_site(part) for part in parts)

    def _witness(self, statement: Statement) -> Witness | None:
        parts = [words_of(part) for part in segments(statement.value)]
        own = [run for run in runs(parts) if not any(map(self.is_generic, run))]
        text = words_of(statement.value)
        if not own:
            return None
        cut = text if is_cut(statement.value) and len(text) >= 10 else None
        weight = _WEIGHTS.get(statement.witness, 1.0)
        if len(self.slug) >= 3 and statement.witness != "list":
            weight *= max(_LEAST_TRUST, *map(self.slug_agreement, (text, *map(" ".join, own))))
        whole = 0.85 if len(parts) > 1 and any(self.is_generic(part) or self.is_site(part) for part in parts) else 1.0
        return Witness(statement.witness, text, weight, whole, self._parts(own), cut)

    def _parts(self, own: list[list[str]]) -> dict[str, float]:
        """Longer runs are likelier, but for those with the name of the site in them."""
        return {
            " ".join(run): (0.3 if len(run) == 1 else 0.6) if any(map(self.is_site, run)) else 0.94 + 0.01 * len(run)
            for run in own
        }

    def slug_agreement(self, words: str) -> float:
        """0 … 1: how far the address spells these words."""
        if len(self.slug) < 2:
            return 0.0
        given = set(words.split())
        found = len(self._spelt & given)
        return found / len(self._spelt) * (0.3 + 0.7 * found / len(given)) if found else 0.0

    def may_name(self, text: str) -> bool:
        """Whether a line has two words that a witness has: a quick look before a thorough one."""
        words = _rough_words(text)
        if self.pool.isdisjoint(words):  # as most lines are
            return not self.pool
        return len(self.pool & words) >= min(2, len(self.pool))

    def names(self, words: str) -> bool:
        """Whether a witness names these words, at least in part."""
        given = set(words.split())
        if len(self.slug) >= 2 and len(given.intersection(self.slug)) * 2 >= len(self.slug):
            return True
        return any(witness.agrees(words) >= 0.3 for witness in self.witnesses)

    def votes(self, words: str) -> Iterator[tuple[str, float]]:
        """Each witness's vote for words as the headline."""
        for witness in self.witnesses:
            if agreement := witness.agrees(words):
                yield witness.name, agreement * witness.weight
        if (agreement := self.slug_agreement(words)) > 0.3:
            yield "url", agreement * _WEIGHTS["url"]


@lru_cache(maxsize=8192)
def segments(title: str) -> tuple[str, ...]:
    """A title cut at its separators: ``"Dinkop | Pasar murah"`` -> ``("Dinkop", "Pasar murah")``."""
    return tuple(part.strip() for part in _SEPARATOR.split(title) if part.strip())


@lru_cache(maxsize=8192)
def _rough_words(line: str) -> frozenset[str]:
    return frozenset(line.casefold().split())


def runs(parts: list[str]) -> list[list[str]]:
    """All runs of neighbouring segments: a headline may hold a dash of its own."""
    few = parts[:_MAX_SEGMENTS]
    return [few[i:j] for i in range(len(few)) for j in range(i + 1, len(few) + 1)]
