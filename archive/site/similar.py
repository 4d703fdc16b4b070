"""Articles that share unusual words with another one."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

SHOWN = 5
ASKED = 40  # words of an article that are looked up
RARE = 400  # a word in more articles than that says little
KEPT = 14  # of the rare words, the rarest, find articles
FEWEST = 2  # words that two articles share, at least
_WORD = re.compile(r"[^\W\d_]{4,}|\d{4,}")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][^\W\d_]{3,}")  # inside a sentence: names say most


def similar(db: sqlite3.Connection, position: int, title: str, body: str) -> list[int]:
    """Positions of the articles most like the one at ``position``, the most similar first."""
    holders = {word: found for word in _asked(title, body) if 1 < len(found := _holders(db, word)) <= RARE}
    rarest = sorted(holders, key=lambda word: (len(holders[word]), word))[:KEPT]
    scores: Counter[int] = Counter()
    shared: Counter[int] = Counter()
    for word in rarest:
        weight = math.log(2 * RARE / len(holders[word]))
        for other in holders[word]:
            scores[other] += weight  # type: ignore[assignment]  # a counter of weights
            shared[other] += 1
    found = [other for other in scores if other != position and shared[other] >= FEWEST]
    return sorted(found, key=lambda other: (-scores[other], -other))[:SHOWN]


def _asked(title: str, body: str) -> list[str]:
    """Words that may be unusual: those of the title, then names, then long ones."""
    names = (name.lower() for name in _NAME.findall(body))
    long = sorted(dict.fromkeys(_words(body)), key=lambda word: -len(word))
    return list(_first_of((_words(title), names, long)))


def _first_of(sources: Iterable[Iterable[str]]) -> Iterator[str]:
    seen: set[str] = set()
    for words in sources:
        for word in words:
            if word not in seen:
                seen.add(word)
                yield word
                if len(seen) == ASKED:
                    return


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _holders(db: sqlite3.Connection, word: str) -> list[int]:
    """Positions of the newest articles that hold ``word``, one more than ``RARE`` at most."""
    sql = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [row[0] for row in db.execute(sql, (f'"{word}"', RARE + 1))]
