"""Files of an export: hashed while they are written, gzipped where asked, each by a thread of its own."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar
from urllib.parse import quote

from isal import isal_zlib

Rows_contra = TypeVar("Rows_contra", contravariant=True)
_GZIP_LEVEL = 1
_GZIP_FORMAT = 31  # window bits of the gzip format as zlib counts them; no file name and no time are written
_BLOCK_BYTES = 1 << 18  # are compressed at once, however they come: what is written depends on it
_WAITING = 4  # chunks that may wait for one thread
_OFFICE_BYTES = 1 << 18  # gathered for one office before they are written
_SYNCING = 8  # files of offices that are brought to the disk at once


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A finished file: path below the export's folder, size, SHA-256 in lower-case hexadecimal."""

    name: str
    size_bytes: int
    sha256: str


class Sink(Protocol[Rows_contra]):
    """Takes rows in order and makes files of them."""

    def write(self, rows: Rows_contra) -> None:
        """Append ``rows``."""

    def finish(self) -> list[ExportedFile]:
        """Write the end, bring everything to the disk, and say what was made."""


class File:
    """One plain file; it is open only while something is written, so there may be thousands.

    :param before: written first; ``between`` stands between two rows, ``after`` is written last
    """

    def __init__(self, folder: Path, name: str, before: bytes = b"", between: bytes = b"", after: bytes = b"") -> None:
        self.name = name
        self.path = folder / name
        self.path.parent.mkdir(exist_ok=True)
        self.before = before
        self.between = between
        self.after = after
        self._started = False
        self._sha256 = hashlib.sha256()
        self._size_bytes = 0

    def write(self, rows: Sequence[bytes]) -> None:
        """Append ``rows``."""
        if not rows:
            return
        if not self._started and self.before:
            self._append(self._encode(self.before))
        # The separator before the first row comes by an empty one: adding it would copy all the bytes once more.
        self._append(self._encode(self.between.join((b"", *rows) if self._started else rows)))
        self._started = True

    def finish(self) -> list[ExportedFile]:
        """Write the end, bring everything to the disk, and say what was made."""
        self._append(self._encode(self._ending()) + self._flush())
        with self.path.open("rb") as file:
            os.fsync(file.fileno())
        return [ExportedFile(self.name, self._size_bytes, self._sha256.hexdigest())]

    def _ending(self) -> bytes:
        if self._started:
            return self.after
        return self.before + self.after if self.before else b""  # a file of lines may have none

    def _append(self, data: bytes) -> None:
        with self.path.open("ab") as file:
            file.write(data)
        self._sha256.update(data)
        self._size_bytes += len(data)

    def _encode(self, data: bytes) -> bytes:
        return data

    def _flush(self) -> bytes:
        return b""


class GzipFile(File):
    """One gzip file, the same bytes whenever the same rows are written."""

    def __init__(self, folder: Path, name: str, before: bytes = b"", between: bytes = b"", after: bytes = b"") -> None:
        super().__init__(folder, name, before, between, after)
        # a quarter of zlib's time for the same size: else compressing alone takes longer than all the rest
        self._gzip = isal_zlib.compressobj(_GZIP_LEVEL, isal_zlib.DEFLATED, _GZIP_FORMAT)
        self._gathered = bytearray()

    def _encode(self, data: bytes) -> bytes:
        self._gathered += data
        whole = len(self._gathered) // _BLOCK_BYTES * _BLOCK_BYTES
        with memoryview(self._gathered) as view:
            packed = [self._gzip.compress(view[at : at + _BLOCK_BYTES]) for at in range(0, whole, _BLOCK_BYTES)]
        del self._gathered[:whole]
        return b"".join(packed)

    def _flush(self) -> bytes:
        return self._gzip.compress(self._gathered) + self._gzip.flush()


class OfficeFiles:
    """One JSON file for each office, from rows that come in any order of offices."""

    def __init__(self, folder: Path, offices: Sequence[str]) -> None:
        self.files = {office: json_array(folder, f"offices/{quote(office, safe='')}.json") for office in offices}
        self._gathered: dict[str, list[bytes]] = {office: [] for office in offices}
        self._bytes = dict.fromkeys(offices, 0)

    def write(self, rows: Sequence[tuple[str, bytes]]) -> None:
        """Append ``rows``: office id and record."""
        for office, record in rows:
            self._gathered[office].append(record)
            self._bytes[office] += len(record)
            if self._bytes[office] > _OFFICE_BYTES:
                self._write(office)

    def finish(self) -> list[ExportedFile]:
        """Write what is left, and the end of each file."""
        for office, records in self._gathered.items():
            if records:
                self._write(office)
        # Each waits for the disk, which takes no longer for many at once than for one.
        with ThreadPoolExecutor(max_workers=_SYNCING) as pool:
            return [made for finished in pool.map(File.finish, self.files.values()) for made in finished]

    def _write(self, office: str) -> None:
        self.files[office].write(self._gathered[office])
        self._gathered[office] = []
        self._bytes[office] = 0


class Background(Generic[Rows_contra]):
    """Lets a thread do a sink's work, in order, while the caller reads on.

    Compressing, hashing, writing and SQLite's own work all run outside the interpreter lock.
    """

    def __init__(self, sink: Sink[Rows_contra]) -> None:
        self.sink = sink
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._waiting: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=kind is not None)

    def write(self, rows: Rows_contra) -> None:
        """Pass ``rows`` on; waits where the thread is far behind, raises what an earlier write raised."""
        self._waiting.append(self._pool.submit(self.sink.write, rows))
        if len(self._waiting) > _WAITING:
            self._waiting.popleft().result()

    def finish(self) -> Future[list[ExportedFile]]:
        """Have the sink finish."""
        return self._pool.submit(self._finish)

    def _finish(self) -> list[ExportedFile]:
        for written in self._waiting:
            written.result()
        return self.sink.finish()


def json_array(folder: Path, name: str) -> File:
    """Return a file that holds one JSON array, a record a line."""
    return File(folder, name, b"[\n", b",\n", b"\n]\n")


def json_lines(folder: Path, name: str) -> File:
    """Return a gzip file with a record a line."""
    return GzipFile(folder, name, between=b"\n", after=b"\n")
