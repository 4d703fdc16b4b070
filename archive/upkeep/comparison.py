# ruff: noqa: S608 - tables and columns are the schema's own names
"""Whether two ``archive.db`` say the same, row for row: one as it stands, one rebuilt from ``crawl.db``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path

# Table -> what names a row in it.
KEYS: Mapping[str, tuple[str, ...]] = {
    "offices": ("id",),
    "articles": ("id",),
    "counts": ("office", "site", "month"),
    "revisions": ("article_id", "number"),
    "runs": ("id",),
    "visits": ("run", "office", "site"),
    "redesigns": ("office", "site", "number"),
    "stems": ("word",),
    "state": ("key",),
}
SHOWN = 20  # differences of one table


def compare(one: Path, other: Path, *, shown: int = SHOWN) -> list[str]:
    """What differs, a line each; empty where both say the same.

    :param shown: lines per table, a last one says that there are more
    :raises sqlite3.Error: one of them can't be read
    """
    differences = []
    with closing(sqlite3.connect(_uri(one), uri=True)) as db:
        db.execute("ATTACH ? AS other", (_uri(other),))
        db.execute("BEGIN")
        for table, key in KEYS.items():
            lines = list(islice(_differences(db, table, key, (one, other)), shown + 1))
            differences += lines[:shown]
            if len(lines) > shown:
                differences.append(f"{table}: there are more differences than these {shown}")
    return differences


def _differences(db: sqlite3.Connection, table: str, key: tuple[str, ...], paths: tuple[Path, Path]) -> Iterator[str]:
    columns = [row[1] for row in db.execute(f"PRAGMA main.table_info({table})")]
    said = [name for name in columns if name not in key]
    names = ", ".join(f"a.{name}" for name in key)
    join = " AND ".join(f"a.{name} = b.{name}" for name in key)
    for here, there, path in (("main", "other", paths[0]), ("other", "main", paths[1])):
        sql = (
            f"SELECT {names} FROM {here}.{table} AS a LEFT JOIN {there}.{table} AS b ON {join} WHERE b.{key[0]} IS NULL"
        )
        for row in db.execute(f"{sql} ORDER BY {names}"):
            yield f"{table} {_name(row)}: only in {path}"
    unequal = " || ".join(f"iif(a.{name} IS b.{name}, '', ', {name}')" for name in said)
    sql = f"SELECT {names}, {unequal} AS unequal FROM main.{table} AS a JOIN other.{table} AS b ON {join}"
    for *row, found in db.execute(f"SELECT * FROM ({sql}) WHERE unequal <> ''"):
        yield f"{table} {_name(row)}: {found[2:]} differ"


def _name(row: list[object] | tuple[object, ...]) -> str:
    return " ".join(map(str, row))


def _uri(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=ro"
