from __future__ import annotations

from dataclasses import replace

from simulation.figures import page, sections
from simulation.living import Weight, Year
from simulation.plan import Plan, Rhythm
from simulation.watching import Record

NIGHTS = 120
PLAN = Plan("satu", "praktik-jombang", Rhythm.OFTEN, 12, 1)
WEIGHTS = tuple(Weight(night, 100_000_000, 18, 4096, 1_000_000 + night, 3, 0.5) for night in range(NIGHTS))
NOBODY_LOOKED = Year((PLAN,), NIGHTS, (), Record(), WEIGHTS)


def figures(year: Year) -> dict[str, tuple[str, bool]]:
    """Name of each figure -> what it says, and whether its goal was reached."""
    return {row.cells[0]: (row.cells[1], row.reached) for section in sections(year) for row in section.rows}


def test_what_nobody_could_see_is_not_missed() -> None:
    told = figures(NOBODY_LOOKED)
    assert told["new articles: happened"] == ("0", True)
    assert told["articles held twice"] == ("0", True)


def test_growth_is_told_by_the_quarters_of_the_year() -> None:
    flat = figures(NOBODY_LOOKED)["memory, last quarter / first quarter"]
    heavy = tuple(replace(each, memory_bytes=100_000_000 + 2_000_000 * each.night) for each in WEIGHTS)
    grown = figures(replace(NOBODY_LOOKED, weights=heavy))["memory, last quarter / first quarter"]
    assert (flat, grown[1]) == (("1", True), False)


def test_the_page_says_what_was_lived_through() -> None:
    text = page(NOBODY_LOOKED, sections(NOBODY_LOOKED))
    assert text.startswith("# Reliability\n")
    assert f"1 offices live through {NIGHTS} nights" in " ".join(text.split())
    assert "| memory at most | 100 MB |  |" in text
