"""What is equal is shown by ``tests/test_nights.py``, on a real crawl."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.crawl_log import CrawlLog, Yield
from archive.lock import hold
from archive.store import Archive
from archive.upkeep.rebuild import rebuilt
from tests.samples import OFFICE, article, page
from tests.scripted import declare

WHAT = "archive.db against a rebuild from crawl.db"


def test_what_no_page_says_is_a_fault(
    crawl_log: CrawlLog, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = page()
    declare(tmp_path, f"https://{snapshot.site}/")
    monkeypatch.setenv("OFFICES_DIR", str(tmp_path / "offices"))
    crawl_log.keep(crawl_log.runs.start(snapshot.fetched_at, [OFFICE.id]), Yield(snapshot))
    archive.advance(1, snapshot)
    archive.save(article(title="Tidak pernah terbit"), snapshot, identity="satu-1")
    found = rebuilt(tmp_path)
    assert found.what == WHAT
    assert found.faults[-1] == "archive.db is not what a rebuild from crawl.db gives; run scrapy reextract"


def test_while_a_crawl_runs_it_says_so(crawl_log: CrawlLog, archive: Archive, tmp_path: Path) -> None:
    with hold(tmp_path / "nightly.lock"):
        [fault] = rebuilt(tmp_path).faults
    assert fault.startswith("archive.db: can't be compared with a rebuild: ")
    assert f"(pid {os.getpid()})" in fault
    assert fault.endswith("; or leave it out with --quick")
