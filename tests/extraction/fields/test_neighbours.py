from __future__ import annotations

from datetime import date

import pytest

from scrapers.extraction.dates import find_dates
from scrapers.extraction.fields.neighbours import Neighbours, learn_neighbours, number_in

HOST = "https://dinkop.example"
TODAY = date(2026, 11, 24)
DAYS = ((100, "2024-03-01"), (110, "2024-06-20"), (120, "2024-08-05"), (130, "2026-02-10"))
KNOWN = Neighbours("2 end", DAYS)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/berita/pasar-murah-11620", ("2 end", 11620)),
        ("/berita/lomba-2025-532.html", ("2 end", 532)),
        ("/read/berita/12-pasar", ("3 start", 12)),
        ("/berita/732/pasar", ("2", 732)),
        ("/posting/12", ("2", 12)),
        ("/?p=12", ("p", 12)),
        ("/index.php?hal=berita&id=12", ("id", 12)),
        ("/berita/pasar-murah", None),
        ("/2026/12/pasar", None),
        ("/berita/10-warga-dilatih-532", None),
        ("/detail/pasar-1739155200", None),
        ("/", None),
    ],
)
def test_an_addresss_only_number(url: str, expected: tuple[str, int] | None) -> None:
    assert number_in(HOST + url) == expected


@pytest.mark.parametrize(
    ("label", "number", "expected"),
    [
        ("Jum'at (12/7)", 115, date(2024, 7, 12)),
        ("12 Juli", 115, date(2024, 7, 12)),
        ("Kamis (12/7)", 115, None),
        ("12 Juni", 115, None),
        ("29 Februari", 115, None),
        ("12 September", 125, None),
        ("12 Juli", 110, None),
        ("12 Juli", 99, None),
        ("12 Juli", 131, date(2026, 7, 12)),
        ("20 Januari", 131, None),
        ("30 November", 131, None),
    ],
    ids=[
        "between two",
        "without a weekday",
        "a wrong weekday",
        "just outside",
        "no such day",
        "two years fit",
        "a number that is known",
        "nothing before",
        "the fetch after",
        "just before, and nearly a year after",
        "after the fetch",
    ],
)
def test_the_day_that_neighbours_leave(label: str, number: int, expected: date | None) -> None:
    mention = find_dates(label, label=True)[0]
    assert KNOWN.day_of(mention, f"{HOST}/berita/pasar-{number}", TODAY) == expected


def test_an_address_of_another_form_has_no_neighbours() -> None:
    assert KNOWN.day_of(find_dates("12 Juli", label=True)[0], f"{HOST}/berita/115", TODAY) is None


def test_a_higher_number_from_after_the_fetch_says_less_than_the_fetch() -> None:
    known = Neighbours("2 end", (*DAYS, (140, "2027-08-01")))
    mention = find_dates("12 Juli", label=True)[0]
    assert known.day_of(mention, f"{HOST}/berita/pasar-135", TODAY) == date(2026, 7, 12)


def pages(*days: str, form: str = "/berita/pasar-{}") -> list[tuple[str, date]]:
    return [(HOST + form.format(100 + 10 * n), date.fromisoformat(day)) for n, day in enumerate(days)]


def test_days_that_follow_the_numbers_are_learnt_in_whatever_order_they_come() -> None:
    found = pages("2024-03-01", "2024-06-20", "2024-08-05", "2026-02-10")
    others = [(f"{HOST}/pengumuman/5", date(2024, 1, 1)), (f"{HOST}/profil", date(2025, 1, 1))]
    assert learn_neighbours([*found, *others]) == KNOWN
    assert learn_neighbours([*others, *reversed(found)]) == KNOWN


def test_something_published_a_little_late_does_not_hurt() -> None:
    assert learn_neighbours(pages("2024-03-01", "2024-02-20", "2024-08-05", "2026-02-10")) is not None


@pytest.mark.parametrize(
    "found",
    [
        [],
        [(f"{HOST}/profil", date(2025, 1, 1))],
        pages("2024-03-01", "2024-06-20", "2024-08-05"),
        pages("2026-02-10", "2024-08-05", "2024-06-20", "2024-03-01"),
        pages("2024-03-01", "2024-06-20", "2021-08-05", "2026-02-10"),
        [*pages("2024-03-01", "2024-06-20", "2024-08-05"), (f"{HOST}/berita/bazar-120", date(2024, 9, 1))],
    ],
    ids=["nothing", "no numbers", "too few", "backwards", "one out of order", "one number twice"],
)
def test_otherwise_nothing_is_learnt(found: list[tuple[str, date]]) -> None:
    assert learn_neighbours(found) is None
