"""``articles.parquet``: the same records in columns, for whoever has ``requirements-parquet.txt`` installed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archive.export.fields import ARTICLE, Field
from archive.export.files import ExportedFile
from archive.export.rows import ARTICLES

NAME = "articles.parquet"
ROWS = 4096  # of one group: some ten megabytes of texts
_SQL = f"SELECT {', '.join(field.sql for field in ARTICLE)} {ARTICLES}"


def is_installed() -> bool:
    """Whether Parquet can be written on this machine."""
    return find_spec("pyarrow") is not None


def write_parquet(db: sqlite3.Connection, made: Path) -> ExportedFile:
    """Write all articles of ``db`` to the folder ``made``, newest first."""
    pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")  # an optional extra
    forms = _forms(pa)
    kinds = [_kind(field) for field in ARTICLE]
    schema = pa.schema([(field.name, forms[kind][0]) for field, kind in zip(ARTICLE, kinds, strict=True)])
    cursor = db.execute(_SQL)
    with pq.ParquetWriter(made / NAME, schema, compression="zstd") as writer:
        while rows := cursor.fetchmany(ROWS):
            columns = [
                [None if value is None else forms[kind][1](value) for value in column]
                for column, kind in zip(zip(*rows, strict=True), kinds, strict=True)
            ]
            writer.write_table(pa.table(columns, schema=schema))
    with (made / NAME).open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return ExportedFile(NAME, (made / NAME).stat().st_size, sha256)


def _forms(pa: Any) -> Mapping[str, tuple[Any, Callable[[Any], Any]]]:  # noqa: ANN401 - the optional module
    """Return the type of each kind of field, and what makes its values of SQLite's."""
    attachment = pa.struct([("url", pa.string()), ("title", pa.string()), ("media_type", pa.string())])
    return {
        "integer": (pa.int64(), int),
        "string": (pa.string(), str),
        "date": (pa.date32(), date.fromisoformat),
        "date-time": (pa.timestamp("us", tz="UTC"), datetime.fromisoformat),
        "json": (pa.list_(attachment), json.loads),
    }


def _kind(field: Field) -> str:
    """Return which of the forms a field has; what is a date or a moment, as the page says, stays text."""
    if field.json_text:
        return "json"
    form = field.schema.get("format")
    if form in ("date", "date-time"):
        return str(form)
    return "integer" if field.schema.get("type") == "integer" else "string"
