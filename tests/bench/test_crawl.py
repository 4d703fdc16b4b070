from __future__ import annotations

import json
import sys
import urllib.request
from pathlib import Path

from bench import crawl
from bench.offices import serve


def test_one_office_is_crawled_by_a_bare_spider_and_by_ours(tmp_path: Path) -> None:
    with serve(1, tmp_path) as offices:
        bare = crawl._spider(offices, sys.executable, "bare")
        ours = crawl._ours(offices)
        articles, page_bytes = crawl._contents(tmp_path / "data")
    assert bare.pages == ours.pages == articles == len(offices.articles)
    assert page_bytes > 10_000
    assert 0 < bare.seconds <= bare.whole_seconds


def test_each_office_serves_pages_that_name_its_own_port(tmp_path: Path) -> None:
    with serve(3, tmp_path) as offices:
        assert json.loads(offices.urls.read_text(encoding="utf-8")) == list(offices.articles)
        assert offices.first_request() is None
        url = offices.articles[0]
        with urllib.request.urlopen(url, timeout=10) as response:
            page = response.read().decode()
        assert offices.first_request() is not None
    assert url.split("/")[2] in page
    assert "127.0.0.1:00000" not in page
