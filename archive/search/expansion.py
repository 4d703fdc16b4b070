"""What a query is taken to mean beyond the letters typed: other forms of its words, other names of its things.

Phrases, words to be without and ``persis:ya`` stay as they are. Everything stays in the shape of a query: of each group
one term has to match. "rapat anggota tahunan" may also be "RAT", so RAT joins each of the three groups.
"""

from __future__ import annotations

import dataclasses
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from archive.search import vocabulary
from archive.search.query import Query, Term
from archive.search.synonyms import Name, key, longest, synonyms

FORMS = 12  # other forms of one word, the most usual
ALL_FORMS = 48  # of all words of a query; each word may have two in any case
SHORTEST = 3  # letters of a word that is looked for by other forms
COMMON_BEGINNING = 20_000  # articles: FTS5 reads the lists of all words that begin so before it finds the first
BEGINNINGS = 100  # words that such a beginning stands for, the most usual

Group = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """What is looked for beside something that was typed.

    :param typed: a word, or the words of a name
    :param forms: of the same root, from the archive, the most usual first
    :param names: of the same thing, such as abbreviations
    """

    typed: str
    forms: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """The expansion as JSON carries it."""
        return {"typed": self.typed, "forms": list(self.forms), "names": list(self.names)}


@dataclass(frozen=True, slots=True)
class Expanded:
    """A query with all that it is taken to mean.

    :param expansions: what was added, in the order of the query
    :param partial: a beginning stands for so many words that only the most usual are looked for
    """

    query: Query
    expansions: tuple[Expansion, ...] = ()
    partial: bool = False


def expand(db: sqlite3.Connection, query: Query) -> Expanded:
    """Return what ``query`` means to this archive."""
    read = [_beginnings(db, group) for group in query.groups]
    groups, partial = [group for group, _ in read], any(partial for _, partial in read)
    expansions: list[Expansion] = []
    if not query.exact:
        named = dict(_named(query.groups))
        words = [term for group in query.groups for term in group if _has_forms(term)]
        most = max(2, min(FORMS, ALL_FORMS // max(1, len(words))))
        for at, group in enumerate(query.groups):
            for term in group:
                found = tuple(vocabulary.forms(db, _folded(term.text), most)) if _has_forms(term) else ()
                groups[at] += tuple(Term(form) for form in found)
                if found:
                    expansions.append(Expansion(term.text, found))
            for (first, last), (typed, names) in named.items():
                if first <= at <= last:
                    groups[at] += tuple(Term(name.key, literal=True) for name in names)
                if first == at:
                    expansions.append(Expansion(typed, names=tuple(name.text for name in names)))
    wide = dataclasses.replace(query, groups=tuple(tuple(dict.fromkeys(group)) for group in groups))
    return Expanded(wide, _merged(expansions), partial)


def _beginnings(db: sqlite3.Connection, group: Group) -> tuple[Group, bool]:
    """Return ``group`` with common beginnings of words replaced by the words, and whether those aren't all."""
    terms: list[Term] = []
    partial = False
    for term in group:
        start = _folded(term.text)
        words = vocabulary.beginning(db, start, BEGINNINGS + 1) if term.prefix and _is_ascii_word(start) else []
        if sum(articles for _, articles in words) < COMMON_BEGINNING:
            terms.append(term)
        else:
            terms += [Term(word, literal=True) for word, _ in words[:BEGINNINGS]]
            partial = partial or len(words) > BEGINNINGS
    return tuple(terms), partial


def _named(groups: Sequence[Group]) -> Iterator[tuple[tuple[int, int], tuple[str, tuple[Name, ...]]]]:
    """Yield first and last group of each name that was typed, the longest first, its words, and the other names.

    A name of several words stands in as many groups of one word; one of a single word may stand beside an OR.
    """
    taken: set[int] = set()
    for length in range(longest(), 0, -1):
        for first in range(len(groups) - length + 1):
            span = range(first, first + length)
            if taken.intersection(span):
                continue
            run = [group[0] if len(group) == 1 else None for group in groups[first : first + length]]
            for terms in [run] if length > 1 or len(groups[first]) == 1 else [[term] for term in groups[first]]:
                words = [term.text for term in terms if term and not (term.literal or term.prefix)]
                names = synonyms().get(key(" ".join(words))) if len(words) == length else None
                if names:
                    taken.update(span)
                    yield (first, first + length - 1), (" ".join(words), names)


def _merged(expansions: Sequence[Expansion]) -> tuple[Expansion, ...]:
    """Return one expansion for each thing typed."""
    merged: dict[str, Expansion] = {}
    for each in expansions:
        before = merged.get(each.typed, Expansion(each.typed))
        forms, names = dict.fromkeys(before.forms + each.forms), dict.fromkeys(before.names + each.names)
        merged[each.typed] = Expansion(each.typed, tuple(forms), tuple(names))
    return tuple(merged.values())


def _has_forms(term: Term) -> bool:
    text = _folded(term.text)
    return not (term.literal or term.prefix) and len(text) >= SHORTEST and _is_ascii_word(text)


def _is_ascii_word(text: str) -> bool:
    return text.isascii() and text.isalnum() and text[:1].isalpha()


def _folded(text: str) -> str:
    """Return ``text`` as the index holds it: small letters without accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter)
    )
