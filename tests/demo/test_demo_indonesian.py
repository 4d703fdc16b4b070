from __future__ import annotations

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from demo.indonesian import WIB, barred_stamp, day_month_year, full_date, slug, stamp, thousands

MOMENT = datetime(2022, 7, 7, 3, 50, tzinfo=WIB)


def test_forms_are_those_of_real_pages() -> None:
    assert day_month_year(date(2025, 2, 10)) == "10 Februari 2025"
    assert full_date(date(2025, 2, 10)) == "Senin, 10 Februari 2025"
    assert stamp(datetime(2025, 5, 20, 16, 26, tzinfo=WIB)) == "Selasa, 20 Mei 2025 16:26 WIB"
    assert barred_stamp(MOMENT) == "Kamis, 07 Juli 2022 | 03:50:00 WIB"
    assert [thousands(number) for number in (7, 1234, 1234567)] == ["7", "1.234", "1.234.567"]


@given(st.text())
def test_a_slug_is_its_own_slug(words: str) -> None:
    made = slug(words)
    assert slug(made) == made
    assert len(made) <= 120
