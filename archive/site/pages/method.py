"""Method: how the archive is made, and what it can't tell."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.page import page
from archive.site.rows import first


async def method(datasette: Datasette, request: Request) -> Response:
    """``/metode``: how news is found, read, dated and corrected."""
    sql = """
        SELECT count(*) AS articles, count(published) AS dated, count(date_suspect) AS suspect,
               sum(status = 'gone') AS gone, sum(revisions > 0) AS revised
        FROM articles
    """
    return await page(datasette, request, "method.html", {"totals": await first(datasette, sql)})
