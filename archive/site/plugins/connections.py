"""What a question in SQL may not do although it only reads: tell where the file lies, or fill the memory."""

from __future__ import annotations

import sqlite3

from archive.site.hook import hookimpl

MAX_BYTES = 32_000_000  # one value; the longest that the archive keeps is a page's text, and a page has 16 MB at most


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Limit a connection of Datasette."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_BYTES)
    conn.set_authorizer(_allowed)


def _allowed(action: int, first: str | None, second: str | None, _database: str | None, _cause: str | None) -> int:
    # Datasette itself asks for this list, so it stays; the path in it is read as NULL.
    if action == sqlite3.SQLITE_READ and (first, second) == ("pragma_database_list", "file"):
        return sqlite3.SQLITE_IGNORE
    return sqlite3.SQLITE_OK
