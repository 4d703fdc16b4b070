"""Articles that a list lost between its ends, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.spiders.vanished import vanished


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("dcba", "dcba", ""),
        ("dcba", "edcb", ""),  # the oldest left at the end
        ("dcba", "dba", "c"),
        ("dcba", "edba", "c"),
        ("dcba", "cba", "d"),  # the newest was taken down
        ("dcba", "hgfe", ""),  # many news at once
        ("dcba", "", ""),
        ("", "dcba", ""),
        ("abcd", "abcde", ""),  # the oldest first, as sitemaps have it
        ("abcd", "acde", "b"),
        ("fedcba", "a", ""),  # another list altogether
        ("dcba", "abcd", ""),  # another order
    ],
)
def test_what_is_missing_between_two_that_stand_was_taken_down(before: str, after: str, lost: str) -> None:
    assert vanished(list(before), list(after)) == list(lost)


@given(st.lists(st.integers(), unique=True, max_size=12), st.integers(0, 12), st.lists(st.integers(), max_size=4))
def test_a_list_that_only_grows_and_scrolls_lost_nothing(shown: list[int], kept: int, fresh: list[int]) -> None:
    before = [str(name) for name in shown]
    after = [f"new {name}" for name in fresh] + before[:kept]
    assert vanished(before, after) == []
