"""East Java as a sketch: where the offices sit, how much each is kept of, which are fresh.

The outline is drawn by hand from well-known capes, bays and border towns, good enough to recognise the province;
positions of offices are those of the registry.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Point = tuple[float, float]  # longitude, latitude, WGS 84 degrees

# From the border with Central Java at the north coast, clockwise.
MAINLAND: Sequence[Point] = (
    (111.69, -6.76), (111.90, -6.79), (112.06, -6.89), (112.35, -6.87), (112.56, -6.88), (112.60, -7.00),
    (112.66, -7.16), (112.74, -7.20), (112.84, -7.26), (112.83, -7.42), (112.88, -7.57), (112.93, -7.64),
    (113.22, -7.73), (113.40, -7.77), (113.58, -7.71), (113.72, -7.73), (113.95, -7.64), (114.04, -7.62),
    (114.20, -7.73), (114.34, -7.76), (114.46, -7.80), (114.46, -7.90), (114.41, -8.12), (114.38, -8.24),
    (114.36, -8.42), (114.40, -8.52), (114.36, -8.60), (114.61, -8.75), (114.52, -8.78), (114.36, -8.73),
    (114.22, -8.62), (114.02, -8.61), (113.88, -8.58), (113.72, -8.52), (113.45, -8.38), (113.22, -8.29),
    (113.00, -8.31), (112.70, -8.45), (112.53, -8.40), (112.33, -8.34), (112.10, -8.32), (111.85, -8.28),
    (111.72, -8.29), (111.55, -8.34), (111.35, -8.28), (111.10, -8.25), (110.90, -8.19), (110.93, -8.05),
    (111.12, -8.02), (111.28, -7.90), (111.20, -7.75), (111.18, -7.60), (111.13, -7.42), (111.12, -7.27),
    (111.40, -7.22), (111.55, -7.13), (111.62, -7.00),
)  # fmt: skip
MADURA: Sequence[Point] = (
    (112.69, -7.15), (112.72, -7.02), (112.85, -6.91), (113.10, -6.89), (113.57, -6.89), (113.88, -6.87),
    (114.10, -6.95), (114.05, -7.02), (113.92, -7.05), (113.86, -7.13), (113.68, -7.12), (113.47, -7.23),
    (113.24, -7.22), (112.95, -7.22), (112.75, -7.18),
)  # fmt: skip
WEST, NORTH, UNITS = (
    110.85,
    -6.70,
    130.0,
)  # left and upper edge in degrees; units of the viewBox in a degree of latitude
EAST, SOUTH = 114.70, -8.85
STRETCH = math.cos(math.radians(7.7))  # a degree of longitude is that much shorter at the province's latitude
FRESH = timedelta(days=60)  # before the archive's newest article
SMALLEST, LARGEST = 3.5, 15.0  # radius


@dataclass(frozen=True, slots=True)
class Dot:
    """One office on the sketch; ``state`` is ``fresh``, ``quiet`` or ``silent``."""

    office: str
    name: str
    articles: int
    x: float
    y: float
    radius: float
    state: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """Outlines as SVG paths, and the offices, the largest dots first so that no small one is covered."""

    outlines: tuple[str, ...]
    dots: tuple[Dot, ...]
    width: float = round((EAST - WEST) * STRETCH * UNITS, 1)
    height: float = round((NORTH - SOUTH) * UNITS, 1)


def sketch(offices: Iterable[sqlite3.Row]) -> Sketch:
    """The province with the offices that sit in it."""
    inside = [office for office in offices if office["level"] != "nasional"]
    highest = max((office["articles"] for office in inside), default=0) or 1
    newest = max((office["newest"] or "" for office in inside), default="")
    dots = [_dot(office, highest, newest) for office in inside]
    dots.sort(key=lambda dot: (-dot.radius, dot.office))
    return Sketch((_path(MAINLAND), _path(MADURA)), tuple(dots))


def _dot(office: sqlite3.Row, highest: int, newest: str) -> Dot:
    x, y = _place((office["longitude"], office["latitude"]))
    share = math.sqrt(office["articles"] / highest)  # the area says how many
    radius = round(SMALLEST + share * (LARGEST - SMALLEST), 1) if office["articles"] else SMALLEST
    return Dot(office["id"], office["region"], office["articles"], x, y, radius, _state(office, newest))


def _state(office: sqlite3.Row, newest: str) -> str:
    if not office["articles"]:
        return "silent"
    since = (date.fromisoformat(newest[:10]) - FRESH).isoformat() if newest else ""
    return "fresh" if (office["newest"] or "") >= since else "quiet"


def _place(point: Point) -> Point:
    return round((point[0] - WEST) * STRETCH * UNITS, 1), round((NORTH - point[1]) * UNITS, 1)


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in map(_place, points)) + "Z"
