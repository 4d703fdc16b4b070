"""What search engines' crawlers may fetch: the pages, not every filter of every table."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.page import absolute

_CLOSED = ("/archive", "/cari", "/-/")  # endless combinations of the same articles


async def robots(datasette: Datasette, request: Request) -> Response:
    """``/robots.txt``; under a path the proxy has to serve it at the root of the host."""
    lines = ["User-agent: *", *(f"Disallow: {datasette.urls.path(path)}" for path in _CLOSED)]
    lines += ["", f"Sitemap: {absolute(datasette, request, datasette.urls.path('/sitemap.xml'))}"]
    return Response.text("\n".join(lines) + "\n")
