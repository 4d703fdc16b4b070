# ruff: noqa: S608 - the statement is made of the names in archive.export.fields alone
"""The process that writes the tables, all CSV, while the one that exports writes the JSON: one processor each.

Two threads would wait for each other, for Python's lock and for the one of SQLite's memory. A fork could carry an open
connection of the caller's; this process begins from nothing, so any program may export.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

from archive.child import ending, stops_held_back
from archive.export.changes import VERSIONS
from archive.export.fields import ARTICLE, IMAGE, VERSION, Field
from archive.export.files import ExportedFile, File
from archive.export.rows import ARTICLES, chunks
from archive.export.statement import csv_line, csv_text
from archive.reading import begin, open_archive

_PROJECT = Path(__file__).parents[2]
_PROGRAM = "from archive.export.tables import follow; follow()"
# An article's pictures are written as it passes by: reading all articles again would cost half as much as everything.
# Most have one, which needs no walk over the list.
_PICTURE = csv_line(replace(field, sql=field.sql.replace("i.value, '$.", "a.images, '$[0].")) for field in IMAGE)
_PICTURES = f"(SELECT group_concat(CAST({csv_line(IMAGE)} AS TEXT), char(10)) FROM json_each(a.images) AS i)"
# The one long text is quoted by Python: that alone would be a third of what SQLite does for a table.
_BODY = [field.name for field in ARTICLE].index("body")
_TABLES = f"""
    SELECT {csv_line(ARTICLE[:_BODY])}, CAST({ARTICLE[_BODY].sql} AS BLOB), {csv_line(ARTICLE[_BODY + 1 :])},
        iif(json_array_length(a.images) = 1, {_PICTURE}, CAST({_PICTURES} AS BLOB)), {csv_line(VERSION)} {ARTICLES}
"""


class TablesError(RuntimeError):
    """The process is gone before its work is done; the message says how it ended."""


class Tables:
    """Starts the process and tells it what to do.

    Whatever fails there is raised here as it is.

    :param lock: descriptor of the lock of the folder; the process holds it too, so that nobody takes the folder while
        it writes, though this process were killed
    :raises OSError: it couldn't be started
    """

    def __init__(self, db_path: Path, lock: int) -> None:
        self._pipe, theirs = Pipe()
        command = [sys.executable, "-c", _PROGRAM, str(db_path.resolve())]
        with theirs, stops_held_back():
            self._process = subprocess.Popen(command, stdin=theirs.fileno(), cwd=_PROJECT, pass_fds=(lock,))  # noqa: S603 - our own program

    def begin(self) -> None:
        """Let it read what is committed by now and nothing later."""
        self._tell(None)
        self._receive()

    def write(self, made: Path) -> None:
        """Let it write the tables of that state into the folder ``made``; returns at once."""
        self._tell(made)

    def finish(self) -> list[ExportedFile]:
        """Wait until the tables are on the disk; what was made.

        :raises TablesError: the process is gone
        """
        files: list[ExportedFile] = self._receive()
        return files

    def close(self) -> None:
        """End the process, wherever it is."""
        self._process.kill()
        self._process.wait()
        self._pipe.close()

    def _tell(self, task: Path | None) -> None:
        with suppress(ConnectionError):  # the process is gone, which waiting for its answer tells
            self._pipe.send(task)

    def _receive(self) -> Any:  # noqa: ANN401 - whatever was asked for
        try:
            answer = self._pipe.recv()
        except (EOFError, ConnectionError):
            raise TablesError(f"the process for the tables is lost: {ending(self._process.wait())}") from None
        if isinstance(answer, Exception):
            raise answer
        return answer


def follow() -> None:
    """The process: begin to read as often as asked, then write, and tell what was made or what failed."""
    pipe = Connection(sys.stdin.fileno())
    with suppress(ConnectionError):  # nobody is there any more
        try:
            with closing(open_archive(Path(sys.argv[1]))) as db:
                while (made := pipe.recv()) is None:
                    begin(db)
                    pipe.send(None)
                Thread(target=_end_with_the_export, args=(pipe,), daemon=True).start()
                pipe.send(_write(db, made))
        except Exception as error:  # noqa: BLE001 - it is raised where somebody waits for it
            pipe.send(error)


def _end_with_the_export(pipe: Connection) -> None:
    """An export that was killed takes its tables with it, so that the next may begin at once."""
    with suppress(EOFError, ConnectionError):
        pipe.recv()
    os._exit(1)


def _write(db: sqlite3.Connection, made: Path) -> list[ExportedFile]:
    articles = _table(made, "articles.csv", ARTICLE)
    pictures = _table(made, "images.csv", IMAGE)
    versions = _table(made, VERSIONS, VERSION)
    for rows in chunks(db, _TABLES):
        articles.write([b"%b,%b,%b" % (before, csv_text(body), after) for before, body, after, _, _ in rows])
        pictures.write([lines for *_, lines, _ in rows if lines])
        versions.write([version for *_, version in rows])
    return [file for table in (articles, pictures, versions) for file in table.finish()]


def _table(made: Path, name: str, fields: Iterable[Field]) -> File:
    file = File(made, name, between=b"\n", after=b"\n")
    file.write([",".join(field.name for field in fields).encode()])
    return file
