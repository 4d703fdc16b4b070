"""Method: how the archive is made, and what it can't tell."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response

from archive.site.contact import contact
from archive.site.page import page
from archive.site.rows import remembered

_FIGURES = {
    "articles": "SELECT count(*) FROM articles",
    "dated": "SELECT count(*) FROM articles WHERE published IS NOT NULL",
    "suspect": "SELECT count(*) FROM articles WHERE date_suspect IS NOT NULL",
    "revised": "SELECT count(DISTINCT article_id) FROM revisions",
    "gone": "SELECT count(*) FROM articles WHERE status = 'gone'",
}


async def method(datasette: Datasette, request: Request) -> Response:
    """``/metode``: how news is found, read, dated and corrected, and by whom."""
    counted = {name: await _count(datasette, sql) for name, sql in _FIGURES.items()}
    figures = {name: count for name, count in counted.items() if count is not None}
    return await page(datasette, request, "method.html", {"figures": figures, "contact": contact()})


async def _count(datasette: Datasette, sql: str) -> int | None:
    """A figure, ``None`` where a very large archive takes too long to count it."""
    try:
        [row] = await remembered(datasette, sql)
    except QueryInterrupted:
        return None
    return int(row[0])
