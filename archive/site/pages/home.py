"""Home: what this is, how fresh it is, where to search, what is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.search.finder import NARROW
from archive.site.bars import Chart, chart, months
from archive.site.page import page
from archive.site.pages.offices import PLACE, by_level, offices
from archive.site.regions import COLUMNS, ROWS, since, tiles
from archive.site.rows import first, remembered, rows
from archive.site.timeline import MONTHLY, TOTALS

NEWEST = 10  # articles shown
MONTHS = 36  # the latest that the chart shows


async def home(datasette: Datasette, request: Request) -> Response:
    """``/``: the front page."""
    known = await offices(datasette)
    [totals] = await remembered(datasette, TOTALS)
    context = {
        "totals": totals,
        "levels": by_level(known),
        "speaking": [office for office in known if office["articles"]],
        "tiles": tiles(known, await _lately(datasette, totals["newest"])),
        "grid": (COLUMNS, ROWS),
        "run": await first(datasette, "SELECT * FROM runs WHERE ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1"),
        "newest": await _newest(datasette),
        "chart": await _monthly(datasette),
    }
    return await page(datasette, request, "home.html", context)


async def _newest(datasette: Datasette) -> Sequence[sqlite3.Row]:
    sql = f"""
        SELECT a.id, a.title, a.published, a.category, substr(a.body, 1, 1000) AS opening, a.images,
               o.id AS office, {PLACE} AS place
        FROM articles a JOIN offices o ON o.id = a.office
        ORDER BY a.position DESC LIMIT ?
    """  # noqa: S608 (a constant)
    return await rows(datasette, sql, [NEWEST])


async def _lately(datasette: Datasette, newest: str | None) -> dict[str, int]:
    """Office -> articles in the archive's last 60 days."""
    day = since(newest)
    lately = f"SELECT position FROM articles WHERE published >= '{day}'"  # noqa: S608 (a date)
    sql = f"SELECT a.office, count(*) AS articles FROM {NARROW} WHERE a.position IN ({lately}) GROUP BY +a.office"  # noqa: S608
    return {row["office"]: int(row["articles"]) for row in await remembered(datasette, sql)}


async def _monthly(datasette: Datasette) -> Chart | None:
    counts = {row["month"]: int(row["articles"]) for row in await remembered(datasette, MONTHLY)}
    if not counts:
        return None
    every = months(min(counts), max(counts))[-MONTHS:]
    return chart({month: counts.get(month, 0) for month in every})
