from __future__ import annotations

from datetime import date

import pytest

from scrapers.extraction.fields.agreement import Published
from scrapers.extraction.fields.yearless import complete

TODAY = date(2026, 11, 24)
PLAIN = "https://dinkop.example/posting/12"
MONTH = "https://dinkop.example/2026/03/pasar/"
YEAR = "https://dinkop.example/berita-1-2/2026/pasar"
PICTURE = "https://dinkop.example/uploads/2026/03/a.jpg"


@pytest.mark.parametrize(
    ("label", "url", "picture", "witness"),
    [
        ("9 Maret", MONTH, None, "page, year from url"),
        ("Senin, 9 Maret", YEAR, None, "page, year from url"),
        ("Senin (9/3)", MONTH, None, "page, year from url"),
        ("Senin, 9 Maret", PLAIN, PICTURE, "page, year from picture"),
    ],
)
def test_a_year_that_other_witnesses_name(label: str, url: str, picture: str | None, witness: str) -> None:
    assert complete([(label, "page")], url, picture, TODAY) == Published("2026-03-09", label, witness)


@pytest.mark.parametrize(
    ("label", "url", "picture", "today"),
    [
        ("Senin, 9 Maret", PLAIN, None, TODAY),
        ("Senin, 9 Maret", MONTH, None, None),
        ("Selasa, 9 Maret", MONTH, None, TODAY),
        ("9 April", MONTH, None, TODAY),
        ("9 Desember", YEAR, None, TODAY),
        ("9 Maret", PLAIN, PICTURE, TODAY),
        ("Selasa, 9 Maret", PLAIN, PICTURE, TODAY),
        ("9–11 Maret", MONTH, None, TODAY),
        ("29 Februari", YEAR, None, TODAY),
        ("9 Maret sampai 9 April", MONTH, None, TODAY),
        ("Maret", MONTH, None, TODAY),
        ("kemarin", MONTH, None, TODAY),
        ("Rapat digelar 9 Maret " + "dan ditutup " * 20, MONTH, None, TODAY),
    ],
)
def test_otherwise_it_stays_open(label: str, url: str, picture: str | None, today: date | None) -> None:
    assert complete([(label, "page")], url, picture, today) is None


def test_the_first_label_that_can_be_completed_counts() -> None:
    found = complete([("Admin", "template"), ("9 Maret", "page"), ("8 Maret", "list")], MONTH, None, TODAY)
    assert found == Published("2026-03-09", "9 Maret", "page, year from url")
