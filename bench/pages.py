"""How fast a reader gets a page: the thirty searches of ``bench.search`` as HTML, and the reading room's other pages.

``python -m bench.pages [--size 1000000]``. Datasette answers in process, with facets, timeline, snippets and all; no
network and no browser are part of it. A page's figure is the median of its visits after a first one that isn't counted.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections.abc import Iterable, Mapping
from contextlib import closing
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


def measure(size: int) -> tuple[dict[str, float], dict[str, float]]:
    """Return milliseconds a page, by address: of the searches, and of the other pages."""
    path = synthetic.archive(size)
    return asyncio.run(_measure(path.parent, _other_pages(path)))


def share(milliseconds: Iterable[float], hundredth: int) -> float:
    """Return what so many of a hundred pages are under."""
    return statistics.quantiles(milliseconds, n=100, method="inclusive")[hundredth - 1]


async def _measure(data_dir: Path, others: Iterable[str]) -> tuple[dict[str, float], dict[str, float]]:
    room = datasette(data_dir)
    await room.invoke_startup()
    return (
        {path: await _milliseconds(room, path) for path in map(_address, QUERIES)},
        {path: await _milliseconds(room, path) for path in others},
    )


async def _milliseconds(room: Datasette, path: str) -> float:
    runs = []
    for _ in range(VISITS + 1):
        started = time.perf_counter()
        answer = await room.client.get(path)
        runs.append((time.perf_counter() - started) * 1000)
        if answer.status_code != 200:
            raise AssertionError(f"{path}: answered {answer.status_code}, so there is nothing to measure")
    return statistics.median(runs[1:])


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
    searches, others = measure(size)
    print(f"Pages of {size:,} articles as HTML, ms")
    for path, milliseconds in (searches | others).items():
        print(f"  {milliseconds:8.2f}  {path}")


if __name__ == "__main__":
    main()
