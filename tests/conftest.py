"""Empty books in a temporary folder, and where alarms arrive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from archive.crawl_log import CrawlLog
from archive.store import Archive
from tests.archive.alarms.receivers import Hook, Mailbox, mail_server, web_hook
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


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as served:
        yield served


@pytest.fixture
def hook() -> Iterator[Hook]:
    with web_hook() as served:
        yield served
