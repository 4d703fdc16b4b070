"""How fast an export is, beside SQLite's own shell that writes the same records as JSON.

``python -m bench.export [--size 1000000]``. The export writes eight kinds of files, hashes, compresses and brings them
to the disk; the shell writes one. The ratio is the shell's time by the export's: 0.5 means twice the shell's time.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import time
from pathlib import Path

from archive.export import export
from archive.export.fields import ARTICLE
from bench import synthetic

RUNS = 3  # the best of which counts, for both


def measure(size: int) -> tuple[float, float]:
    """Return seconds that the export took, and seconds that the shell took."""
    path = synthetic.archive(size)
    exports, shells = [], []
    for _ in range(RUNS):
        exports.append(_timed_export(path))
        shells.append(_timed_shell(path))
    return min(exports), min(shells)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="articles (default: 100,000)")
    size = parser.parse_args().size
    exported, shell = measure(size)
    print(f"Export of {size:,} articles, all files: {exported:.2f} s, {size / exported:,.0f} articles/s")
    print(f"sqlite3 .mode json of the same records: {shell:.2f} s")
    print(f"ratio: {shell / exported:.2f}")


def _timed_export(path: Path) -> float:
    folder = synthetic.CACHE / "export"
    started = time.perf_counter()
    export(path, folder)
    seconds = time.perf_counter() - started
    shutil.rmtree(folder)
    return seconds


def _timed_shell(path: Path) -> float:
    columns = ", ".join(f"{field.sql} AS {field.name}" for field in ARTICLE)
    sql = f"SELECT {columns} FROM articles AS a JOIN offices AS o ON o.id = a.office ORDER BY a.position DESC"
    target = synthetic.CACHE / "shell.json"
    started = time.perf_counter()
    with target.open("wb") as file:
        subprocess.run(["sqlite3", "-readonly", str(path), ".mode json", sql], stdout=file, check=True)
    seconds = time.perf_counter() - started
    target.unlink()
    return seconds


if __name__ == "__main__":
    main()
