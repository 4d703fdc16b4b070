"""Method: how the archive is made, and what it can't tell."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.contact import contact
from archive.site.page import page
from archive.site.rows import remembered

_FIGURES = {
    "articles": "SELECT ifnull(sum(articles), 0) FROM counts",
    "dated": "SELECT ifnull(sum(articles), 0) FROM counts WHERE month <> ''",
    "suspect": "SELECT count(*) FROM articles WHERE date_suspect IS NOT NULL",
    "revised": "SELECT count(DISTINCT article_id) FROM revisions",
    "gone": "SELECT count(*) FROM articles WHERE status = 'gone'",
}


async def method(datasette: Datasette, request: Request) -> Response:
    """``/metode``: how news is found, read, dated and corrected, and by whom."""
    figures = {name: (await remembered(datasette, sql))[0][0] for name, sql in _FIGURES.items()}
    return await page(datasette, request, "method.html", {"figures": figures, "contact": contact()})
