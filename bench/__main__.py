"""``python -m bench``: one run, one table of ratios, written to ``docs/benchmarks.md`` too."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from bench import crawl, diary, export, nights, pages, search, table
from bench.process import ProcessError
from bench.table import Row, Section

SIZE = 100_000  # articles of the archive that is searched, shown and exported
LARGE = 1_000_000  # of the one that is searched and shown too


def crawling() -> list[Section]:
    """A first crawl: speed, memory, size."""
    speeds = crawl.measure()
    return [_speed(speeds), _size(speeds)]


def _speed(speeds: crawl.Speeds) -> Section:
    bare, ours, peer = speeds.bare, speeds.ours, speeds.trafilatura
    rows = [Row("ours / bare spider", ours.rate / bare.rate, "", 0.35)]
    rows += [Row("ours / spider with trafilatura", ours.rate / peer.rate, "", 3)]
    rows += [Row("the same by processor time, bare spider", bare.cpu_seconds / ours.cpu_seconds)]
    rows += [Row("the same by processor time, trafilatura", peer.cpu_seconds / ours.cpu_seconds)]
    for name, each in (("bare spider", bare), ("ours", ours), ("spider with trafilatura", peer)):
        rows.append(Row(f"{name}, from the first request", each.rate, "articles/s"))
        rows.append(Row(f"{name}, start-up included", each.pages / each.whole_seconds, "articles/s"))
        rows.append(Row(f"{name}, processor time", each.cpu_seconds / each.pages * 1000, "ms an article"))
    rows.append(Row("ours, memory at its peak", ours.peak_bytes / 1e6, "MB", 250, at_most=True))
    return Section("First crawl", crawl.METHOD.format(pages=ours.pages, offices=crawl.OFFICES), rows)


def _size(speeds: crawl.Speeds) -> Section:
    kept = speeds.kept_bytes / speeds.articles / 1000
    rows = [
        Row("crawl.db and archive.db together", kept, "KB an article", 15, at_most=True),
        Row("an article's page as it was fetched", speeds.page_bytes / 1000, "KB"),
    ]
    method = f"What that crawl left: {speeds.articles} articles with their pages, lists, index and all."
    return Section("Size", method, rows)


def searching() -> list[Section]:
    """Queries on a large archive, and on a very large one."""
    return [_searches(SIZE, newest=5, slowest=50), _searches(LARGE, newest=None, slowest=150)]


def _searches(size: int, *, newest: float | None, slowest: float) -> Section:
    figures = search.measure(size)
    rows = [
        Row('newest first, "koperasi"', figures["koperasi"], "ms", newest, at_most=True),
        Row(f"median of {len(search.QUERIES)} queries", figures["p50"], "ms"),
        Row("95 of 100 queries are under", figures["p95"], "ms", slowest, at_most=True),
    ]
    method = f"{size:,} made-up articles; everything that a page of 20 hits needs: rows, marked snippets, count."
    return Section(f"Search in {size:,} articles", method, rows)


def showing() -> list[Section]:
    """The same as pages."""
    return [_pages(SIZE, slowest=100), _pages(LARGE, slowest=None)]


def _pages(size: int, *, slowest: float | None) -> Section:
    figures = pages.measure(size)
    searches = figures.searches.values()
    slow = pages.share(searches, 95)
    latest = max(figures.first, key=lambda path: figures.first[path])
    rows = [
        Row("median of the same queries", pages.share(searches, 50), "ms"),
        Row("95 of 100 queries are under", slow, "ms", slowest, at_most=True),
        *(Row(f"`{path}`", milliseconds, "ms") for path, milliseconds in figures.others.items()),
        Row("median of all first visits", pages.share(figures.first.values(), 50), "ms"),
        Row(f"the slowest of them, `{latest}`", figures.first[latest], "ms"),
    ]
    method = (
        "The pages that a reader gets, as HTML: a search's with facets, timeline and snippets. No network is in it. "
        "First visits are those to a reading room that has just started, with nothing of the archive in memory."
    )
    return Section(f"Pages of {size:,} articles", method, rows)


def exporting() -> list[Section]:
    """All files for researchers, beside SQLite's own shell."""
    ours, array, shell = export.measure(SIZE)
    rows = [
        Row("sqlite3's time / ours, all files", shell / ours, "", 0.5),
        Row("sqlite3's time / ours, articles.json alone", shell / array),
        Row("ours, all files", ours, "s"),
        Row("ours, articles.json alone", array, "s"),
        Row("sqlite3 .mode json, one file", shell, "s"),
    ]
    method = (
        f"The same {SIZE:,} articles. Ours writes them four times, as JSON, compressed, as CSV and by office, and a "
        "dozen smaller files; it hashes all, waits for the disk and uses both processors. SQLite's shell writes one "
        "file of JSON and waits for nothing."
    )
    return [Section("Export", method, rows)]


def living() -> list[Section]:
    """Thirty nights of known news."""
    rows = []
    for name, cost in nights.measure().items():
        rows.append(Row(f"{name}: requests", cost.requests, "an office and night"))
        rows.append(Row(f"{name}: of them for articles fetched before", cost.looks, "an office and night"))
        rows.append(Row(f"{name}: sent by the site", cost.sent_bytes / 1000, "KB an office and night"))
        noticed = [(kind, share) for kind, share in cost.noticed.items() if share is not None]
        rows += [Row(f"{name}: {kind} and noticed", share * 100, "%") for kind, share in noticed]
    return [Section("Nights", nights.METHOD.format(nights=diary.NIGHTS), rows)]


PARTS: Mapping[str, Callable[[], list[Section]]] = {
    "crawl": crawling,
    "search": searching,
    "pages": showing,
    "export": exporting,
    "nights": living,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Exit codes: 0 measured, 1 something that is measured failed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; only all together write the page"
    )
    chosen = parser.parse_args(arguments).parts
    if unknown := [name for name in chosen if name not in PARTS]:
        parser.error(f"no part is called {unknown[0]!r}; there are {', '.join(PARTS)}")
    before = table.machine()
    print(f"machine: {before}", flush=True)
    sections: list[Section] = []
    try:
        for name in chosen or PARTS:
            print(f"measuring: {name} …", flush=True)
            sections += PARTS[name]()
    except ProcessError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    after = table.machine()
    print(table.terminal(sections), f"\nmachine: {after}", sep="\n")
    if not chosen:
        table.FILE.write_text(table.page(sections, before, after), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
