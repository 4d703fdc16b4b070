"""One office: what it published, year by year, and where."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.bars import chart
from archive.site.exports import exports
from archive.site.page import Absent, page, spoken
from archive.site.paging import Paging
from archive.site.rows import first, folder, rows

PAGE = 25  # articles on one page


async def office(datasette: Datasette, request: Request) -> Response:
    """``/kantor/<id>``: an office and its articles, newest first; ``?tahun=`` shows one year.

    :raises Absent: no such office
    """
    identity = request.url_vars["office"]
    record = await first(datasette, "SELECT * FROM offices WHERE id = ?", [identity])
    if record is None:
        raise Absent(spoken(request)("error.no_office"))
    years = await _years(datasette, identity)
    asked = request.args.get("tahun") or ""
    year = int(asked) if asked and asked in years else None
    paging = Paging.of(request, total=years[asked] if year else sum(years.values()), size=PAGE)
    context = {
        "office": record,
        "years": years,
        "chart": chart({name: count for name, count in years.items() if name}, step=40.0),
        "year": year,
        "paging": paging,
        "articles": await rows(datasette, _ARTICLES, {"office": identity, "year": year, **paging.window}),
        "sites": await rows(datasette, _SITES, [identity]),
        "download": exports(folder(datasette)).get(f"offices/{identity}.json"),
    }
    return await page(datasette, request, "office.html", context)


async def _years(datasette: Datasette, identity: str) -> dict[str, int]:
    """Year -> articles, oldest first; ``""`` for those without a date."""
    sql = "SELECT year, count(*) AS articles FROM articles WHERE office = ? GROUP BY year ORDER BY year"
    return {str(row["year"] or ""): int(row["articles"]) for row in await rows(datasette, sql, [identity])}


_ARTICLES = """
    SELECT id, title, published, category, status, substr(body, 1, 1000) AS opening FROM articles
    WHERE office = :office AND (:year IS NULL OR year = :year)
    ORDER BY position DESC LIMIT :limit OFFSET :offset
"""
_SITES = """
    SELECT site, count(*) AS articles, max(last_seen_at) AS last_seen_at FROM articles
    WHERE office = ? GROUP BY site ORDER BY articles DESC
"""
