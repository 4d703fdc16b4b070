from datetime import date, timedelta

import pytest

from scrapers.extraction.dates.labels import DateReading, read_date

TODAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("label", "reading"),
    [
        ("Diterbitkan pada 16 April 2025 5:21", DateReading("2025-04-16", "16 April 2025 5:21")),
        ("\n  16\n  Apr\n  2025 ", DateReading("2025-04-16", "16 Apr 2025")),
        ("Senin (12/12/2017)", DateReading("2017-12-12", "Senin (12/12/2017)", suspect="weekday")),
        ("2 hari yang lalu", DateReading("2026-10-30", "2 hari yang lalu", relative=True)),
        ("6 bulan yang lalu", DateReading(None, "6 bulan yang lalu", relative=True, reason="coarse")),
        ("Jum'at (12/7)", DateReading(None, "Jum'at (12/7)", reason="no year")),
        ("10–11 Februari 2025", DateReading(None, "10–11 Februari 2025", reason="range")),
        ("31 Februari 2025", DateReading(None, "31 Februari 2025", reason="impossible")),
        ("kemarin (9/7/2025)", DateReading("2025-07-09", "kemarin (9/7/2025)")),
    ],
)
def test_a_label_is_read_with_its_reason(label: str, reading: DateReading) -> None:
    assert read_date(label, today=TODAY) == reading


@pytest.mark.parametrize("label", ["", "   ", "Berita", "Mei 2025", "Admin Dinkop", "125 Views"])
def test_what_is_no_date_label(label: str) -> None:
    assert read_date(label, today=TODAY) is None


def test_a_relative_label_needs_a_present() -> None:
    assert read_date("kemarin") == DateReading(None, "kemarin", relative=True, reason="relative")


def test_the_first_whole_date_counts() -> None:
    reading = read_date("Rabu (9/7) | Diterbitkan 10 Juli 2025 | Diperbarui 12 Juli 2025")
    assert reading == DateReading("2025-07-10", "10 Juli 2025")


def test_prose_is_no_label() -> None:
    assert read_date("Kegiatan pada 10 Februari 2025 " + "dihadiri banyak orang " * 20) is None


def test_the_default_zone_completes_a_time() -> None:
    reading = read_date("2025-05-20 16:26:00", default_zone=timedelta(hours=7))
    assert reading == DateReading("2025-05-20T16:26:00+07:00", "2025-05-20 16:26:00")
