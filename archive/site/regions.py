"""East Java as tiles: one for each regency and city, laid as they lie, so that a phone shows them all.

An outline of the province would need a map under a licence, and on a phone its cities would lie on top of each other;
tiles say the same, how much each office published lately, in places that one can hit with a finger.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

LATELY = timedelta(days=60)  # before the archive's newest article
SHADES = (1, 3, 8, 20)  # articles in that time from which a tile is darker
COLUMNS, ROWS = 10, 5
# BPS code -> column, row, what the tile says.
PLACES: Mapping[str, tuple[int, int, str]] = {
    "3501": (0, 4, "Pct"), "3502": (1, 3, "Pon"), "3503": (1, 4, "Tre"), "3504": (2, 4, "Tul"), "3505": (4, 4, "Blt"),
    "3506": (3, 3, "Ked"), "3507": (5, 4, "Mlg"), "3508": (7, 4, "Lmj"), "3509": (8, 4, "Jem"), "3510": (9, 4, "Bwi"),
    "3511": (8, 3, "Bon"), "3512": (8, 2, "Sit"), "3513": (7, 3, "Prb"), "3514": (6, 3, "Pas"), "3515": (5, 2, "Sda"),
    "3516": (4, 2, "Mjk"), "3517": (3, 1, "Jbg"), "3518": (3, 2, "Ngj"), "3519": (2, 2, "Mad"), "3520": (0, 2, "Mgt"),
    "3521": (1, 1, "Ngw"), "3522": (2, 1, "Bjn"), "3523": (2, 0, "Tbn"), "3524": (3, 0, "Lmg"), "3525": (4, 0, "Gsk"),
    "3526": (6, 0, "Bkl"), "3527": (7, 0, "Spg"), "3528": (8, 0, "Pmk"), "3529": (9, 0, "Smp"),
    "3571": (2, 3, "Ked"), "3572": (3, 4, "Blt"), "3573": (5, 3, "Mlg"), "3574": (7, 2, "Prb"), "3575": (6, 2, "Pas"),
    "3576": (4, 1, "Mjk"), "3577": (1, 2, "Mad"), "3578": (5, 1, "Sby"), "3579": (4, 3, "Bat"),
}  # fmt: skip
_WEST, _EAST, _NORTH, _SOUTH = 111.1, 114.4, -6.9, -8.3  # the outermost seats of government, WGS 84 degrees
_CITY = "57"  # codes from 3571 on are cities


@dataclass(frozen=True, slots=True)
class Tile:
    """One regency or city at ``column`` and ``row``, from 0.

    :param office: its id, ``None`` where the archive has no office of it
    :param lately: articles in the last 60 days of the archive
    """

    column: int
    row: int
    label: str
    city: bool
    office: str | None = None
    name: str = ""
    articles: int = 0
    lately: int = 0

    @property
    def state(self) -> str:
        """``none`` without an office, ``silent`` without an article, else ``shade-0`` to ``shade-4``."""
        if self.office is None:
            return "none"
        if not self.articles:
            return "silent"
        return f"shade-{sum(self.lately >= least for least in SHADES)}"


def tiles(offices: Iterable[sqlite3.Row], lately: Mapping[str, int]) -> list[Tile]:
    """All tiles, row by row; an office that no code places stands on the free one that lies nearest to it."""
    inside = [office for office in offices if office["level"] in ("kabupaten", "kota")]
    placed = {PLACES[office["code"]][:2]: office for office in inside if office["code"] in PLACES}
    for office in inside:
        free = [place[:2] for place in PLACES.values() if place[:2] not in placed]
        if office["code"] not in PLACES and free:
            placed[_nearest(free, office)] = office
    found = [_tile(code, place, placed.get(place[:2]), lately) for code, place in PLACES.items()]
    return sorted(found, key=lambda tile: (tile.row, tile.column))


def since(newest: str | None) -> str:
    """The first day that counts as lately, where the archive's newest article is of ``newest``."""
    return (date.fromisoformat(newest[:10]) - LATELY).isoformat() if newest else ""


def _tile(code: str, place: tuple[int, int, str], office: sqlite3.Row | None, lately: Mapping[str, int]) -> Tile:
    column, row, label = place
    if office is None:
        return Tile(column, row, label, code[1:3] == _CITY)
    name = str(office["region"])
    known = label if office["code"] == code else name.rpartition(" ")[2][:3]
    return Tile(
        column, row, known, office["level"] == "kota", office["id"], name, office["articles"],
        lately.get(office["id"], 0),
    )  # fmt: skip


def _nearest(places: Iterable[tuple[int, int]], office: sqlite3.Row) -> tuple[int, int]:
    x = (office["longitude"] - _WEST) / (_EAST - _WEST) * (COLUMNS - 1)
    y = (_NORTH - office["latitude"]) / (_NORTH - _SOUTH) * (ROWS - 1)
    return min(places, key=lambda place: math.dist(place, (x, y)))
