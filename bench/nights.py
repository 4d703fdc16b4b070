"""What thirty nights of known news cost an office, and what of it is noticed: ours beside others.

``python -m bench.nights [--nights 30]``. Every crawler meets the same diary (``bench.diary``) after a first contact
of its own, which isn't counted.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import diary
from bench.crawlers import CRAWLERS, Crawler
from demo.offices import OFFICES

METHOD = """{nights} nights after a first contact that isn't counted, on four practice offices that publish ten articles
a month each, correct some and take some down. *Noticed* is what the crawler's own output tells of by the last night.
Ours also looks again at known articles when they are 1, 3, 7 and 30 days old: as few sites tell of a correction or a
deletion, a late one is noticed after the thirty nights. news-please runs with the settings it comes with; without a
database server it remembers nothing, so two of its nights stand for all."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One crawler's nights.

    :param requests: an office and night; likewise ``looks``, those of them that ask for an article fetched before, and
        ``sent_bytes``, what the site sent
    :param noticed: kind of event -> share of them that the crawler's own output tells of; ``None`` where none happened
    :param invented: edits and deletions it tells of that never happened
    """

    requests: float
    looks: float
    sent_bytes: float
    noticed: dict[diary.Kind, float | None]
    invented: int


def measure(nights: int = diary.NIGHTS, crawlers: tuple[type[Crawler], ...] = CRAWLERS) -> dict[str, Cost]:
    """Let each crawler live through the nights; name -> what it cost."""
    return {crawler.name: _live(crawler, nights) for crawler in crawlers}


def _live(kind: type[Crawler], nights: int) -> Cost:
    with tempfile.TemporaryDirectory(prefix="bench-") as name, _serve() as server:
        crawler = kind(server, Path(name))
        crawler.crawl(0)
        fetched = {(each.office, each.path) for each in server.log} & diary.article_paths()
        server.forget()
        lived = crawler.lives(nights)
        for night in lived:
            server.night = night
            crawler.crawl(night)
        looks = 0
        for each in server.log:
            looks += (each.office, each.path) in fetched
            fetched |= {(each.office, each.path)} & diary.article_paths()
        visits = len(lived) * len(OFFICES)
        said = {each: set(crawler.found(each)) for each in diary.KINDS}
        told = {each: set(diary.befell(each, range(1, nights + 1))) for each in diary.KINDS}
        return Cost(
            len(server.log) / visits,
            looks / visits,
            server.sent_bytes / visits,
            {each: len(told[each] & said[each]) / len(told[each]) if told[each] else None for each in diary.KINDS},
            sum(len(said[each] - told[each]) for each in diary.KINDS if each != "new"),
        )


@contextmanager
def _serve() -> Iterator[diary.DiaryServer]:
    server = diary.DiaryServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nights", type=int, default=diary.NIGHTS)
    nights = parser.parse_args().nights
    for name, cost in measure(nights).items():
        print(f"{name}: {cost.requests:.2f} requests, {cost.looks:.2f} of them looks, {cost.sent_bytes / 1000:.1f} KB")
        shares = ", ".join(f"{share:.0%} {kind}" for kind, share in cost.noticed.items() if share is not None)
        print(f"  noticed: {shares}; {cost.invented} invented")


if __name__ == "__main__":
    main()
