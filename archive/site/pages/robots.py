"""What search engines' crawlers may fetch: the pages, not every filter of every table."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

_CLOSED = ("/archive", "/cari", "/-/")  # endless combinations of the same articles


async def robots(datasette: Datasette, request: Request) -> Response:  # noqa: ARG001 (Datasette fills it by name)
    """``/robots.txt``."""
    lines = ["User-agent: *", *(f"Disallow: {datasette.urls.path(path)}" for path in _CLOSED)]
    return Response.text("\n".join(lines) + "\n")
