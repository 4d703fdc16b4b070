"""A bar chart as numbers: the template draws them as SVG, so that no style stands in the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HEIGHT = 120.0  # units of the SVG's viewBox


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``x``, ``y``, ``width``, ``height`` in units of the viewBox."""

    name: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from left to right and the size of their viewBox."""

    bars: tuple[Bar, ...]
    width: float
    height: float = HEIGHT

    @property
    def highest(self) -> int:
        """The largest count."""
        return max((bar.count for bar in self.bars), default=0)


def chart(counts: Mapping[str, int], *, step: float = 12.0) -> Chart:
    """Bars of ``counts`` in the mapping's order, a quarter of each step left free; a count that isn't 0 is visible."""
    highest = max(counts.values(), default=0) or 1
    bars = []
    for number, (name, count) in enumerate(counts.items()):
        height = max(HEIGHT * count / highest, 1.5) if count else 0.0
        bars.append(Bar(name, count, round(number * step, 2), round(HEIGHT - height, 2), step * 0.75, round(height, 2)))
    return Chart(tuple(bars), round(len(bars) * step, 2))


def months(first: str, last: str) -> list[str]:
    """All months between two, both included: ``2025-11``, ``2025-12``, ``2026-01``."""
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1)]
