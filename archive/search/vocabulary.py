"""The words of all articles, each with its root: the table ``stems``, drawn from the full-text index.

The table is a function of the index and of the rules for roots, so it doesn't matter whether it was kept up night by
night or made at once. A word that came since the last night is found as it is typed, not yet by other forms.
"""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive.search import stems
from archive.search.stems import ROOTS, stem

_RULES = "stems"  # key in the table ``state``: by which rules the roots were found
_WORDS = """
    SELECT term, doc FROM temp.index_words
    WHERE term GLOB '[a-z]*' AND NOT term GLOB '*[^a-z0-9]*' AND length(term) BETWEEN 2 AND 40
"""


def refresh(db: Database) -> None:
    """Bring the table up to the index, in one transaction; costs some 16 µs for each article of the archive."""
    with db.atomic():
        db.conn.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.index_words USING fts5vocab('main', 'articles_fts', 'row')"
        )
        _forget_other_rules(db.conn)
        known = dict(_pairs(db.conn, "SELECT word, articles FROM stems"))
        found = dict(_pairs(db.conn, _WORDS))
        db.conn.executemany("DELETE FROM stems WHERE word = ?", [(word,) for word in known.keys() - found.keys()])
        db.conn.executemany(
            "INSERT INTO stems (word, stem, articles) VALUES (?, ?, ?)",
            [(word, stem(word), found[word]) for word in sorted(found.keys() - known.keys())],
        )
        db.conn.executemany(
            "UPDATE stems SET articles = ? WHERE word = ?",
            [(articles, word) for word, articles in found.items() if known.get(word, articles) != articles],
        )


def forms(db: sqlite3.Connection, word: str, most: int) -> list[str]:
    """Return other forms of ``word`` that articles hold, the most usual first."""
    sql = "SELECT word FROM stems WHERE stem = ? AND word <> ? ORDER BY articles DESC, word LIMIT ?"
    return [form for (form,) in _rows(db, sql, (stem(word), word, most))]


def beginning(db: sqlite3.Connection, start: str, most: int) -> list[tuple[str, int]]:
    """Return words that begin with ``start``, each with how many articles hold it, the most usual first."""
    sql = "SELECT word, articles FROM stems WHERE word >= ? AND word < ? ORDER BY articles DESC, word LIMIT ?"
    return [(word, articles) for word, articles in _rows(db, sql, (start, start + "{", most))]  # "{" comes after "z"


def usual(db: sqlite3.Connection, words: list[str]) -> dict[str, int]:
    """Return which of ``words`` articles hold, and how many articles do."""
    if not words:
        return {}
    marks = ", ".join("?" * len(words))
    return dict(_rows(db, f"SELECT word, articles FROM stems WHERE word IN ({marks})", tuple(words)))  # noqa: S608 - marks


def _forget_other_rules(connection: sqlite3.Connection) -> None:
    rules = hashlib.sha256(ROOTS.read_bytes() + Path(stems.__file__).read_bytes()).hexdigest()
    row = connection.execute("SELECT value FROM state WHERE key = ?", (_RULES,)).fetchone()
    if row is None or row[0] != rules:
        connection.execute("DELETE FROM stems")
        connection.execute("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (_RULES, rules))


def _pairs(connection: sqlite3.Connection, sql: str) -> list[tuple[str, int]]:
    return connection.execute(sql).fetchall()


def _rows(db: sqlite3.Connection, sql: str, parameters: tuple[object, ...]) -> list[tuple[Any, ...]]:
    cursor = db.cursor()
    cursor.row_factory = None  # whatever the caller's connection makes of rows
    return cursor.execute(sql, parameters).fetchall()
