"""Empty books in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.crawl_log import CrawlLog
from archive.store import Archive
from tests.samples import OFFICE


@pytest.fixture
def crawl_log(tmp_path: Path) -> Iterator[CrawlLog]:
    log = CrawlLog(tmp_path / "crawl.db")
    yield log
    log.close()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    store = Archive(tmp_path / "archive.db")
    store.replace_offices([OFFICE])
    yield store
    store.close()
