"""The table that a run prints and writes."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    :param bound: what the figure should reach; ``None`` for one that is only told
    :param at_most: the bound is an upper one
    """

    what: str
    value: float
    unit: str = ""
    bound: float | None = None
    at_most: bool = False

    @property
    def reached(self) -> bool:
        """Whether the figure is on the right side of its bound."""
        if self.bound is None:
            return True
        return self.value <= self.bound if self.at_most else self.value >= self.bound

    @property
    def cells(self) -> tuple[str, str, str]:
        """What was measured, the figure, the bound."""
        figure = f"{number(self.value)} {self.unit}".rstrip()
        if self.bound is None:
            return self.what, figure, ""
        sign = "≤" if self.at_most else "≥"
        goal = f"{sign} {number(self.bound)} {self.unit}".rstrip()
        return self.what, figure, goal if self.reached else f"{goal}: missed"


@dataclass(frozen=True, slots=True)
class Section:
    """Figures that belong together.

    :param method: how they were measured, for the page
    """

    title: str
    method: str
    rows: Sequence[Row]


def number(value: float) -> str:
    """A figure with as many digits as mean something: 1,234, 123, 12.3, 1.23."""
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def machine() -> str:
    """What was measured on, and how busy it is at this moment."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} processors, {python}, load {load} (1, 5, 15 minutes)"


def terminal(sections: Iterable[Section]) -> str:
    """The table for a terminal."""
    rows = [(section, row.cells) for section in sections for row in section.rows]
    widths = [max(len(cells[column]) for _, cells in rows) for column in range(3)]
    lines: list[str] = []
    shown = None
    for section, (what, figure, goal) in rows:
        if section is not shown:
            lines += ["", section.title]
            shown = section
        lines.append(f"  {what:{widths[0]}}  {figure:>{widths[1]}}  {goal}".rstrip())
    return "\n".join(lines)


def page(sections: Iterable[Section], before: str, after: str) -> str:
    """The page ``docs/benchmarks.md``.

    :param before: ``machine()`` when the run began
    :param after: ``machine()`` when it ended
    """
    parts = [_TOP.format(before=before, after=after)]
    for section in sections:
        lines = ["| figure | measured | goal |", "|---|---:|---|"]
        lines += [f"| {' | '.join(row.cells)} |" for row in section.rows]
        parts.append("\n\n".join((f"## {section.title}", section.method, "\n".join(lines))))
    return "\n\n".join(parts) + "\n"


_TOP = """# Benchmarks

Written by `make bench`; edit `bench/` instead of this page. Read the ratios: both sides of each were measured in the
same run on the same machine, which was: {before} when the run began; {after} when it ended. On a machine that is busy
with other work everything takes longer, and what waits for a disk or uses a second processor suffers most."""
