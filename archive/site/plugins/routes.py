"""Which address leads to which page. Routes of plugins come before Datasette's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import NotFound

from archive.site.hook import hookimpl
from archive.site.pages.article import article, article_record
from archive.site.pages.downloads import data, download
from archive.site.pages.home import home
from archive.site.pages.method import method
from archive.site.pages.office import office
from archive.site.pages.offices import office_list
from archive.site.pages.results import results, results_record
from archive.site.pages.robots import robots

View = Callable[..., Any]


@hookimpl
def register_routes(datasette: Datasette) -> Sequence[tuple[str, View]]:  # noqa: ARG001 (the hook's signature)
    """The reading room's addresses."""
    return (
        (r"/$", home),
        (r"/cari$", results),
        (r"/cari\.json$", results_record),
        (r"/artikel/(?P<article>[0-9]{1,19})$", article),
        (r"/artikel/(?P<article>[0-9]{1,19})\.json$", article_record),
        (r"/kantor$", office_list),
        (r"/kantor/(?P<office>[a-z0-9-]{1,80})$", office),
        (r"/data$", data),
        (r"/data/(?P<name>.+)$", download),
        (r"/metode$", method),
        (r"/robots\.txt$", robots),
        # Datasette's pages for its own operator tell paths and threads; nobody reads them here.
        (r"/-/(?!static/|metadata|settings|versions).*$", closed),
        (r"/_internal\b.*$", closed),
    )


async def closed() -> None:
    """An address that this archive doesn't answer.

    :raises NotFound: always
    """
    raise NotFound("404")
