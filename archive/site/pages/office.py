"""One office: what it published, month by month, and where."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.calendar import Year, calendar
from archive.site.exports import export
from archive.site.page import Absent, page, spoken
from archive.site.paging import Paging
from archive.site.rows import ask, first, folder, rows
from archive.site.spans import bounds

PAGE = 25  # articles on one page


@dataclass(frozen=True, slots=True)
class Period:
    """The year or month that a page is narrowed to, ``"2025"``, ``"2025-03"``, with its stretch of positions."""

    name: str
    articles: int
    low: int
    high: int


async def office(datasette: Datasette, request: Request) -> Response:
    """``/kantor/<id>``: an office and its articles, newest first; ``?tahun=``, ``?bulan=`` show a part.

    :raises Absent: no such office
    """
    identity = request.url_vars["office"]
    record = await first(datasette, _OFFICE, [identity])
    if record is None:
        raise Absent(spoken(request)("error.no_office"))
    years = await ask(datasette, lambda db: calendar(db, identity))
    asked = request.args.get("bulan") or request.args.get("tahun") or ""
    period = await ask(datasette, lambda db: _period(db, years, asked))
    paging = Paging.of(request, total=period.articles if period else record["articles"], size=PAGE)
    stretch = {"whole": period is None, "low": 0, "high": (1 << 63) - 1}
    if period:
        stretch |= {"low": period.low, "high": period.high}
    context = {
        "office": record,
        "years": years,
        "period": period,
        "paging": paging,
        "articles": await rows(datasette, _ARTICLES, {"office": identity, **stretch, **paging.window}),
        "sites": await rows(datasette, _SITES, [identity, identity]),
        "download": export(folder(datasette), f"offices/{identity}.json"),
    }
    return await page(datasette, request, "office.html", context)


def _period(db: sqlite3.Connection, years: tuple[Year, ...], asked: str) -> Period | None:
    counts = {year.name: year.count for year in years}
    counts |= {month.name: month.count for year in years for month in year.months}
    if not counts.get(asked):
        return None
    [(low, high)] = bounds(db, [asked])
    return Period(asked, counts[asked], low, high)


_OFFICE = """
    SELECT o.*, (SELECT ifnull(sum(articles), 0) FROM counts WHERE office = o.id) AS articles,
        (SELECT published FROM articles a WHERE a.office = o.id AND published IS NOT NULL
            ORDER BY a.position LIMIT 1) AS oldest,
        (SELECT published FROM articles a WHERE a.office = o.id AND published IS NOT NULL
            ORDER BY a.position DESC LIMIT 1) AS newest
    FROM offices o WHERE o.id = ?
"""
_ARTICLES = """
    SELECT id, title, published, category, status, substr(body, 1, 1000) AS opening, images FROM articles
    WHERE office = :office AND position BETWEEN :low AND :high AND (:whole OR published IS NOT NULL)
    ORDER BY position DESC LIMIT :limit OFFSET :offset
"""
# Every site that was visited or that an article is from, with what the last visit met there.
_SITES = """
    WITH kept AS (SELECT site, sum(articles) AS articles FROM counts WHERE office = ? GROUP BY site),
        last AS (SELECT site, at, outcome, max(run) AS run FROM visits WHERE office = ? GROUP BY site)
    SELECT coalesce(kept.site, last.site) AS site, ifnull(kept.articles, 0) AS articles, last.at, last.outcome
    FROM kept FULL JOIN last ON last.site = kept.site ORDER BY articles DESC, site
"""
