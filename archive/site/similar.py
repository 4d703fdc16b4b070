"""Articles that share unusual words with another one."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import defaultdict

from archive.search.vocabulary import usual

SHOWN = 5
ASKED = 250  # different words of an article that are looked up, from its beginning
RARE = 400  # a word in more articles than that says little
KEPT = 14  # of the rare words, the rarest, find articles
FEWEST = 2  # words that two articles share, at least
_WORD = re.compile(r"[a-z][a-z0-9]{3,}")
_HOLDERS = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid DESC LIMIT ?"


def similar(db: sqlite3.Connection, position: int, title: str, body: str) -> list[int]:
    """Positions of the articles most like the one at ``position``, the most similar first.

    A word counts the more the fewer articles hold it; what the archive's vocabulary doesn't know counts nothing.
    """
    words = list(dict.fromkeys(_WORD.findall(f"{title} {body}".lower())))[:ASKED]
    held = {word: articles for word, articles in usual(db, words).items() if 1 < articles <= RARE}
    scores: defaultdict[int, float] = defaultdict(float)
    shared: defaultdict[int, int] = defaultdict(int)
    for word in sorted(held, key=lambda word: (held[word], word))[:KEPT]:
        for (other,) in db.execute(_HOLDERS, (f'"{word}"', RARE)):
            scores[other] += math.log(2 * RARE / held[word])
            shared[other] += 1
    found = [other for other in scores if other != position and shared[other] >= FEWEST]
    return sorted(found, key=lambda other: (-scores[other], -other))[:SHOWN]
