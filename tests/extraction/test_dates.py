"""The date reader as a whole: the list of 200 and more strings, and what must hold for any text."""

import doctest
import re
import time
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.extraction.dates import complete_year, dateline, event_range, find_dates, read_date

SEEN_ON = date(2026, 11, 1)
ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("dates.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]
# Pieces that dates and their doubles are made of: random letters alone would hardly ever look like a date.
PIECES = st.sampled_from(
    [
        *"0123456789/-.,:()|– '’\n\t\u00a0",
        *("10", "11", "31", "2025", "25", "1992", "13", "00", "07:30", "17.05"),
        *("Februari", "Mei", "Agt", "Nopember", "March", "Jum'at", "Senin", "Selasa Pahing", "Minggu"),
        *(
            " s/d ",
            " sampai ",
            " dan ",
            "WIB",
            "+07:00",
            "T",
            "Z",
            "yang lalu",
            "hari ini",
            "kemarin",
            "tanggal ",
            "Nomor ",
        ),
        *("JOMBANG", "Kegiatan", "pada ", "hari", "bulan", "pukul ", "٣", "²", "é"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=24).map("".join))


def days_of(iso: str) -> list[str]:
    return [part[:10] for part in iso.split("/") if part]


def test_the_list_is_long_enough() -> None:
    assert len(ROWS) >= 200
    assert len({row[0] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("text", "expected", "suspect", "note"), ROWS, ids=[row[0] or "empty" for row in ROWS])
def test_every_string_of_the_list(text: str, expected: str, suspect: str, note: str) -> None:
    reading = read_date(text, today=SEEN_ON)
    found = reading.iso if reading else None
    if reading and reading.reason == "range":
        (mention,) = (mention for mention in find_dates(text) if mention.until)
        assert mention.value is not None
        found = f"{mention.value.isoformat()}/{mention.until}"
    assert found == (expected or None), note
    assert (reading.suspect if reading else None) == (suspect or None), note


@pytest.mark.parametrize(("text", "expected", "suspect", "note"), ROWS, ids=[row[0] or "empty" for row in ROWS])
def test_prose_yields_no_day_that_the_list_does_not_have(text: str, expected: str, suspect: str, note: str) -> None:
    prose = f"Kegiatan ini dihadiri {text} dan ditutup dengan doa bersama."
    found = [day for m in find_dates(prose) for day in (m.value, m.until) if day is not None]
    assert {day.isoformat()[:10] for day in found} <= set(days_of(expected))


@settings(deadline=None)  # a busy machine is no failure
@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_no_text_makes_it_fail_and_every_value_stands_in_the_text(text: str, today: date | None) -> None:
    for mention in find_dates(text, today=today):
        assert mention.raw == text[mention.start : mention.end]
        if mention.value is None or (mention.relative and not mention.year_given):
            continue
        numbers = [int(digits) for digits in re.findall(r"\d+", mention.raw)]
        for day in filter(None, (mention.value, mention.until)):
            assert day.day in numbers
            assert day.year in numbers or day.year % 100 in numbers or mention.until


@settings(deadline=None)  # a busy machine is no failure
@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_mentions_are_in_order_and_apart(text: str, today: date | None) -> None:
    mentions = find_dates(text, today=today)
    assert all(first.end <= second.start for first, second in pairwise(mentions))


@settings(deadline=None)  # a busy machine is no failure
@given(TEXTS, st.sampled_from([None, timedelta(hours=7)]))
def test_a_reading_is_iso_and_a_time_has_its_zone(text: str, zone: timedelta | None) -> None:
    reading = read_date(text, today=SEEN_ON, default_zone=zone)
    if reading is None or reading.iso is None:
        return
    if "T" in reading.iso:
        assert datetime.fromisoformat(reading.iso).tzinfo is not None
    else:
        date.fromisoformat(reading.iso)


@settings(deadline=None)  # a busy machine is no failure
@given(TEXTS)
def test_reading_what_was_read_gives_the_same_again(text: str) -> None:
    reading = read_date(text)
    if reading is not None and reading.iso is not None:
        again = read_date(reading.iso)
        assert again is not None
        assert again.iso == reading.iso


@settings(deadline=None)  # a busy machine is no failure
@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_events_and_datelines_take_any_text(text: str, published: date | None) -> None:
    days = event_range(text, published=published)
    assert days is None or days[0] <= days[1]
    opening = dateline(text)
    assert opening is None or 0 < opening.end <= len(text)


@settings(deadline=None)  # a busy machine is no failure
@given(TEXTS, st.dates())
def test_a_completed_year_is_near(text: str, around: date) -> None:
    for mention in find_dates(text):
        day = complete_year(mention, around=around)
        assert day is None or (abs(day - around).days <= 182 and (day.month, day.day) == (mention.month, mention.day))


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "10-",
        "1/",
        "Senin ",
        "Senin, ",
        "10 Mei ",
        "10, ",
        "2025-",
        "10 dan ",
        "(",
        "Jum'",
        "10 Mei 2025 – ",
        "1,2 ",
        " ",
        "kemarin (",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    find_dates(text)
    event_range(text, published=SEEN_ON)
    dateline(text)
    assert time.process_time() - start < 10.0  # seconds; quadratic behaviour would take minutes


DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jum'at", "Sabtu", "Minggu")
MONTH_NAMES = (
    *("Januari", "Pebruari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "Nopember", "Desember"),
)
FORMS = (
    "{weekday}, {d} {month} {y}",
    "{weekday} ({d}/{m}/{y})",
    "{weekday} ({d:02}/{m:02}/{yy:02})",
    "{weekday}, {d:02}-{m:02}-{y}",
    "{d:02} {month} {y}",
    "{month} {d}, {y}",
    "tanggal {d} bulan {month} tahun {y}",
    "{y}-{m:02}-{d:02}",
    "({d:02}.{m:02}.{y})",
    "{weekday} Pahing, {d} {month} {y} | 09:30 WIB",
)
PROSE = (
    "{}",
    "Rapat digelar {} di aula.",
    "Rapat dihadiri 101 peserta,{} lalu.",
    "“Sejak {},” ujarnya.",
    "a. {}\nb. 12",
)


@settings(deadline=None)  # a busy machine is no failure
@given(st.dates(date(1990, 1, 1), date(2079, 12, 31)), st.sampled_from(FORMS), st.sampled_from(PROSE))
def test_every_day_is_read_in_every_form(day: date, form: str, prose: str) -> None:
    written = form.format(
        weekday=DAY_NAMES[day.weekday()],
        month=MONTH_NAMES[day.month - 1],
        d=day.day,
        m=day.month,
        y=day.year,
        yy=day.year % 100,
    )
    if "{yy" in form and day.year < 2000:
        return
    mentions = [mention for mention in find_dates(prose.format(written)) if mention.value]
    assert [mention.value.isoformat()[:10] for mention in mentions if mention.value] == [day.isoformat()]
    assert mentions[0].suspect is None


@settings(deadline=None)  # a busy machine is no failure
@given(
    st.dates(date(2000, 1, 1), date(2079, 12, 31)), st.integers(1, 27), st.sampled_from(["–", " - ", " s/d ", " dan "])
)
def test_every_stretch_of_days_is_read(first: date, more: int, joint: str) -> None:
    last = first + timedelta(days=more)
    if first.month != last.month:
        written = (
            f"{first.day} {MONTH_NAMES[first.month - 1]}{joint}{last.day} {MONTH_NAMES[last.month - 1]} {last.year}"
        )
    else:
        written = f"{first.day}{joint}{last.day} {MONTH_NAMES[last.month - 1]} {last.year}"
    (mention,) = find_dates(f"Pameran berlangsung {written} di alun-alun.")
    assert (mention.value, mention.until) == (first, last)
    assert event_range(f"Pameran berlangsung {written} di alun-alun.", published=last) == (first, last)


def test_the_examples_of_the_documentation_hold() -> None:
    page = Path(__file__).parents[2] / "docs/dates.md"
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert (failed, tried > 0) == (0, True)
