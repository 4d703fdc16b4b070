from datetime import date

import pytest

from scrapers.extraction.dates.events import event_range

PUBLISHED = date(2025, 2, 12)
ONE_DAY = (date(2025, 2, 10), date(2025, 2, 10))
TWO_DAYS = (date(2025, 2, 10), date(2025, 2, 11))
OPENING = "JOMBANGKAB_DINKOPUM, 10 Februari 2025 – "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{OPENING}Dinas menggelar rapat. Acara berlangsung pada 10–11 Februari 2025 di Malang.", TWO_DAYS),
        ("Rapat digelar Senin (10/2/2025) di aula.", ONE_DAY),
        ("Rapat digelar Senin (10/2) di aula.", ONE_DAY),
        ("Rapat digelar hari Senin, 10 Februari 2025, di aula.", ONE_DAY),
        ("Rapat dihadiri 40 orang (10/2/2025).", ONE_DAY),
        ("Bupati hadir hari ini (10/2).", ONE_DAY),
        ("Bazar dibuka 10 s/d 11 Februari 2025.", TWO_DAYS),
        ("Sesuai UU Nomor 25 Tahun 1992 tertanggal 21 Oktober 1992, rapat digelar pada 10 Februari 2025.", ONE_DAY),
        ("Merdeka pada 17 Agustus 1945, kini rapat digelar pada 10 Februari 2025.", ONE_DAY),
        ("Bertema 'Semangat 28 Oktober 2024', rapat digelar pada 10 Februari 2025.", ONE_DAY),
        ("Diperingati setiap 12 Juli. Rapat digelar Senin (10/2).", ONE_DAY),
        ("Pendaftaran paling lambat 20 Februari 2025. Rapat digelar Senin (10/2/2025).", ONE_DAY),
        ("Data per 31 Desember 2024 dibahas pada Senin, 10 Februari 2025.", ONE_DAY),
        ("Pelatihan di Kecamatan Mojowarno 10 - 11 Februari lalu diikuti 40 peserta.", TWO_DAYS),
        ("Pelatihan di Mojowarno 10 Februari lalu diikuti 40 peserta.", ONE_DAY),
        # the weekday contradicts, and half a year lies between: not this day
        ("Rapat digelar Selasa (12/8/2024) lalu.", None),
        # the weekday contradicts, but the day is near
        ("Rapat digelar Selasa (10/2/2025) lalu.", ONE_DAY),
    ],
)
def test_the_event_of_a_report(text: str, expected: tuple[date, date] | None) -> None:
    assert event_range(text, published=PUBLISHED) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{OPENING}Dinas menggelar rapat bersama pengurus koperasi.",
        "Koperasi ini berdiri pada 12 Juli 1998.",
        "Diatur SK Bupati tanggal 3 Januari 2025.",
        "Berlaku sejak 1 Januari 2025.",
        "Batas waktu 28 Februari 2025.",
        "Rapat digelar Rabu (10/2).",  # a Monday
        "Rapat digelar pada 5 Mei 2022.",  # too long ago to be this report's event
        "Produk 10 Februari 2025 laris.",  # nothing says that something took place
        "Rapat digelar pada Mei 2025.",
    ],
)
def test_no_event_is_invented(text: str) -> None:
    assert event_range(text, published=PUBLISHED) is None


def test_the_dateline_says_when_nothing_else_does() -> None:
    assert event_range(f"{OPENING}Rapat digelar Senin (10/2).", published=None) == ONE_DAY


def test_without_any_publication_a_year_is_needed() -> None:
    assert event_range("Rapat digelar Senin (10/2).", published=None) is None
    assert event_range("Rapat digelar Senin (10/2/2025).", published=None) == ONE_DAY
    assert event_range("Merdeka pada 17 Agustus 1945.", published=None) is None


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Rapat digelar (8/1/24) di aula.", date(2025, 1, 9), None),
        ("Rapat digelar pada 8 Januari 2024.", date(2025, 1, 9), None),
        ("Rapat digelar (21/1/21) di aula.", date(2022, 1, 15), None),
        ("Rapat digelar Rabu (8/1/24) di aula.", date(2025, 1, 9), None),  # a Monday in 2024, a Wednesday in 2025
        ("Rapat digelar Senin (8/1/24) di aula.", date(2025, 1, 9), date(2024, 1, 8)),  # the weekday stands for it
        ("Rapat digelar pada 8 Maret 2024.", date(2025, 1, 9), date(2024, 3, 8)),
        ("Rapat digelar pada 8 Januari 2024. Bazar dibuka 9 Januari 2025.", date(2025, 1, 9), date(2025, 1, 9)),
    ],
)
def test_last_years_number_under_a_new_years_report_is_a_slip(
    text: str, published: date, expected: date | None
) -> None:
    assert event_range(text, published=published) == (expected and (expected, expected))
