"""The addresses of all pages, for search engines (sitemaps.org): one file, or an index of files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from xml.sax.saxutils import escape

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.page import Absent, absolute, document, spoken
from archive.site.rows import ask, first

LARGEST = 50_000  # addresses in one file, by the protocol
PAGES = ("/", "/kantor", "/data", "/metode", "/status")
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Everything that has an address, in an order in which only the end grows; both indexes hold what is asked.
_OFFICES = "SELECT id FROM offices ORDER BY id"
# `lastmod` is the first moment at which the article's present form was seen.
_ARTICLES = """
    SELECT id, coalesce((SELECT max(replaced_at) FROM revisions WHERE article_id = articles.id), first_seen_at)
    FROM articles ORDER BY id LIMIT ? OFFSET ?
"""
_Place = tuple[str, str | None]  # path, and when its page changed: ISO 8601 with zone


async def sitemap(datasette: Datasette, request: Request) -> Response:
    """``/sitemap.xml``: all addresses, or where there are too many, the files that hold them."""
    files = await _files(datasette)
    if files == 1:
        return await _file(datasette, request, 1)
    places: list[_Place] = [(f"/sitemap-{number}.xml", None) for number in range(1, files + 1)]
    return _document(datasette, request, "sitemapindex", "sitemap", places)


async def sitemap_file(datasette: Datasette, request: Request) -> Response:
    """``/sitemap-<number>.xml``: one of them.

    :raises Absent: there are not so many
    """
    number = int(request.url_vars["number"])
    if not 1 <= number <= await _files(datasette):
        raise Absent(spoken(request)("error.no_page"))
    return await _file(datasette, request, number)


async def _files(datasette: Datasette) -> int:
    row = await first(
        datasette, "SELECT (SELECT ifnull(sum(articles), 0) FROM counts) + (SELECT count(*) FROM offices)"
    )
    assert row
    return max(1, -(-(int(row[0]) + len(PAGES)) // LARGEST))


async def _file(datasette: Datasette, request: Request, number: int) -> Response:
    def places(db: sqlite3.Connection) -> list[_Place]:
        fixed = [*PAGES, *(f"/kantor/{row[0]}" for row in db.execute(_OFFICES))]
        start = (number - 1) * LARGEST - len(fixed)  # of this file's articles
        limit = LARGEST + min(start, 0)
        articles = db.execute(_ARTICLES, [limit, max(start, 0)])
        shown: list[_Place] = [(path, None) for path in fixed] if number == 1 else []
        return [*shown, *((f"/artikel/{row[0]}", row[1]) for row in articles)]

    return _document(datasette, request, "urlset", "url", await ask(datasette, places))


def _document(datasette: Datasette, request: Request, root: str, item: str, places: Iterable[_Place]) -> Response:
    base = absolute(datasette, request, datasette.urls.path("/")).rstrip("/")
    inside = "\n".join(
        f"<{item}><loc>{escape(base + path)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</{item}>"
        for path, changed in places
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{inside}\n</{root}>\n'
    return document(datasette, text, "application/xml")
