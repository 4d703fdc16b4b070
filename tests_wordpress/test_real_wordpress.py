"""A real WordPress is probed, crawled and read, with nothing declared about it. The tests are steps, in order."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

from evaluation.corpus import fold
from evaluation.wordpress import Request
from tests_wordpress.comparison import archived, as_row
from tests_wordpress.conftest import NUMBER, Archive, Office
from tests_wordpress.database import posts

ID = "praktik-wordpress"
FAST = ("-s", "DOWNLOAD_DELAY=0")  # the site is ours and on loopback


def compare(office: Office, archive: Archive, urls: dict[int, str]) -> None:
    """Every post of the database stands in the archive, equal in every field."""
    articles = archived(archive.database)
    for number, row in posts(office.site).items():
        read = as_row(articles[urls[number]], number)
        assert fold(read.title) == fold(row.title)
        assert (read.published, read.author, read.category, read.image) == (
            (row.published, row.author, row.category, row.image)
        ), row.title
        assert read.words == row.words, row.title


def crawl(office: Office, archive: Archive) -> list[Request]:
    """Crawl once and give what the site's own access log says about it."""
    before = len(office.site.requests())
    archive.scrapy("crawl", ID, *FAST)
    return office.site.requests()[before:]


def urls_of(office: Office) -> dict[int, str]:
    return {stored.id: stored.url for stored in office.stored}


def test_probe_finds_out_what_it_is_and_writes_the_office_file(office: Office, archive: Archive) -> None:
    report = archive.scrapy("probe", f"{office.site.home}/", "--id", ID, "--write", *FAST)
    assert len(office.site.requests()) <= 30
    assert "wordpress" in report.lower()
    assert 'platform = "wordpress"' in (archive.folder / "offices" / f"{ID}.toml").read_text(encoding="utf-8")


def test_the_first_crawl_reads_every_post_in_six_requests(office: Office, archive: Archive) -> None:
    requests = crawl(office, archive)
    assert len(requests) <= 6, requests
    assert len(archived(archive.database)) == NUMBER
    compare(office, archive, urls_of(office))


def test_a_quiet_night_costs_one_request(office: Office, archive: Archive) -> None:
    before = archived(archive.database)
    requests = crawl(office, archive)
    assert len(requests) == 1, requests
    assert archived(archive.database).keys() == before.keys()
    compare(office, archive, urls_of(office))


def test_an_edit_is_found_with_one_request(office: Office, archive: Archive) -> None:
    edited = office.stored[7]
    office.site.update(
        edited.id,
        title="Pasar Murah Digelar di 8 Kecamatan, Simak Jadwalnya!",
        content="<!-- wp:paragraph -->\n<p>Pasar murah ditambah satu hari, 7 Juli 2021.</p>\n<!-- /wp:paragraph -->",
    )
    requests = crawl(office, archive)
    assert len(requests) == 1, requests
    compare(office, archive, urls_of(office))
    connection = sqlite3.connect(archive.database)
    revisions = connection.execute(
        "SELECT articles.url FROM revisions JOIN articles ON articles.id = article_id"
    ).fetchall()
    connection.close()
    assert revisions == [(edited.url,)]


def test_new_posts_come_in_and_deleted_ones_stay_in_the_archive(office: Office, archive: Archive) -> None:
    deleted = office.stored[20]
    office.site.delete([deleted.id])
    office.stored.extend(office.site.insert(office.later[1:], saved_at=datetime.now(UTC)))
    requests = crawl(office, archive)
    assert len(requests) == 1, requests
    articles = archived(archive.database)
    assert len(articles) == NUMBER + len(office.later[1:])
    assert deleted.url in articles
    compare(office, archive, urls_of(office))


def test_a_post_that_was_written_days_before_its_scheduled_hour_is_found(office: Office, archive: Archive) -> None:
    """WordPress publishes it without touching the hour of its last edit, which is older than others' by then."""
    office.stored.extend(office.site.insert(office.later[:1], saved_at=datetime.now(UTC) - timedelta(days=2)))
    requests = crawl(office, archive)
    assert len(requests) == 1, requests
    compare(office, archive, urls_of(office))
