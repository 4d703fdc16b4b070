"""Reading archive.db through Datasette: its read-only connections, its threads, its time limit."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.database import Database
from datasette.utils import sqlite_timelimit

Parameters = Sequence[object] | Mapping[str, object]
State = tuple[tuple[int, int], ...]
_T = TypeVar("_T")
PATIENCE = 5  # times the limit of SQL, for what is asked once: a file that is not in memory answers ten times slower
_MEMORIES: WeakKeyDictionary[Datasette, dict[Hashable, tuple[State, Any]]] = WeakKeyDictionary()


def archive(datasette: Datasette) -> Database:
    """The one database of the reading room."""
    return datasette.get_database("archive")


def folder(datasette: Datasette) -> Path:
    """The folder that ``archive.db`` and ``exports/`` lie in."""
    return Path(archive(datasette).path).parent


async def rows(datasette: Datasette, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
    """All rows of a query, at most ``max_returned_rows``."""
    result = await archive(datasette).execute(sql, parameters)
    return list(result.rows)


async def first(datasette: Datasette, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
    """The first row of a query, ``None`` where it has none."""
    found = await rows(datasette, sql, parameters)
    return found[0] if found else None


async def remembered(datasette: Datasette, sql: str) -> list[sqlite3.Row]:
    """All rows of a query, remembered as ``recalled`` does."""
    return await recalled(datasette, sql, lambda db: db.execute(sql).fetchall())


async def recalled(datasette: Datasette, name: Hashable, question: Callable[[sqlite3.Connection], _T]) -> _T:
    """What a function of the store answers, remembered until the archive changes.

    For what every reader of a page asks and takes long to read; so it may take longer than a reader's own question.

    :param name: of the answer; the same name is the same question
    :raises sqlite3.OperationalError: ``interrupted``, even that was too long
    """
    memory, now = _MEMORIES.setdefault(datasette, {}), state(Path(archive(datasette).path))
    if name not in memory or memory[name][0] != now:
        memory[name] = (now, await ask(datasette, question, patience=PATIENCE))
    answer: _T = memory[name][1]
    return answer


def state(path: Path) -> State:
    """What differs after every commit: SQLite writes to the file or to the log beside it."""
    files = (path, path.with_name(f"{path.name}-wal"))
    stats = [file.stat() for file in files if file.exists()]
    return tuple((stat.st_mtime_ns, stat.st_size) for stat in stats)


def is_out_of_time(error: Exception) -> bool:
    """Whether the time limit of SQL ran out, and nothing else is wrong."""
    return isinstance(error, sqlite3.OperationalError) and "interrupted" in str(error)


async def ask(datasette: Datasette, question: Callable[[sqlite3.Connection], _T], *, patience: int = 1) -> _T:
    """Run a function of the store on a read-only connection, within the time limit of SQL.

    :param patience: so many times the limit
    :raises sqlite3.OperationalError: ``interrupted``, the limit ran out
    """

    def limited(connection: sqlite3.Connection) -> _T:
        with sqlite_timelimit(connection, patience * datasette.setting("sql_time_limit_ms")):
            return question(connection)

    answer: _T = await archive(datasette).execute_fn(limited)
    return answer
