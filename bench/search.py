"""How fast a search answers: 30 fixed queries on a made-up archive, among them "koperasi", which stands everywhere.

``python -m bench.search [--size 1000000]``. A query's figure is the median of its runs on a warm archive: everything
that a page of results needs, rows, marked snippets and count.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from archive.reading import open_archive
from archive.search import search
from bench import synthetic

RUNS = 7
QUERIES: tuple[Mapping[str, Any], ...] = (
    {"query": "koperasi"},
    {"query": "yang"},
    {"query": "halal"},
    {"query": "notaris"},
    {"query": "danmung"},
    {"query": "takadakatainiarsip"},
    {"query": "koperasi merah putih"},
    {"query": "rapat anggota tahunan"},
    {"query": "pelatihan usaha mikro perempuan"},
    {"query": '"merah putih"'},
    {"query": '"rapat anggota"'},
    {"query": '"koperasi desa"'},
    {"query": "pelatih*"},
    {"query": "koper*"},
    {"query": "ngop* pasar"},
    {"query": "bazar OR pameran"},
    {"query": "koperasi -umkm"},
    {"query": "-halal"},
    {"query": "koperasi kantor:kantor-07"},
    {"query": "halal kantor:kantor-07"},
    {"query": "kantor:kantor-07"},
    {"query": "koperasi sejak:2025-01"},
    {"query": "koperasi sampai:2017-12-31"},
    {"query": "kredit sejak:2020 sampai:2021-06 kategori:umkm"},
    {"query": "kategori:berita"},
    {"query": "", "offset": 200},
    {"query": "koperasi", "order": "relevance"},
    {"query": "koperasi sertifikat halal", "order": "relevance"},
    {"query": "notaris", "order": "relevance"},
    {"query": "pajak koperasi kantor:kantor-07", "order": "oldest"},
)


def measure(size: int) -> dict[str, float]:
    """Return milliseconds: each query's, and over all of them ``koperasi``, ``p50`` and ``p95``."""
    with closing(open_archive(synthetic.archive(size))) as db:
        figures = {}
        for asked in QUERIES:
            runs = []
            for _ in range(RUNS):
                started = time.perf_counter()
                search(db, **asked)
                runs.append((time.perf_counter() - started) * 1000)
            figures[_name(asked)] = statistics.median(runs)
    ranks = statistics.quantiles(figures.values(), n=20, method="inclusive")
    return figures | {"p50": ranks[9], "p95": ranks[18]}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="articles (default: 100,000)")
    size = parser.parse_args().size
    print(f"Search in {size:,} articles, 20 hits with snippets and count, ms")
    for name, milliseconds in measure(size).items():
        print(f"  {milliseconds:8.2f}  {name}")


def _name(asked: Mapping[str, Any]) -> str:
    extras = [f"{name} {value}" for name, value in asked.items() if name != "query"]
    return ", ".join([asked["query"] or "(everything)", *extras])


if __name__ == "__main__":
    main()
