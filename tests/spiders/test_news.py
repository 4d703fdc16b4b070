from __future__ import annotations

from collections.abc import Sequence

import pytest

from scrapers.discovery import Link
from scrapers.spiders.news import BARREN, NOTHING, News, Shown


def wanted(number: int) -> tuple[Link, ...]:
    return tuple(Link(f"https://dinkop.example.go.id/berita/{each}") for each in range(number))


@pytest.mark.parametrize(
    ("fresh", "few", "abounds"), [(10, 0, False), (10, 3, False), (5, 3, True), (17, 4, True), (1, 1, True)]
)
def test_news_abounds_where_most_or_many_of_a_page_is_wanted(fresh: int, few: int, *, abounds: bool) -> None:
    assert News((), fresh, few, wanted(few), leads=True).abounds is abounds


def test_nothing_is_no_news() -> None:
    assert not NOTHING.abounds
    assert not NOTHING.leads


@pytest.mark.parametrize(
    ("pages", "fresh", "leads"),
    [
        (["abc"], "abc", True),
        (["abc", "cde"], "de", True),
        (["abcdef", "def"], "", True),  # a side bar told of them
        (["abc", "abc"], "", False),
        (["abc", ""], "", False),
        (["abc", "ab", "bc", "ac", "ba"], "", False),
    ],
)
def test_a_page_leads_on_while_it_may_be_a_further_one(pages: Sequence[str], fresh: str, *, leads: bool) -> None:
    shown = Shown()
    for page in pages:
        last = shown.add(page)
    assert ("".join(last), shown.leads) == (fresh, leads)
    assert len(shown) == len(set("".join(pages)))


def test_something_fresh_ends_a_row_of_barren_pages() -> None:
    shown = Shown()
    shown.add("abcdef")
    led = []
    for page in ["ab", "bc", "cd", "xab", "de", "ef", "fa", "ae"]:
        shown.add(page)
        led.append(shown.leads)
    assert led == [True] * 7 + [False]
    assert BARREN == 4
