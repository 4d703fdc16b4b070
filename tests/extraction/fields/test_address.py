from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.extraction.fields.address import days_in, year_in

HOST = "https://dinkop.example"


@pytest.mark.parametrize(
    ("path", "days"),
    [
        ("/2026/03/09/pasar/", ["2026-03-09"]),
        ("/berita/pasar-20260309", ["2026-03-09"]),
        ("/berita/detail/09-03-2026_pasar", ["2026-03-09"]),
        ("/home/readmore_berita/nw2026030908153012", ["2026-03-09"]),
        ("/detail-artikel/pasar-1773018000", ["2026-03-09"]),
        ("/2026/03/pasar/", []),
        ("/berita/pasar-20261399", []),
        ("/berita/pasar-20260231", []),
        ("/?tanggal=2026-03-09", []),
    ],
)
def test_days(path: str, days: list[str]) -> None:
    assert [reading.iso for reading in days_in(HOST + path)] == days


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2026/03/pasar/", (2026, 3)),
        ("/berita-1-2/2026/pasar", (2026, None)),
        ("/uploads/2026/11/a.jpg", (2026, 11)),
        ("/berita/2026/13/pasar", (2026, None)),
        ("/berita/pasar-2026", None),
        ("/posting/2026", None),
    ],
)
def test_year_and_month(path: str, expected: tuple[int, int | None] | None) -> None:
    assert year_in(HOST + path) == expected


@given(st.text(alphabet="0123456789/-_", max_size=40))
def test_any_path_can_be_asked(path: str) -> None:
    for reading in days_in(f"{HOST}/{path}"):
        assert reading.raw in path
    year_in(f"{HOST}/{path}")
