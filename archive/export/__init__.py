# ruff: noqa: S608 - the statements are made of the names in archive.export.fields alone
"""Rows of the archive as files for researchers, complete, checked and replaced in one step.

SQLite itself writes the JSON and CSV of each record, once; Python only shares the bytes out to the files. Two
processes, one for the JSON and one for the tables, see one state of the archive, whatever a crawl writes meanwhile.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from archive.export.changes import CHANGES, changes
from archive.export.documents import readme, schema
from archive.export.fields import ARTICLE, OFFICE, REVISION
from archive.export.files import Background, ExportedFile, File, OfficeFiles, json_array, json_lines
from archive.export.folder import MANIFEST, FolderError, alone, replaced
from archive.export.package import citation, data_package
from archive.export.parquet import is_installed, write_parquet
from archive.export.release import releases, seal
from archive.export.rows import ARTICLES, chunks
from archive.export.statement import json_line
from archive.export.tables import Tables, TablesError
from archive.moment import WIB
from archive.reading import begin_together, open_archive

__all__ = ["Export", "ExportError", "ExportedFile", "export", "release"]

_RECORDS = f"SELECT a.office, {json_line(ARTICLE)} {ARTICLES}"
_REVISIONS = f"SELECT {json_line(REVISION)} FROM revisions AS r ORDER BY r.article_id, r.number"
_OFFICES = f"SELECT {json_line(OFFICE)} FROM offices AS o ORDER BY o.id"


class ExportError(RuntimeError):
    """Nothing was exported and what was there before is untouched; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Export:
    """What was written where."""

    folder: Path
    articles: int
    revisions: int
    files: tuple[ExportedFile, ...]


def export(db_path: Path, folder: Path, *, parquet: bool = False) -> Export:
    """Write everything that ``db_path`` holds to ``folder``, which is replaced whole but for the releases in it.

    :param parquet: also as Parquet, for which pyarrow has to be installed
    :raises archive.reading.ArchiveError: no archive there
    :raises ExportError: the folder can't be written, the disk is full, the archive is damaged
    """
    with _reading(db_path, folder) as (db, tables), replaced(folder) as made:
        return _write(db, tables, made, folder, before=folder, parquet=parquet)


def release(db_path: Path, folder: Path, month: str | None = None, *, parquet: bool = False) -> Export:
    """Write everything to ``folder/2026-11``, named by the month of the archive's state; it never changes again.

    :param folder: of the exports
    :param month: ``2026-11``; only the month that the archive is of can be released
    :raises archive.reading.ArchiveError: no archive there
    :raises ExportError: as for ``export``; the month is another one, or was released before
    """
    with _reading(db_path, folder) as (db, tables):
        target = folder / _month(db, db_path, month)
        if target.exists():
            raise ExportError(f"{target}: is there and never changes; python -m archive verify {target} checks it")
        earlier = list(releases(folder))
        with replaced(target) as made:
            done = _write(db, tables, made, target, before=earlier[-1] if earlier else None, parquet=parquet)
            seal(made)
        return done


def _month(db: sqlite3.Connection, db_path: Path, asked: str | None) -> str:
    """Return the month of the archive's state, in East Java's time."""
    state = _updated_at(db)
    if state is None:
        raise ExportError(f"{db_path}: holds nothing to release; run a crawl first")
    month = f"{datetime.fromisoformat(state).astimezone(WIB):%Y-%m}"
    if asked not in (None, month):
        raise ExportError(
            f"{db_path}: is of {month} and can't be released as {asked}; release each month before it ends"
        )
    return month


@contextmanager
def _reading(db_path: Path, folder: Path) -> Iterator[tuple[sqlite3.Connection, Tables]]:
    """Yield one state of the archive twice, for the JSON and for the tables; no other run writes ``folder`` meanwhile.

    What goes wrong is said as an ``ExportError``.
    """
    open_archive(db_path).close()  # nothing is touched where there is none
    try:
        with alone(folder) as lock, closing(open_archive(db_path)) as db, closing(Tables(db_path, lock)) as tables:
            begin_together(db, tables.begin)
            yield db, tables
    except FolderError as error:
        raise ExportError(str(error)) from error
    except TablesError as error:
        raise ExportError(f"{folder}: can't be written ({error}); free memory, then export again") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{folder}: can't be written ({reason}); free space or check permissions") from error
    except sqlite3.Error as error:
        raise ExportError(f"{db_path}: can't be read ({error}); rebuild it, then export again") from error


def _write(
    db: sqlite3.Connection, tables: Tables, made: Path, folder: Path, *, before: Path | None, parquet: bool
) -> Export:
    """Write all files into ``made``; ``folder`` is where they will stand, ``before`` the export they follow."""
    if parquet and not is_installed():
        raise ExportError("pyarrow isn't installed; pip install -r requirements-parquet.txt, or leave --parquet out")
    offices = [office for (office,) in db.execute("SELECT id FROM offices ORDER BY id")]
    with ExitStack() as stack:
        stack.callback(tables.close)  # if something fails: before the folder is taken away
        tables.write(made)
        array = stack.enter_context(Background(json_array(made, "articles.json")))
        lines = stack.enter_context(Background(json_lines(made, "articles.jsonl.gz")))
        by_office = stack.enter_context(Background(OfficeFiles(made, offices)))
        articles = 0
        for rows in chunks(db, _RECORDS):
            records = [record for _, record in rows]
            array.write(records)
            lines.write(records)
            by_office.write(rows)
            articles += len(rows)
        sinks: Sequence[Background[Any]] = (array, lines, by_office)
        finishing = [sink.finish() for sink in sinks]
        revisions = json_lines(made, "revisions.jsonl.gz")
        number = _copy(db, _REVISIONS, revisions)
        files = revisions.finish()
        if parquet:
            files.append(write_parquet(db, made))
        files += [made for future in finishing for made in future.result()] + tables.finish()
    files += _small_files(db, made, articles, len(offices), parquet=parquet)
    files += _document(made, CHANGES, changes(before, made, _updated_at(db))).finish()
    files.sort(key=lambda file: file.name)
    files += _document(made, "datapackage.json", data_package(files, _updated_at(db))).finish()
    files.sort(key=lambda file: file.name)
    _document(made, MANIFEST, "".join(f"{file.sha256}  {file.name}\n" for file in files)).finish()
    return Export(folder, articles, number, tuple(files))


def _small_files(
    db: sqlite3.Connection, made: Path, articles: int, offices: int, *, parquet: bool
) -> Iterator[ExportedFile]:
    records = json_array(made, "offices.json")
    _copy(db, _OFFICES, records)
    yield from records.finish()
    yield from _document(made, "schema.json", json.dumps(schema(), ensure_ascii=False, indent=2)).finish()
    yield from _document(made, "README.md", readme(articles, offices, _updated_at(db), parquet=parquet)).finish()
    yield from _document(made, "CITATION.cff", citation(_updated_at(db), articles)).finish()


def _copy(db: sqlite3.Connection, sql: str, file: File) -> int:
    """Write the only column of each row to ``file``; return how many rows there were."""
    count = 0
    for rows in chunks(db, sql):
        file.write([row for (row,) in rows])
        count += len(rows)
    return count


def _document(made: Path, name: str, text: str) -> File:
    return File(made, name, before=text.rstrip("\n").encode(), after=b"\n")


def _updated_at(db: sqlite3.Connection) -> str | None:
    row = db.execute("SELECT value FROM state WHERE key = 'updated_at'").fetchone()
    return str(row[0]) if row else None
