"""What a reader may have meant who typed a word that the archive doesn't hold."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from string import ascii_lowercase

from archive.query import Query, Term

SHORTEST, LONGEST = 4, 20  # letters of a word that is worth a guess
MOST_WORDS = 3  # are guessed in one query
COUNTED = 1000  # articles that hold a guess; more make it no likelier


def suggestion(db: sqlite3.Connection, typed: str, query: Query) -> str | None:
    """Return ``typed`` with each unknown word replaced by the archive's own most usual word one slip away.

    A slip is a letter too many, too few, wrong, or two in the wrong order. ``None`` where nothing is unknown, or an
    unknown word resembles none.
    """
    unknown = [word for word in _words(query) if not _count(db, word, 1)]
    if not unknown or len(unknown) > MOST_WORDS:
        return None
    for word in unknown:
        guess = _best(db, list(_slips(word)))
        if guess is None:
            return None
        typed = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", guess, typed, flags=re.IGNORECASE)
    return typed


def _best(db: sqlite3.Connection, guesses: list[str]) -> str | None:
    """Return the guess that most articles hold; of equals the longer, since letters are more often forgotten."""
    sql = """
        SELECT value FROM json_each(?) AS guess
        WHERE EXISTS (SELECT 1 FROM articles_fts WHERE articles_fts MATCH '"' || guess.value || '"')
    """
    cursor = db.cursor()
    cursor.row_factory = None
    known = [guess for (guess,) in cursor.execute(sql, [json.dumps(guesses)])]
    return max(known, key=lambda guess: (_count(db, guess, COUNTED), len(guess)), default=None)


def _words(query: Query) -> Iterator[str]:
    """Yield the words that have to be found, but beginnings of words."""
    seen: set[str] = set()
    for term in (term for group in query.groups for term in group):
        words = term.text.lower().split()
        for word in words[: len(words) - term.prefix]:
            if word not in seen:
                seen.add(word)
                yield word


def _count(db: sqlite3.Connection, word: str, most: int) -> int:
    cursor = db.cursor()
    cursor.row_factory = None
    sql = "SELECT count(*) FROM (SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT ?)"
    return int(cursor.execute(sql, (Term(word).fts, most)).fetchone()[0])


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
