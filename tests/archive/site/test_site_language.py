"""Both catalogues say everything, and numbers and dates are written as each language writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.site.language import language, languages

SITE = Path(__file__).parents[3] / "archive" / "site"
ID, EN = language("id"), language("en")
CATALOGUES = (ID.strings, EN.strings)
USED = re.compile(r"""\b(?:t|speech)(?:\.counted)?\(\s*["']([a-z_]+\.[a-z_0-9-]+)["']""")
NAMED = re.compile(r"""["']([a-z_]+\.[a-z_0-9-]+)["']""")
BEGUN = re.compile(r"""["']([a-z]+\.[a-z_]*)(?:["'] ~|\{)""")  # the page fills in the rest


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def sources() -> str:
    found = sorted([*SITE.rglob("*.html"), *SITE.rglob("*.py")])
    return "\n".join(source.read_text(encoding="utf-8") for source in found)


def test_the_default_language_comes_first() -> None:
    assert languages() == ("id", "en")


@pytest.mark.parametrize("code", [None, "", "fr", "../id", "ID"])
def test_an_unknown_language_is_the_default(code: str | None) -> None:
    assert language(code).code == "id"


def test_catalogues_have_the_same_keys_with_the_same_places() -> None:
    shared = [{key: places(text) for key, text in each.items() if not key.endswith("_one")} for each in CATALOGUES]
    assert shared[0] == shared[1]


def test_what_is_said_of_one_thing_has_the_places_of_what_is_said_of_several() -> None:
    singular = [(text, each[key.removesuffix("_one")]) for each in CATALOGUES for key, text in each.items()
                if key.endswith("_one")]  # fmt: skip
    assert [text for text, several in singular if places(text) | {"count"} != places(several)] == []


def test_one_thing_is_said_as_the_language_says_it() -> None:
    said = [EN.counted("tables.rows", count) for count in (0, 1, 2, 1000)]
    assert said == ["0 rows", "1 row", "2 rows", "1,000 rows"]
    assert [ID.counted("tables.rows", count) for count in (1, 1000)] == ["1 baris", "1.000 baris"]
    assert EN.counted("office.summary", 1, office="Dinkop").startswith("One article of Dinkop, ")


def test_every_key_that_is_used_exists() -> None:
    used = set(USED.findall(sources()))
    assert len(used) > 100
    beginnings = {key for key in used if key.endswith("_")}  # the rest is a name that the page fills in
    assert used - beginnings - set(ID.strings) == set()
    assert all(any(known.startswith(key) for known in ID.strings) for key in beginnings)


def test_every_key_is_used() -> None:
    named, begun = set(NAMED.findall(sources())), tuple(BEGUN.findall(sources()))
    unused = {key for key in ID.strings if key not in named and not key.startswith((*begun, "format."))}
    assert unused == set()


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        ("2025-02-10", "10 Februari 2025", "10 February 2025"),
        ("2025-02-10T09:30:00+07:00", "10 Februari 2025, 09.30 WIB", "10 February 2025, 09:30 WIB"),
        ("2025-02-10T09:30:00+08:00", "10 Februari 2025, 09.30 WITA", "10 February 2025, 09:30 WITA"),
        ("2025-12-31T19:00:00+00:00", "1 Januari 2026, 02.00 WIB", "1 January 2026, 02:00 WIB"),
        ("2025-12-31T19:00:00Z", "1 Januari 2026, 02.00 WIB", "1 January 2026, 02:00 WIB"),
        ("2025-02-10T09:30:00", "10 Februari 2025, 09.30", "10 February 2025, 09:30"),
        ("2025-02-10T09:30:00+05:30", "10 Februari 2025, 09.30 +0530", "10 February 2025, 09:30 +0530"),
        ("kemarin", "kemarin", "kemarin"),
        (None, "", ""),
    ],
)
def test_moments(value: str | None, indonesian: str, english: str) -> None:
    assert (ID.moment(value), EN.moment(value)) == (indonesian, english)


@given(st.text())
def test_no_text_breaks_a_date(value: str) -> None:
    assert ID.moment(value) is not None


@pytest.mark.parametrize(
    ("size_bytes", "expected"),
    [(0, "0 B"), (999, "999 B"), (1000, "1,0 kB"), (512_120, "512 kB"), (1_430_000, "1,4 MB"), (7 * 10**12, "7000 GB")],
)
def test_sizes(size_bytes: int, expected: str) -> None:
    assert ID.size(size_bytes) == expected


def test_numbers_months_and_periods() -> None:
    assert (ID.number(1234567), EN.number(1234567)) == ("1.234.567", "1,234,567")
    assert (ID.month("2025-08"), EN.month("2025-08")) == ("Agustus 2025", "August 2025")
    assert ID.period("2025-02-10", "2025-02-11") == "10 Februari 2025 – 11 Februari 2025"
    assert ID.period("2025-02-10", "2025-02-10") == ID.period("2025-02-10", None) == "10 Februari 2025"
