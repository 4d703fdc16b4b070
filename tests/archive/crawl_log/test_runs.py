from __future__ import annotations

from archive.crawl_log import CrawlLog
from archive.models import Run
from tests.samples import at


def test_runs_end_with_their_figures(crawl_log: CrawlLog) -> None:
    first = crawl_log.runs.start(at(), ["a", "b"])
    second = crawl_log.runs.start(at(1), ["a"])
    ended = Run(first, at(), at(seconds=90), "finished", ("a", "b"), 9, 900, 3, 1, 2, 0, 1)
    crawl_log.runs.end(ended)
    assert crawl_log.runs.all() == [ended, Run(second, at(1), None, None, ("a",))]
