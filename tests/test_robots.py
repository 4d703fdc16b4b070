from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scrapers.robots import Robots

NOW = datetime(2026, 10, 3, 1, 2, 3, tzinfo=UTC)
FILE = "User-agent: *\nDisallow: /admin\nCrawl-delay: 7\n"


@pytest.mark.parametrize(
    ("text", "status", "allowed", "delay_seconds"),
    [
        (FILE, 200, [True, False], 7),
        (FILE, 404, [True, True], 0),  # an error page is no rule
        (FILE, 403, [True, True], 0),
        (FILE, 503, [False, False], 0),
        ("", 0, [False, False], 0),
        ("", 200, [True, True], 0),
        ("<html>bukan robots</html>", 200, [True, True], 0),
        ("User-agent: dinkop-archive\nDisallow: /\n\nUser-agent: *\nAllow: /\n", 200, [False, False], 0),
        ("User-agent: *\nDisallow: /\n\nUser-agent: dinkop-archive\nAllow: /berita\n", 200, [True, True], 0),
        ("User-agent: *\nCrawl-delay: banyak\n", 200, [True, True], 0),
        ("User-agent: lain\nCrawl-delay: 7\n", 200, [True, True], 0),
    ],
)
def test_what_a_file_allows(text: str, status: int, allowed: list[bool], delay_seconds: float) -> None:
    robots = Robots(text, status, NOW)
    urls = ("https://dinkop.example.go.id/berita", "https://dinkop.example.go.id/admin/x")
    assert [robots.allows(url, "dinkop-archive") for url in urls] == allowed
    assert robots.delay_seconds("dinkop-archive") == delay_seconds


def test_a_file_survives_the_crawl_log() -> None:
    robots = Robots(FILE, 200, NOW)
    assert Robots.from_json(robots.to_json()) == robots
