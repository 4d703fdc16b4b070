"""The list of offices: who publishes, how much, how lately."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.asked import LEVELS
from archive.site.page import page
from archive.site.rows import remembered

PLACE = "CASE o.level WHEN 'nasional' THEN o.name ELSE o.region END"


async def offices(datasette: Datasette) -> list[sqlite3.Row]:
    """Every office with its number of articles and the date of its newest, in the order of their codes.

    ``place`` is what readers know it by: the region, of a ministry its name.
    """
    # An index holds (office, position), so the newest is found without reading others.
    sql = f"""
        SELECT o.*, {PLACE} AS place, coalesce(n.articles, 0) AS articles, newest.published AS newest
        FROM offices o
        LEFT JOIN (SELECT office, sum(articles) AS articles FROM counts GROUP BY office) n ON n.office = o.id
        LEFT JOIN articles newest ON newest.position = (SELECT max(position) FROM articles WHERE office = o.id)
        ORDER BY o.code, o.region
    """  # noqa: S608 (a constant)
    return await remembered(datasette, sql)


async def places(datasette: Datasette) -> dict[str, str]:
    """What readers know each office by: id -> region, or name."""
    sql = f"SELECT o.id, {PLACE} AS place FROM offices o"  # noqa: S608 (a constant)
    return {row["id"]: row["place"] for row in await remembered(datasette, sql)}


def by_level(known: Iterable[sqlite3.Row]) -> dict[str, list[sqlite3.Row]]:
    """Offices grouped: the province, its regencies, its cities, the ministries; empty groups left out."""
    groups: dict[str, list[sqlite3.Row]] = {level: [] for level in LEVELS}
    for office in known:
        groups.setdefault(office["level"], []).append(office)
    return {level: group for level, group in groups.items() if group}


async def office_list(datasette: Datasette, request: Request) -> Response:
    """``/kantor``: all offices."""
    return await page(datasette, request, "offices.html", {"levels": by_level(await offices(datasette))})
