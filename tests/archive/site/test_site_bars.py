"""Bars in proportion, months without gaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.site.bars import HEIGHT, Bar, chart, months


def test_chart() -> None:
    found = chart({"2025": 4, "2026": 1, "2027": 0}, step=40)
    assert found.bars == (
        Bar("2025", 4, 0, 0, 30, 120),
        Bar("2026", 1, 40, 90, 30, 30),
        Bar("2027", 0, 80, 120, 30, 0),
    )
    assert (found.width, found.height, found.highest) == (120, HEIGHT, 4)


def test_an_empty_chart() -> None:
    assert (chart({}).bars, chart({}).highest) == ((), 0)


@given(st.dictionaries(st.text(), st.integers(min_value=0, max_value=10**9)))
def test_every_count_that_is_not_zero_is_visible_and_inside(counts: dict[str, int]) -> None:
    for bar in chart(counts).bars:
        assert (bar.height > 1) == (bar.count > 0)
        assert bar.y >= 0
        assert bar.y + bar.height == pytest.approx(HEIGHT, abs=0.02)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2025-11", "2026-02", ["2025-11", "2025-12", "2026-01", "2026-02"]),
        ("2025-03", "2025-03", ["2025-03"]),
    ],
)
def test_months(first: str, last: str, expected: list[str]) -> None:
    assert months(first, last) == expected
