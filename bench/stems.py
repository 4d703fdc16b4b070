"""How well stemmers join the forms of Indonesian words: ours, PySastrawi and Snowball on words labelled by hand.

``python -m bench.stems``. The words are ``families.txt`` of ``tests/archive/search/words/``. *Right* is the share that
get the root of their family, *recall* the share of the pairs of one family that get the same root, *precision* the
share of the pairs with the same root that are of one family.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from archive.search.stems import stem
from tests.archive.search.families import families

Pairs = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one stemmer; microseconds for a word that it hasn't met."""

    right: float
    recall: float
    precision: float
    microseconds: float


def measure(stemmer: Callable[[str], str]) -> Figures:
    """Return how well ``stemmer`` does on the labelled words."""
    labelled = families()
    words = [word for forms in labelled.values() for word in forms]
    started = time.perf_counter()
    roots = {word: stemmer(word) for word in words}
    seconds = time.perf_counter() - started
    groups: dict[str, list[str]] = {}
    for word, root in roots.items():
        groups.setdefault(root, []).append(word)
    true, found = _pairs(labelled.values()), _pairs(groups.values())
    right = sum(roots[word] == root for root, forms in labelled.items() for word in forms)
    shared = len(true & found)
    return Figures(right / len(words), shared / len(true), shared / len(found), seconds / len(words) * 1e6)


def main() -> None:
    """Print the table."""
    stemmers = {
        "ours": stem,
        "PySastrawi": import_module("Sastrawi.Stemmer.StemmerFactory").StemmerFactory().create_stemmer().stem,
        "Snowball": import_module("snowballstemmer").stemmer("indonesian").stemWord,
    }
    stem("")  # reads the roots
    print(f"{sum(map(len, families().values()))} words in {len(families())} families")
    for name, stemmer in stemmers.items():
        figures = measure(stemmer)
        print(
            f"  {name:10}  right {figures.right:.3f}  recall {figures.recall:.3f}  "
            f"precision {figures.precision:.3f}  {figures.microseconds:.0f} µs a word"
        )


def _pairs(groups: Iterable[Iterable[str]]) -> Pairs:
    return {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}


if __name__ == "__main__":
    main()
