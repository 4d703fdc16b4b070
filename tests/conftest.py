"""Empty books in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from archive.crawl_log import CrawlLog
from archive.store import Archive
from tests.samples import OFFICE

# No deadlines: a property must hold on a busy machine too. No database: the same examples on every machine.
settings.register_profile("archive", deadline=None, database=None, derandomize=True, print_blob=True)
settings.load_profile("archive")


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
