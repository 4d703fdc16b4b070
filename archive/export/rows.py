"""The rows of an export, some at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

ARTICLES = "FROM articles AS a JOIN offices AS o ON o.id = a.office ORDER BY a.position DESC"  # newest first
_CHUNK_ROWS = 256  # at once: half a megabyte of records


def chunks(db: sqlite3.Connection, sql: str) -> Iterator[list[tuple[Any, ...]]]:
    """Yield what ``sql`` finds."""
    cursor = db.execute(sql)
    while rows := cursor.fetchmany(_CHUNK_ROWS):
        yield rows
