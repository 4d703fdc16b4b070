"""How fast an export is, beside SQLite's own shell that writes the same records as JSON.

``python -m bench.export [--size 1000000]``. Two ratios, each the shell's time by ours: of ``articles.json`` alone,
which is like for like but that ours is hashed and brought to the disk; and of the whole export, which writes a dozen
kinds of files, the articles four times, and compresses.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import time
from contextlib import closing
from pathlib import Path

from archive.export import export
from archive.export.fields import ARTICLE
from archive.export.files import Background, json_array
from archive.export.rows import ARTICLES, chunks
from archive.export.statement import json_line
from archive.reading import open_archive
from bench import synthetic

RUNS = 3  # the best of which counts, for each


def measure(size: int) -> tuple[float, float, float]:
    """Return seconds that the export took, ``articles.json`` alone, and the shell."""
    path = synthetic.archive(size)
    runs = [(_timed_export(path), _timed_array(path), _timed_shell(path)) for _ in range(RUNS)]
    exports, arrays, shells = zip(*runs, strict=True)
    return min(exports), min(arrays), min(shells)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="articles (default: 100,000)")
    size = parser.parse_args().size
    exported, array, shell = measure(size)
    print(f"Export of {size:,} articles, all files: {exported:.2f} s, {size / exported:,.0f} articles/s")
    print(f"sqlite3 .mode json of the same records: {shell:.2f} s")
    print(f"articles.json alone: {array:.2f} s; ratio: {shell / array:.2f}")
    print(f"ratio of the whole export: {shell / exported:.2f}")


def _timed_export(path: Path) -> float:
    folder = synthetic.CACHE / "export"
    started = time.perf_counter()
    export(path, folder)
    seconds = time.perf_counter() - started
    shutil.rmtree(folder)
    return seconds


def _timed_array(path: Path) -> float:
    sql = f"SELECT {json_line(ARTICLE)} {ARTICLES}"
    started = time.perf_counter()
    with closing(open_archive(path)) as db, Background(json_array(synthetic.CACHE, "array.json")) as file:
        for rows in chunks(db, sql):
            file.write([record for (record,) in rows])
        file.finish().result()
    seconds = time.perf_counter() - started
    (synthetic.CACHE / "array.json").unlink()
    return seconds


def _timed_shell(path: Path) -> float:
    columns = ", ".join(f"{field.sql} AS {field.name}" for field in ARTICLE)
    sql = f"SELECT {columns} {ARTICLES}"
    target = synthetic.CACHE / "shell.json"
    started = time.perf_counter()
    with target.open("wb") as file:
        subprocess.run(["sqlite3", "-readonly", str(path), ".mode json", sql], stdout=file, check=True)
    seconds = time.perf_counter() - started
    target.unlink()
    return seconds


if __name__ == "__main__":
    main()
