"""How fast a reader gets a page: the thirty searches of ``bench.search`` as HTML, and the reading room's other pages.

``python -m bench.pages [--size 1000000]``. Datasette answers in process, with facets, timeline, snippets and all; no
network and no browser are part of it. A page's figure is the median of its visits after a first one, and the first
visit's own: to a reading room that has just started, with nothing of the archive in memory.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette

from archive.reading import open_archive
from archive.site import datasette
from archive.site.asked import ORDERS
from bench import synthetic
from bench.search import QUERIES

VISITS = 5
PAGES = ("/", "/kantor", "/kantor/kantor-07", "/status", "/data", "/feed.atom")
_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds a page, by address: of the searches, of the other pages, and the first visits of all."""

    searches: Mapping[str, float]
    others: Mapping[str, float]
    first: Mapping[str, float]


def measure(size: int) -> Figures:
    """Visit every page."""
    path = synthetic.archive(size)
    return asyncio.run(_measure(path, _other_pages(path)))


def share(milliseconds: Iterable[float], hundredth: int) -> float:
    """Return what so many of a hundred pages are under."""
    return statistics.quantiles(milliseconds, n=100, method="inclusive")[hundredth - 1]


async def _measure(archive: Path, others: Sequence[str]) -> Figures:
    searches = [_address(asked) for asked in QUERIES]
    first = {path: await _first(archive, path) for path in (*searches, *others)}
    room = await _opened(archive)
    again = {path: await _again(room, path) for path in first}
    return Figures({path: again[path] for path in searches}, {path: again[path] for path in others}, first)


async def _opened(archive: Path) -> Datasette:
    room = datasette(archive.parent)
    await room.invoke_startup()
    return room


async def _first(archive: Path, path: str) -> float:
    room = await _opened(archive)
    await room.client.get("/robots.txt")  # what Datasette does once has nothing to do with the archive
    with archive.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return await _milliseconds(room, path)


async def _again(room: Datasette, path: str) -> float:
    await _milliseconds(room, path)
    return statistics.median([await _milliseconds(room, path) for _ in range(VISITS)])


async def _milliseconds(room: Datasette, path: str) -> float:
    started = time.perf_counter()
    answer = await room.client.get(path)
    elapsed = (time.perf_counter() - started) * 1000
    if answer.status_code != 200:
        raise AssertionError(f"{path}: answered {answer.status_code}, so there is nothing to measure")
    return elapsed


def _other_pages(path: Path) -> tuple[str, ...]:
    with closing(open_archive(path)) as db:
        [article] = db.execute("SELECT min(id) FROM articles").fetchone()
    return (*PAGES, f"/artikel/{article}")


def _address(asked: Mapping[str, Any]) -> str:
    orders = {order: name for name, order in ORDERS.items()}
    parameters = {"q": asked["query"], "urut": orders[asked.get("order", "newest")]}
    if offset := asked.get("offset"):
        parameters["hal"] = offset // _PER_PAGE + 1
    return f"/cari?{urlencode(parameters)}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="articles (default: 100,000)")
    size = parser.parse_args().size
    figures = measure(size)
    print(f"Pages of {size:,} articles as HTML, ms: first visit, later ones")
    for path, milliseconds in {**figures.searches, **figures.others}.items():
        print(f"  {figures.first[path]:8.1f} {milliseconds:8.2f}  {path}")


if __name__ == "__main__":
    main()
