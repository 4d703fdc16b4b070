"""How fast a first crawl is, beside a spider that only fetches and one that reads with trafilatura.

``python -m bench.crawl [--offices 39]``. All three fetch the same article pages from the same server, one after
another; ours also finds them in lists, keeps, reads, saves and indexes them. The best run of each counts.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.offices import Offices, serve
from bench.process import Finished, run
from evaluation.cache import venv

OFFICES = 39
RUNS = 2
METHOD = """{pages} articles of {offices} practice offices on loopback, nothing known before. The bare spider fetches
the articles' pages and drops them; the second one calls trafilatura for text and metadata and drops those. Ours finds
the articles in the offices' lists, keeps every page, reads, saves and indexes it; the lists it asks for aren't counted.
Each has a process of its own, 16 requests under way and no pause; of two runs the faster counts. The ratios are those
of articles a second from the first request to the end of the process."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """One crawl of all offices.

    :param pages: articles fetched
    :param seconds: from the first request to the end of the process
    :param whole_seconds: start of the process included
    :param cpu_seconds: of processor time
    """

    pages: int
    seconds: float
    whole_seconds: float
    cpu_seconds: float
    peak_bytes: int

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.pages / self.seconds


@dataclass(frozen=True, slots=True)
class Speeds:
    """The three crawls, and what ours left.

    :param articles: saved; a portal's other news is read and left out
    :param page_bytes: size of an article's page on average
    :param kept_bytes: of ``crawl.db`` and ``archive.db`` together
    """

    bare: Crawl
    ours: Crawl
    trafilatura: Crawl
    articles: int
    page_bytes: float
    kept_bytes: int


def measure(offices: int = OFFICES, runs: int = RUNS, peer: str | None = None) -> Speeds:
    """Crawl ``offices`` offices three ways, ``runs`` times each.

    :param peer: an interpreter that has Scrapy and trafilatura; by default that of the benchmarks' environment
    """
    peer = peer or str(venv() / "python")
    with tempfile.TemporaryDirectory(prefix="bench-") as name, serve(offices, Path(name)) as running:
        crawls: dict[str, list[Crawl]] = {}
        for _ in range(runs):  # in turn, so that a busy minute of the machine meets all three
            crawls.setdefault("bare", []).append(_spider(running, sys.executable, "bare"))
            crawls.setdefault("ours", []).append(_ours(running))
            crawls.setdefault("trafilatura", []).append(_spider(running, peer, "with_trafilatura"))
        best = {name: min(made, key=lambda crawl: crawl.seconds) for name, made in crawls.items()}
        data = running.folder / "data"
        articles, page_bytes = _contents(data)
        kept = sum(path.stat().st_size for path in data.glob("*.db"))
        return Speeds(**best, articles=articles, page_bytes=page_bytes, kept_bytes=kept)


def _spider(offices: Offices, python: str, module: str) -> Crawl:
    return _timed(offices, lambda: run([python, "-m", f"bench.spiders.{module}", str(offices.urls)]))


def _ours(offices: Offices) -> Crawl:
    data = offices.folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    return _timed(offices, lambda: run([sys.executable, "-m", "scrapy", "nightly"], _variables(offices, data)))


def _variables(offices: Offices, data: Path) -> Mapping[str, str]:
    return {"DATA_DIR": str(data), "OFFICES_DIR": str(offices.declarations), "PRIVATE_HOSTS": "127.0.0.1"}


def _timed(offices: Offices, crawl: Callable[[], Finished]) -> Crawl:
    offices.first_request()
    finished = crawl()
    first = offices.first_request()
    assert first is not None
    return Crawl(
        len(offices.articles), finished.ended_at - first, finished.seconds, finished.cpu_seconds, finished.peak_bytes
    )


def _contents(data: Path) -> tuple[int, float]:
    with closing(sqlite3.connect(data / "archive.db")) as db:
        (articles,) = db.execute("SELECT count(*) FROM articles").fetchone()
    with closing(sqlite3.connect(data / "crawl.db")) as db:
        (page_bytes,) = db.execute(
            "SELECT avg(size_bytes) FROM bodies WHERE sha256 IN (SELECT sha256 FROM snapshots WHERE kind = 'page')"
        ).fetchone()
    return articles, page_bytes


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offices", type=int, default=OFFICES)
    parser.add_argument("--runs", type=int, default=RUNS)
    chosen = parser.parse_args()
    speeds = measure(chosen.offices, chosen.runs)
    for name in ("bare", "ours", "trafilatura"):
        crawl: Crawl = getattr(speeds, name)
        rate, cpu, peak = crawl.rate, crawl.cpu_seconds / crawl.pages * 1000, crawl.peak_bytes / 1e6
        print(f"{name:12} {rate:6.1f} articles/s, {cpu:.1f} ms of processor time each, {peak:.0f} MB")


if __name__ == "__main__":
    main()
