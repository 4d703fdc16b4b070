"""Which address leads to which page. Routes of plugins come before Datasette's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import NotFound

from archive.site.hook import hookimpl
from archive.site.pages.article import article, article_citation, article_record
from archive.site.pages.downloads import data, download
from archive.site.pages.feeds import feed, office_feed, results_feed
from archive.site.pages.home import home
from archive.site.pages.method import method
from archive.site.pages.office import office
from archive.site.pages.offices import office_list
from archive.site.pages.results import results, results_record, results_table
from archive.site.pages.robots import robots
from archive.site.pages.sitemap import sitemap, sitemap_file
from archive.site.pages.status import states, states_record

View = Callable[..., Any]


@hookimpl
def register_routes(datasette: Datasette) -> Sequence[tuple[str, View]]:  # noqa: ARG001 (the hook's signature)
    """The reading room's addresses."""
    return (
        (r"/$", home),
        (r"/cari$", results),
        (r"/cari\.json$", results_record),
        (r"/cari\.csv$", results_table),
        (r"/cari\.atom$", results_feed),
        (r"/feed\.atom$", feed),
        (r"/artikel/(?P<article>[0-9]{1,19})$", article),
        (r"/artikel/(?P<article>[0-9]{1,19})\.json$", article_record),
        (r"/artikel/(?P<article>[0-9]{1,19})\.(?P<form>bib|ris|csl\.json|txt)$", article_citation),
        (r"/kantor$", office_list),
        (r"/kantor/(?P<office>[a-z0-9-]{1,80})$", office),
        (r"/kantor/(?P<office>[a-z0-9-]{1,80})\.atom$", office_feed),
        (r"/data$", data),
        (r"/data/(?P<name>.+)$", download),
        (r"/metode$", method),
        (r"/status$", states),
        (r"/status\.json$", states_record),
        (r"/robots\.txt$", robots),
        (r"/sitemap\.xml$", sitemap),
        (r"/sitemap-(?P<number>[0-9]{1,6})\.xml$", sitemap_file),
        # Datasette's pages for its own operator tell paths, threads and versions; nobody reads them here.
        (r"/-/(?!static/|metadata|settings).*$", closed),
        (r"/_internal\b.*$", closed),
    )


async def closed() -> None:
    """An address that this archive doesn't answer.

    :raises NotFound: always
    """
    raise NotFound("404")
