"""A real WordPress whose API is closed, with addresses that any page may have: its feeds, lists and pages must do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.corpus import fold
from evaluation.post import load
from evaluation.wordpress import WordPress
from tests_wordpress.comparison import archived, as_row
from tests_wordpress.conftest import NUMBER, Archive
from tests_wordpress.database import posts

ID = "praktik-tanpa-api"
FAST = ("-s", "DOWNLOAD_DELAY=0")  # the site is ours and on loopback


@pytest.fixture(scope="module")
def closed() -> Iterator[tuple[WordPress, dict[int, str]]]:
    """The site, and the address of each of its posts."""
    written = load()
    with WordPress(api=False, permalink="/%postname%/") as site:
        stored = site.insert([post for post in written if post.date][:NUMBER])
        site.insert([post for post in written if not post.date])  # pages, whose addresses look the same
        site.furnish()
        yield site, {each.id: each.url for each in stored}


@pytest.fixture(scope="module")
def reached(closed: tuple[WordPress, dict[int, str]], archive: Archive) -> Path:
    """The archive after a first contact and one crawl."""
    site, _ = closed
    report = archive.scrapy("probe", f"{site.home}/", "--id", ID, "--write", *FAST)
    assert "WordPress API" in report.partition("Looked for in vain")[2]
    archive.scrapy("crawl", ID, *FAST)
    return archive.database


def test_the_whole_history_is_read_and_nothing_else(closed: tuple[WordPress, dict[int, str]], reached: Path) -> None:
    _, urls = closed
    assert {url for url in archived(reached) if url in urls.values()} == set(urls.values())


def test_every_field_is_the_database_s(closed: tuple[WordPress, dict[int, str]], reached: Path) -> None:
    site, urls = closed
    articles = archived(reached)
    for number, row in posts(site).items():
        read = as_row(articles[urls[number]], number)
        assert (fold(read.title), read.published) == (fold(row.title), row.published)
        assert (read.author, read.category) == (row.author, row.category), row.title
        assert read.words[-len(row.words) :] == row.words, row.title  # a page may begin with its picture's caption
        # A feed doesn't tell the main picture: the first one of its text stands in.
        assert read.image is None or read.image.startswith(f"{site.home}/wp-content/uploads/"), row.title


def test_a_quiet_night_costs_one_request(
    closed: tuple[WordPress, dict[int, str]], archive: Archive, reached: Path
) -> None:
    site, _ = closed
    before, articles = len(site.requests()), archived(reached)
    archive.scrapy("crawl", ID, *FAST)
    assert len(site.requests()[before:]) == 1
    assert archived(reached).keys() == articles.keys()
