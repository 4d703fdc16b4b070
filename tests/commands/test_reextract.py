"""``scrapy reextract`` itself; what it rebuilds is shown by ``tests/test_nights.py`` on a real crawl."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.crawl_log import CrawlLog, Yield
from tests.samples import OFFICE, page
from tests.scripted import declare, scrapy


@pytest.mark.parametrize("arguments", [(), ("--check",), ("--relearn",)])
def test_another_registry_than_the_crawls_rebuilds_nothing(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    data_dir, registry = tmp_path / "data", tmp_path / "offices"
    declare(tmp_path, "https://dinkop.lain.go.id/", "lain")
    log = CrawlLog(data_dir / "crawl.db")
    snapshot = page()
    log.keep(log.runs.start(snapshot.fetched_at, [OFFICE.id]), Yield(snapshot))
    log.close()
    done = scrapy(tmp_path, "reextract", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(
        f"reextract: {data_dir}/crawl.db: none of its offices ({OFFICE.id}) is declared in {registry};"
        " set OFFICES_DIR to their files' folder\n"
    )
    assert done.stderr.count("\n") == 1
    assert not (data_dir / "archive.db").exists()


def test_an_empty_folder_has_nothing_to_rebuild(tmp_path: Path) -> None:
    declare(tmp_path, "https://dinkop.lain.go.id/", "lain")
    done = scrapy(tmp_path, "reextract")
    assert (done.returncode, done.stdout, done.stderr) == (0, "reextract: nothing was kept yet\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nirgendwo",), "no office is called 'nirgendwo'"),
        (("--check", "--relearn"), "--check looks at everything as it stands"),
    ],
)
def test_what_cant_be_understood_is_told(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    declare(tmp_path, "https://dinkop.lain.go.id/", "lain")
    done = scrapy(tmp_path, "reextract", *arguments)
    assert done.returncode == 2
    assert message in done.stderr + done.stdout
