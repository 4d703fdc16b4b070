# ruff: noqa: S608 - the statements are made of the names in archive.export.fields alone
"""Rows of the archive as files for researchers, complete, checked and replaced in one step.

SQLite itself writes the JSON and CSV of each record, once; Python only shares the bytes out to the files. Two
connections, one for the JSON and one for the tables, see one state of the archive, whatever a crawl writes meanwhile.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from archive.export.changes import CHANGES, VERSIONS, changes
from archive.export.documents import readme, schema
from archive.export.fields import ARTICLE, IMAGE, OFFICE, REVISION, VERSION, Field
from archive.export.files import Background, ExportedFile, File, OfficeFiles, json_array, json_lines
from archive.export.folder import MANIFEST, FolderError, alone, replaced
from archive.export.package import citation, data_package
from archive.export.parquet import is_installed, write_parquet
from archive.export.release import releases, seal
from archive.export.statement import csv_line, csv_text, json_line
from archive.moment import WIB
from archive.reading import begin_together, open_archive

__all__ = ["Export", "ExportError", "ExportedFile", "export", "release"]

Readers = tuple[sqlite3.Connection, sqlite3.Connection]
CHUNK_ROWS = 256  # at once: half a megabyte of records
_FROM = "FROM articles AS a JOIN offices AS o ON o.id = a.office ORDER BY a.position DESC"
# An article's pictures are written as it passes by: reading all articles again would cost half as much as everything.
# Most have one, which needs no walk over the list.
_PICTURE = f"(SELECT {csv_line(IMAGE)} FROM (SELECT json_extract(a.images, '$[0]') AS value) AS i)"
_PICTURES = f"(SELECT group_concat(CAST({csv_line(IMAGE)} AS TEXT), char(10)) FROM json_each(a.images) AS i)"
_RECORDS = f"SELECT a.office, {json_line(ARTICLE)} {_FROM}"
# The one long text is quoted by Python: that alone would be a third of what SQLite does for a table.
_BODY = [field.name for field in ARTICLE].index("body")
_TABLES = f"""
    SELECT {csv_line(ARTICLE[:_BODY])}, CAST({ARTICLE[_BODY].sql} AS BLOB), {csv_line(ARTICLE[_BODY + 1 :])},
        iif(json_array_length(a.images) = 1, {_PICTURE}, CAST({_PICTURES} AS BLOB)), {csv_line(VERSION)} {_FROM}
"""
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
    with _reading(db_path, folder) as readers, alone(folder), replaced(folder) as made:
        return _write(readers, made, folder, before=folder, parquet=parquet)


def release(db_path: Path, folder: Path, month: str | None = None, *, parquet: bool = False) -> Export:
    """Write everything to ``folder/2026-11``, named by the month of the archive's state; it never changes again.

    :param folder: of the exports
    :param month: ``2026-11``; only the month that the archive is of can be released
    :raises archive.reading.ArchiveError: no archive there
    :raises ExportError: as for ``export``; the month is another one, or was released before
    """
    with _reading(db_path, folder) as readers, alone(folder):
        target = folder / _month(readers[0], db_path, month)
        if target.exists():
            raise ExportError(f"{target}: is there and never changes; python -m archive verify {target} checks it")
        earlier = list(releases(folder))
        with replaced(target) as made:
            done = _write(readers, made, target, before=earlier[-1] if earlier else None, parquet=parquet)
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
def _reading(db_path: Path, folder: Path) -> Iterator[Readers]:
    """Yield one state of the archive; what goes wrong meanwhile is said as an ``ExportError``."""
    with closing(open_archive(db_path)) as db, closing(open_archive(db_path, other_thread=True)) as tables:
        try:
            begin_together(db, tables)
            yield db, tables
        except FolderError as error:
            raise ExportError(str(error)) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise ExportError(f"{folder}: can't be written ({reason}); free space or check permissions") from error
        except sqlite3.Error as error:
            raise ExportError(f"{db_path}: can't be read ({error}); rebuild it, then export again") from error


def _write(readers: Readers, made: Path, folder: Path, *, before: Path | None, parquet: bool) -> Export:
    """Write all files into ``made``; ``folder`` is where they will stand, ``before`` the export they follow."""
    if parquet and not is_installed():
        raise ExportError("pyarrow isn't installed; pip install -r requirements-parquet.txt, or leave --parquet out")
    db, tables_db = readers
    offices = [office for (office,) in db.execute("SELECT id FROM offices ORDER BY id")]
    with ExitStack() as stack:
        tables = stack.enter_context(ThreadPoolExecutor(max_workers=1)).submit(_write_tables, tables_db, made)
        stack.push(lambda kind, _error, _trace: tables_db.interrupt() if kind else None)  # else it would read on
        array = stack.enter_context(Background(json_array(made, "articles.json")))
        lines = stack.enter_context(Background(json_lines(made, "articles.jsonl.gz")))
        by_office = stack.enter_context(Background(OfficeFiles(made, offices)))
        articles = 0
        for rows in _chunks(db, _RECORDS):
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
        files += [made for future in (tables, *finishing) for made in future.result()]
    files += _small_files(db, made, articles, len(offices), parquet=parquet)
    files += _document(made, CHANGES, changes(before, made, _updated_at(db))).finish()
    files.sort(key=lambda file: file.name)
    files += _document(made, "datapackage.json", data_package(files, _updated_at(db))).finish()
    files.sort(key=lambda file: file.name)
    _document(made, MANIFEST, "".join(f"{file.sha256}  {file.name}\n" for file in files)).finish()
    return Export(folder, articles, number, tuple(files))


def _write_tables(db: sqlite3.Connection, made: Path) -> list[ExportedFile]:
    """Write all CSV, while another thread writes the JSON."""
    articles = _csv_file(made, "articles.csv", ARTICLE)
    pictures = _csv_file(made, "images.csv", IMAGE)
    versions = _csv_file(made, VERSIONS, VERSION)
    for rows in _chunks(db, _TABLES):
        articles.write([b"%b,%b,%b" % (before, csv_text(body), after) for before, body, after, _, _ in rows])
        pictures.write([lines for *_, lines, _ in rows if lines])
        versions.write([version for *_, version in rows])
    return [file for table in (articles, pictures, versions) for file in table.finish()]


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
    for rows in _chunks(db, sql):
        file.write([row for (row,) in rows])
        count += len(rows)
    return count


def _chunks(db: sqlite3.Connection, sql: str) -> Iterator[list[tuple[Any, ...]]]:
    cursor = db.execute(sql)
    while rows := cursor.fetchmany(CHUNK_ROWS):
        yield rows


def _csv_file(made: Path, name: str, fields: Iterable[Field]) -> File:
    file = File(made, name, between=b"\n", after=b"\n")
    file.write([",".join(field.name for field in fields).encode()])
    return file


def _document(made: Path, name: str, text: str) -> File:
    return File(made, name, before=text.rstrip("\n").encode(), after=b"\n")


def _updated_at(db: sqlite3.Connection) -> str | None:
    row = db.execute("SELECT value FROM state WHERE key = 'updated_at'").fetchone()
    return str(row[0]) if row else None
