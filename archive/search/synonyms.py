"""Abbreviations and the names that they stand for: ``RAT`` is ``rapat anggota tahunan``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.search.query import words

FILE = Path(__file__).with_name("words") / "synonyms.toml"


@dataclass(frozen=True, slots=True)
class Name:
    """One of the names of a thing.

    :param text: as it is shown, ``"P-IRT"``
    :param key: its words as they are compared, ``"p irt"``
    """

    text: str
    key: str


@cache
def synonyms() -> Mapping[str, tuple[Name, ...]]:
    """Key of a name -> the other names of the same thing, of which some may have several."""
    groups = [group for topic in tomllib.loads(FILE.read_text(encoding="utf-8")).values() for group in topic.values()]
    found: dict[str, tuple[Name, ...]] = {}
    for group in groups:
        names = [Name(text, key(text)) for text in group]
        for name in names:
            found[name.key] = found.get(name.key, ()) + tuple(other for other in names if other != name)
    return found


@cache
def longest() -> int:
    """How many words the longest name has."""
    return max(name.count(" ") + 1 for name in synonyms())


def key(text: str) -> str:
    """Return the words of ``text`` as names are compared.

    >>> key("P-IRT")
    'p irt'
    """
    return " ".join(words(text.casefold()))
