"""Whatever page number is typed, a page that exists comes back."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from datasette.utils.asgi import Request
from hypothesis import given
from hypothesis import strategies as st

from archive.site.paging import DEEPEST, Paging


def asked(number: str) -> Request:
    return Request.fake(f"/cari?{urlencode({'hal': number})}")


@pytest.mark.parametrize(
    ("number", "total", "expected", "neighbours"),
    [
        ("1", 60, {"limit": 25, "offset": 0}, (None, 2)),
        ("2", 60, {"limit": 25, "offset": 25}, (1, 3)),
        ("3", 60, {"limit": 25, "offset": 50}, (2, None)),
        ("99", 60, {"limit": 25, "offset": 50}, (2, None)),
        ("0", 0, {"limit": 25, "offset": 0}, (None, None)),
        ("400", 10**6, {"limit": 25, "offset": DEEPEST - 25}, (399, None)),
    ],
)
def test_windows(number: str, total: int, expected: dict[str, int], neighbours: tuple[int | None, int | None]) -> None:
    paging = Paging.of(asked(number), total=total, size=25)
    assert (paging.window, (paging.previous, paging.next)) == (expected, neighbours)


@given(st.text(), st.integers(min_value=0, max_value=10**7))
def test_any_number_typed(number: str, total: int) -> None:
    paging = Paging.of(asked(number), total=total, size=20)
    assert 1 <= paging.number <= paging.last
    assert paging.window["offset"] < max(total, 1)
