"""``scrapy record`` keeps pages of a real WordPress as golden pages: read back, they say what its database says."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from evaluation.corpus import fold
from scrapers.golden import all_pages, expected, office_of, page_at
from tests_wordpress.conftest import Archive, Office
from tests_wordpress.database import plain_words, posts

ID = "praktik-halaman"
FAST = ("-s", "DOWNLOAD_DELAY=0")  # the site is ours and on loopback


@pytest.fixture(scope="module")
def declared(office: Office, archive: Archive) -> Archive:
    """An archive that knows the office."""
    archive.scrapy("probe", f"{office.site.home}/", "--id", ID, "--write", *FAST)
    return archive


@pytest.mark.parametrize("place", [0, 17, 59])
def test_a_page_of_a_real_wordpress_is_kept_and_read_as_its_database_says(
    office: Office, declared: Archive, tmp_path: Path, place: int
) -> None:
    stored = office.stored[place]
    said = declared.scrapy("record", ID, stored.url, "--folder", str(tmp_path), *FAST)
    (path,) = all_pages(tmp_path)
    assert said == f"record: wrote {path}; read it before you commit it\n"
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert expected(page_at(path), office_of(path, {})) == kept  # as tests/test_golden.py reads them all
    row, article = posts(office.site)[stored.id], kept["article"]
    assert (kept["url"], kept["refused"], kept["media_type"], kept["encoding"]) == (
        stored.url,
        None,
        "text/html",
        "utf-8",
    )
    assert (fold(article["title"]), datetime.fromisoformat(article["published"])) == (fold(row.title), row.published)
    assert (article["author"], article["category"]) == (row.author, row.category)
    words = plain_words(article["body"])
    assert words[-len(row.words) :] == row.words  # a page may begin with its picture's caption
