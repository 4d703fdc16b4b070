from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scrapers.registry.office import Feed, Listing, Sitemap, WordPressApi
from scrapers.spiders.beside import BESIDE, LOOKED, Beside, lists_of_news

URL = "https://dinkop.example.go.id/"
API, FEED, LIST, MAP = (
    WordPressApi(f"{URL}wp-json/wp/v2/posts"), Feed(f"{URL}feed/"), Listing(f"{URL}kabar"), Sitemap(f"{URL}sitemap.xml")
)  # fmt: skip
NOW = datetime(2026, 6, 1, 19, tzinfo=UTC)
LONG_AGO, LATELY = "2026-01-01T00:00:00", "2026-05-20T00:00:00"


def test_a_sitemap_shows_no_news() -> None:
    assert lists_of_news([API, FEED, MAP, LIST]) == [FEED, LIST]


@pytest.mark.parametrize(("posts", "read"), [(0, [FEED, LIST]), (2, [FEED, LIST]), (60, [])])
def test_a_history_is_looked_for_elsewhere_where_an_api_shows_little(posts: int, read: list[object]) -> None:
    learnt: dict[str, str] = {}
    beside = Beside({}, learnt, None, NOW)
    assert beside.choose([FEED, MAP, LIST], posts=posts, newest=LATELY) == read
    assert beside.looks is bool(read)
    assert learnt == ({LOOKED: NOW.isoformat()} if read else {})


@pytest.mark.parametrize(
    ("newest", "facts", "read"),
    [
        (LATELY, {}, []),
        (LONG_AGO, {}, [FEED, LIST]),
        (LONG_AGO, {LOOKED: "2026-05-15T19:00:00+00:00"}, []),
        (LONG_AGO, {LOOKED: "2026-04-15T19:00:00+00:00"}, [FEED, LIST]),
        (LATELY, {BESIDE: f'["{LIST.url}"]'}, [LIST]),
    ],
)
def test_later_an_api_is_doubted_once_it_is_silent(newest: str, facts: dict[str, str], read: list[object]) -> None:
    beside = Beside(facts, {}, "2026-01-02T19:00:00+00:00", NOW)
    assert beside.choose([FEED, MAP, LIST], posts=0, newest=newest) == read
    assert beside.looks is bool(read)


def test_a_list_that_shows_more_is_remembered() -> None:
    learnt: dict[str, str] = {}
    beside = Beside({BESIDE: f'["{FEED.url}"]'}, learnt, "2026-01-02T19:00:00+00:00", NOW)
    beside.note(LIST)  # the API wasn't asked yet: nothing stands beside it
    assert learnt == {}
    beside.choose([FEED, LIST], posts=0, newest=LATELY)
    for source in (API, LIST):
        beside.note(source)
    assert learnt == {BESIDE: f'["{FEED.url}", "{LIST.url}"]'}
