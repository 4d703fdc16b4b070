"""What a reader may have meant who typed a word that the archive hardly holds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from string import ascii_lowercase

from archive.search import vocabulary
from archive.search.query import Query, Term

SHORTEST, LONGEST = 4, 20  # letters of a word that is worth a guess
MOST_WORDS = 3  # are guessed in one query
RARE = 5  # articles: a word that more hold is no slip
MORE_USUAL = 100  # times: a word so much more usual than one that it resembles was meant


def suggestion(db: sqlite3.Connection, typed: str, query: Query) -> str | None:
    """Return ``typed`` with each misspelt word replaced by the archive's own most usual word one slip away.

    A slip is a letter too many, too few, wrong, or two in the wrong order. A word is taken for misspelt where no
    article holds it, or the other word is so much more usual that the articles that hold it must have slipped too.
    ``None`` where nothing is misspelt, or an unknown word resembles none.
    """
    words = list(_words(query))
    known = vocabulary.usual(db, words)
    rare = [word for word in words if known.get(word, 0) <= RARE]
    unknown = [word for word in rare if word not in known and not _stands(db, word)]
    if not rare or len(unknown) > MOST_WORDS:
        return None
    mended = typed
    for word in rare[: MOST_WORDS + len(unknown)]:
        guess = _best(db, word, 1 if word in unknown else known.get(word, 1) * MORE_USUAL)
        if guess is None and word in unknown:
            return None
        if guess:
            mended = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", guess, mended, flags=re.IGNORECASE)
    return mended if mended != typed else None


def _best(db: sqlite3.Connection, word: str, least: int) -> str | None:
    """Return the guess that most articles hold, ``least`` at least; of equals the longer, as letters are forgotten."""
    guesses = vocabulary.usual(db, list(_slips(word)))
    best = max(guesses, key=lambda guess: (guesses[guess], len(guess), guess), default=None)
    return best if best and guesses[best] >= least else None


def _words(query: Query) -> Iterator[str]:
    """Yield the words that have to be found, but beginnings of words."""
    seen: set[str] = set()
    for term in (term for group in query.groups for term in group):
        words = term.text.lower().split()
        for word in words[: len(words) - term.prefix]:
            if word not in seen:
                seen.add(word)
                yield word


def _stands(db: sqlite3.Connection, word: str) -> bool:
    """Return whether an article holds ``word``: it may have come since the vocabulary was drawn up."""
    cursor = db.cursor()
    cursor.row_factory = None
    sql = "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT 1"
    return cursor.execute(sql, (Term(word).fts,)).fetchone() is not None


def _slips(word: str) -> Iterator[str]:
    """Yield every word that is one slip away from ``word``; some 50 for each of its letters."""
    if not (SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha()):
        return
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in ascii_lowercase if letter != after[0])
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in ascii_lowercase)
