from __future__ import annotations

import pytest

from bench.table import Row, Section, number, page, terminal


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (0.123, "0.12"), (1.5, "1.50"), (12.34, "12.3"), (123.4, "123"), (1234.5, "1,234")]
)
def test_a_figure_has_as_many_digits_as_mean_something(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("row", "goal"),
    [
        (Row("speed", 0.5, "", 0.35), "≥ 0.35"),
        (Row("speed", 0.2, "", 0.35), "≥ 0.35: missed"),
        (Row("memory", 300, "MB", 250, at_most=True), "≤ 250 MB: missed"),
        (Row("told", 3, "s"), ""),
    ],
)
def test_a_missed_goal_says_so(row: Row, goal: str) -> None:
    assert row.cells[2] == goal


def test_terminal_and_page_hold_every_row() -> None:
    sections = [Section("Speed", "How it was measured.", [Row("ours", 3, "s"), Row("theirs", 4, "s")])]
    assert all(word in terminal(sections) for word in ("Speed", "ours", "theirs"))
    assert "| ours | 3 s |  |" in page(sections, "idle", "busy")
