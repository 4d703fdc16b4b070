from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.error import QueryError
from archive.search.filters import level, mended, period


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024-2", date(2024, 2, 1), date(2024, 3, 1)),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("2100", date(2100, 1, 1), date(2101, 1, 1)),
    ],
)
def test_a_period_ends_after_its_last_day(text: str, first: date, after: date) -> None:
    assert period(text) == (first, after)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day: date) -> None:
    assert period(f"{day}") == (day, day + timedelta(days=1))
    months, years = period(f"{day:%Y-%m}"), period(f"{day.year}")
    assert years[0] <= months[0] <= day < months[1] <= years[1]


@pytest.mark.parametrize(
    ("text", "typed", "whole"),
    [
        ("pasar kantor:jombng", "jombng", "pasar kantor:jombang"),
        ('Office: "jombng" pasar', "jombng", "kantor:jombang pasar"),
        ("-kantor:jombng", "jombng", "-kantor:jombang"),
        ("kantor:jombngan kantor:jombng", "jombng", "kantor:jombngan kantor:jombang"),
        ("pasar kantor:", "", "pasar kantor:jombang"),
        ("pasar", "jombng", "pasar kantor:jombang"),
        ("", "jombng", "kantor:jombang"),
        ("kantor:(.*", "(.*", "kantor:jombang"),
    ],
)
def test_a_query_is_mended_where_it_was_refused(text: str, typed: str, whole: str) -> None:
    assert mended(text, QueryError("…", "…", "kantor:jombang", typed)) == whole


@pytest.mark.parametrize(
    ("text", "typed", "whole"),
    [
        ("pasar kantor:zzz murah", "zzz", "pasar murah"),
        ("pasar -kantor:zzz", "zzz", "pasar"),
        ("kantor:zzz", "zzz", None),
        ("pasar", "zzz", "pasar"),
        ("a*", "", None),
    ],
)
def test_where_nothing_is_suggested_what_was_refused_is_left_out(text: str, typed: str, whole: str | None) -> None:
    assert mended(text, QueryError("…", "…", typed=typed)) == whole


@pytest.mark.parametrize(("typed", "known"), [("Kota", "kota"), ("regency", "kabupaten"), ("provinsi", "provinsi")])
def test_a_level_is_named_in_both_languages(typed: str, known: str) -> None:
    assert level(typed) == known


def test_an_unknown_level_names_those_there_are() -> None:
    with pytest.raises(QueryError) as caught:
        level("desa")
    assert (caught.value.english, caught.value.indonesian) == (
        '"tingkat:desa" is none of regency, city, province, national',
        '"tingkat:desa" tidak dikenal; pilih kabupaten, kota, provinsi, nasional',
    )
    assert (caught.value.suggestion, caught.value.typed) == ("tingkat:kabupaten", "desa")
