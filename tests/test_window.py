from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.moment import WIB
from scrapers.window import Window, WindowError


def window(text: str = "21:00-05:00") -> Window:
    found = Window.parse(text)
    assert found
    return found


@pytest.mark.parametrize(
    ("text", "moment", "closes"),
    [
        ("21:00-05:00", "2026-03-01T20:59:59+07:00", None),
        ("21:00-05:00", "2026-03-01T21:00:00+07:00", "2026-03-02T05:00:00+07:00"),
        ("21:00-05:00", "2026-03-02T00:00:00+07:00", "2026-03-02T05:00:00+07:00"),
        ("21:00-05:00", "2026-03-02T04:59:59+07:00", "2026-03-02T05:00:00+07:00"),
        ("21:00-05:00", "2026-03-02T05:00:00+07:00", None),
        ("21:00-05:00", "2026-03-01T18:00:00+00:00", "2026-03-02T05:00:00+07:00"),  # any zone will do
        ("01:00-04:30", "2026-03-01T00:59:00+07:00", None),
        ("01:00-04:30", "2026-03-01T03:00:00+07:00", "2026-03-01T04:30:00+07:00"),
        ("01:00 - 04:30", "2026-12-31T23:00:00+07:00", None),
        ("21:00-05:00", "2026-12-31T23:00:00+07:00", "2027-01-01T05:00:00+07:00"),
        ("21:00-05:00", "2028-02-29T22:00:00+07:00", "2028-03-01T05:00:00+07:00"),
        ("00:00-12:00", "2026-03-01T00:00:00+07:00", "2026-03-01T12:00:00+07:00"),
    ],
)
def test_a_window_knows_when_it_closes(text: str, moment: str, closes: str | None) -> None:
    found = window(text).closes_at(datetime.fromisoformat(moment))
    assert (found and found.isoformat()) == closes


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_is_no_window(text: str) -> None:
    assert Window.parse(text) is None


@pytest.mark.parametrize("text", ["21:00", "25:00-05:00", "21:00-21:00", "a-b", "21:00+07:00-05:00", "-", "1-2-3"])
def test_anything_else_is_refused_by_its_value(text: str) -> None:
    with pytest.raises(WindowError, match=r"^NIGHT_WINDOW = .*: expected two .*like 21:00-05:00$") as raised:
        Window.parse(text)
    assert repr(text) in str(raised.value)


def test_it_is_told_as_people_write_it() -> None:
    assert str(window()) == "21:00–05:00 WIB"


MOMENTS = st.datetimes(datetime(1970, 1, 3), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds
TIMES = st.times().map(lambda each: each.replace(second=0, microsecond=0))


@given(TIMES, TIMES, MOMENTS)
def test_it_closes_within_a_day_and_is_closed_then(start: object, end: object, moment: datetime) -> None:
    if start == end:
        return
    found = window(f"{start}-{end}")
    closes = found.closes_at(moment)
    if closes is None:
        return
    assert timedelta(0) < closes - moment <= timedelta(days=1)
    assert (closes.astimezone(WIB).hour, closes.astimezone(WIB).minute) == (found.end.hour, found.end.minute)
    assert found.closes_at(closes) is None


@given(TIMES, TIMES, MOMENTS)
def test_a_window_and_the_hours_between_two_are_never_open_together(
    start: object, end: object, moment: datetime
) -> None:
    if start == end:
        return
    assert bool(window(f"{start}-{end}").closes_at(moment)) is not bool(window(f"{end}-{start}").closes_at(moment))
