# ruff: noqa: S608 - the statements are made of the names in archive.export.fields alone
"""Rows of the archive as files for researchers, complete, checked and replaced in one step.

SQLite itself writes the JSON and CSV of each record, once; Python only shares the bytes out to the files. One read
transaction sees one state of the archive, whatever a crawl writes meanwhile.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.export.documents import readme, schema
from archive.export.fields import ARTICLE, IMAGE, OFFICE, REVISION, Field
from archive.export.files import Background, ExportedFile, File, OfficeFiles, json_array, json_lines
from archive.export.folder import MANIFEST, FolderError, replaced
from archive.export.statement import csv_line, json_line
from archive.reading import open_archive

__all__ = ["Export", "ExportError", "ExportedFile", "export"]

CHUNK_ROWS = 256  # at once: half a megabyte of records
# An article's pictures are written as it passes by: reading all articles again would cost half as much as everything.
_PICTURES = f"(SELECT group_concat(CAST({csv_line(IMAGE)} AS TEXT), char(10)) FROM json_each(a.images) AS i)"
_ARTICLES = f"""
    SELECT a.office, {json_line(ARTICLE)}, {csv_line(ARTICLE)}, CAST({_PICTURES} AS BLOB)
    FROM articles AS a JOIN offices AS o ON o.id = a.office ORDER BY a.position DESC
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


def export(db_path: Path, folder: Path) -> Export:
    """Write everything that ``db_path`` holds to ``folder``, which is replaced whole.

    :raises archive.reading.ArchiveError: no archive there
    :raises ExportError: the folder can't be written, the disk is full, the archive is damaged
    """
    with closing(open_archive(db_path)) as db:
        try:
            db.execute("BEGIN")
            with replaced(folder) as made:
                return _write(db, made, folder)
        except FolderError as error:
            raise ExportError(str(error)) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise ExportError(f"{folder}: can't be written ({reason}); free space or check permissions") from error
        except sqlite3.Error as error:
            raise ExportError(f"{db_path}: can't be read ({error}); rebuild it, then export again") from error


def _write(db: sqlite3.Connection, made: Path, folder: Path) -> Export:
    """Write all files into ``made``; ``folder`` is where they will stand."""
    offices = [office for (office,) in db.execute("SELECT id FROM offices ORDER BY id")]
    with ExitStack() as stack:
        array = stack.enter_context(Background(json_array(made, "articles.json")))
        lines = stack.enter_context(Background(json_lines(made, "articles.jsonl.gz")))
        table = stack.enter_context(Background(_csv_file(made, "articles.csv", ARTICLE)))
        pictures = stack.enter_context(Background(_csv_file(made, "images.csv", IMAGE)))
        by_office = stack.enter_context(Background(OfficeFiles(made, offices)))
        articles = 0
        for rows in _chunks(db, _ARTICLES):
            records = [record for _, record, _, _ in rows]
            array.write(records)
            lines.write(records)
            table.write([line for _, _, line, _ in rows])
            pictures.write([lines for _, _, _, lines in rows if lines])
            by_office.write([(office, record) for office, record, _, _ in rows])
            articles += len(rows)
        finishing = [array.finish(), lines.finish(), table.finish(), pictures.finish(), by_office.finish()]
        revisions = json_lines(made, "revisions.jsonl.gz")
        number = _copy(db, _REVISIONS, revisions)
        files = [*revisions.finish(), *_small_files(db, made, articles, len(offices))]
        files += [made for future in finishing for made in future.result()]
    files.sort(key=lambda file: file.name)
    _document(made, MANIFEST, "".join(f"{file.sha256}  {file.name}\n" for file in files)).finish()
    return Export(folder, articles, number, tuple(files))


def _small_files(db: sqlite3.Connection, made: Path, articles: int, offices: int) -> Iterator[ExportedFile]:
    records = json_array(made, "offices.json")
    _copy(db, _OFFICES, records)
    yield from records.finish()
    yield from _document(made, "schema.json", json.dumps(schema(), ensure_ascii=False, indent=2)).finish()
    yield from _document(made, "README.md", readme(articles, offices, _updated_at(db))).finish()


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
