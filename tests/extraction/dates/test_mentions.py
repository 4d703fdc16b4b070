from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from scrapers.extraction.dates.mentions import DateMention, find_dates

WIB = timezone(timedelta(hours=7))


def test_a_mention_says_where_it_stands_and_what_it_holds() -> None:
    text = "Rapat digelar Jum’at (7/2/2025) di Jombang."
    assert find_dates(text) == [
        DateMention(
            start=14,
            end=31,
            raw="Jum’at (7/2/2025)",
            value=date(2025, 2, 7),
            weekday="Jum’at",
            year_given=True,
            day=7,
            month=2,
        )
    ]


def test_a_stretch_of_days_has_two_ends() -> None:
    (mention,) = find_dates("berlangsung pada 10–11 Februari 2025 di Malang")
    assert (mention.value, mention.until) == (date(2025, 2, 10), date(2025, 2, 11))
    assert (mention.day, mention.month, mention.until_day, mention.until_month) == (10, 2, 11, 2)


def test_a_date_without_year_keeps_day_and_month_but_no_value() -> None:
    (mention,) = find_dates("Acara digelar Selasa (16/7).")
    assert (mention.value, mention.year_given, mention.day, mention.month) == (None, False, 16, 7)
    assert mention.weekday == "Selasa"


def test_all_dates_in_order() -> None:
    text = "Senin (6/10/2025) dibuka, lalu 2025-10-08 rapat, dan ditutup 10 Oktober 2025; hari ini libur."
    assert [mention.raw for mention in find_dates(text)] == [
        "Senin (6/10/2025)",
        "2025-10-08",
        "10 Oktober 2025",
        "hari ini",
    ]


def test_a_spoken_day_with_its_date_is_one_mention() -> None:
    (mention,) = find_dates("Ia hadir hari ini (15/10).")
    assert (mention.raw, mention.relative, mention.value) == ("hari ini (15/10)", True, None)


@pytest.mark.parametrize("cell_break", ["\n", "\t", "\r\n", "\n\n"])
def test_a_date_does_not_reach_over_a_line_or_table_cell(cell_break: str) -> None:
    assert find_dates(f"Jumlah peserta 12{cell_break}Maret 2025 akan dibuka lagi") == []


def test_a_glued_sentence_does_not_cost_the_year() -> None:
    (mention,) = find_dates("pada 10 Februari 2025.Sebanyak 30 peserta hadir")
    assert mention.value == date(2025, 2, 10)


@pytest.mark.parametrize(
    "text",
    [
        "1. Maret 2025 pelaksanaan tahap pertama",
        "Sebanyak 12, Mei 2025 naik lagi",
        "Peringatan ke-17 Agustus 2025",
        "Pukul 08.30 Mei 2025",
    ],
)
def test_numbers_before_a_month_that_are_no_day(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 Februari 2025, 09.30 WIB", datetime(2025, 2, 10, 9, 30, tzinfo=WIB)),
        ("10 Februari 2025 09:30:15 +0700", datetime(2025, 2, 10, 9, 30, 15, tzinfo=WIB)),
        ("2025-02-10T02:30:00Z", datetime(2025, 2, 10, 2, 30, tzinfo=UTC)),
        ("10 Februari 2025 09:30", date(2025, 2, 10)),
        ("10 Februari 2025 12.500 bibit", date(2025, 2, 10)),
        ("10 Februari 2025 09:30 +99:00", date(2025, 2, 10)),
    ],
)
def test_a_time_counts_only_with_its_zone(text: str, expected: date) -> None:
    assert [mention.value for mention in find_dates(text)] == [expected]


def test_the_default_zone_is_for_times_that_name_none() -> None:
    (mention,) = find_dates("10 Februari 2025 pukul 09.30", default_zone=timedelta(hours=7))
    assert mention.value == datetime(2025, 2, 10, 9, 30, tzinfo=WIB)


def test_a_moment_resolves_hours_exactly() -> None:
    (mention,) = find_dates("3 jam yang lalu", today=datetime(2025, 2, 10, 1, 0, tzinfo=WIB))
    assert mention.value == date(2025, 2, 9)


@pytest.mark.parametrize(
    ("text", "suspect"),
    [
        ("Senin (12/12/2017)", "weekday"),
        ("Senin-Rabu, 10-11 Februari 2025", "weekday"),
        ("Senin, 10 Februari sampai Kamis, 12 Februari 2025", "weekday"),
        ("Senin-Selasa, 10-11 Februari 2025", None),
        ("17 Agustus 1945", "year"),
        ("20 Desember 2026", "future"),
    ],
)
def test_doubts_are_said(text: str, suspect: str | None) -> None:
    (mention,) = find_dates(text, today=date(2026, 11, 1))
    assert mention.suspect == suspect


def test_without_a_present_no_year_is_doubted() -> None:
    assert [m.suspect for m in find_dates("17 Agustus 1945 dan 1 Januari 2090")] == [None, None]
