from __future__ import annotations

from datetime import date

import pytest

from scrapers.extraction.fields.agreement import Published, agree, is_machines, is_unset, settle

MACHINE = Published("2022-05-01T08:00:00+07:00", "2022-05-01T08:00:00+07:00", "json-ld")
SHOWN = Published("2020-03-09", "9 Maret 2020", "page")
TODAY = date(2022, 5, 1)


@pytest.mark.parametrize(
    ("witness", "expected"),
    [("json-ld", True), ("meta date", True), ("microdata", True), ("time", True), ("page", False), ("template", False)],
)
def test_who_speaks_to_machines(witness: str, expected: bool) -> None:
    assert is_machines(Published("2020-03-09", "", witness)) is expected


def test_days_agree_across_zones() -> None:
    assert agree(date(2020, 3, 9), date(2020, 3, 10))
    assert not agree(date(2020, 3, 9), date(2020, 3, 11))


def test_only_a_machine_leaves_a_date_unset() -> None:
    assert is_unset(Published("1970-01-01", "", "json-ld", "year"))
    assert not is_unset(Published("1970-01-01", "", "page", "year"))
    assert not is_unset(MACHINE)


@pytest.mark.parametrize(
    ("shown", "others", "firm", "today", "expected"),
    [
        (Published("2022-05-02", "2 Mei 2022", "page"), [], False, None, MACHINE),
        (Published("2020-03-09", "Selasa, 9 Maret 2020", "page", "weekday"), [], True, TODAY, MACHINE),
        (SHOWN, [], True, TODAY, SHOWN),
        (SHOWN, [date(2020, 3, 9)], False, None, SHOWN),
        (SHOWN, [date(2022, 5, 1)], False, None, MACHINE),
        (SHOWN, [date(2022, 5, 1), date(2020, 3, 9), date(2020, 3, 10)], False, None, SHOWN),
    ],
)
def test_what_the_others_say_decides(
    shown: Published, others: list[date], firm: bool, today: date | None, expected: Published
) -> None:
    assert settle(MACHINE, shown, others, firm=firm, today=today) is expected


@pytest.mark.parametrize("others", [[], [date(2021, 1, 1)], [date(2022, 5, 1), date(2020, 3, 9)]])
def test_where_nothing_decides_the_date_is_doubtful(others: list[date]) -> None:
    found = settle(MACHINE, SHOWN, others, firm=False, today=TODAY)
    assert found == Published(MACHINE.iso, MACHINE.raw, "json-ld", "contradicted")
