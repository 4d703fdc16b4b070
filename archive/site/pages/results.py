"""Search: what was found, how it can be narrowed, the same as JSON and CSV."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.search import MAX_LIMIT, MAX_OFFSET, QueryError, Results
from archive.search.filters import mended
from archive.search.hit import COLUMNS
from archive.site.asked import FILTERS, ORDERS, Asked
from archive.site.facets import Facet, matching, overall
from archive.site.language import Language
from archive.site.page import absolute, document, href, page, record, spoken
from archive.site.pages.offices import places
from archive.site.paging import Paging
from archive.site.rows import ask, is_out_of_time, remembered
from archive.site.spreadsheet import lines
from archive.site.timeline import MONTHLY, Timeline, timeline

PAGE = 20  # articles on one page
_ANYTHING = "SELECT id FROM articles LIMIT 1"
EXAMPLES = ('"merah putih"', "koperasi -simpan", "pelatih*", "bazar OR pameran", "kantor:jombang", "sejak:2025-01")


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results and the ways to narrow them."""

    results: Results
    facets: list[Facet]
    timeline: Timeline | None


async def results(datasette: Datasette, request: Request) -> Response:
    """``/cari``: a page of what was found, with facets; 400 with a sentence where the query can't be read."""
    asked, speech = Asked.of(request), spoken(request)
    names = await places(datasette)
    context: dict[str, Any] = {
        "asked": asked,
        "orders": ORDERS,
        "places": names,
        "filters": _filters(asked, names, speech),
        "examples": EXAMPLES,
    }
    paging = Paging.of(request, total=MAX_OFFSET + PAGE, size=PAGE)  # the total is known only afterwards
    try:
        found = await _find(datasette, asked, paging)
    except (QueryError, sqlite3.OperationalError) as error:
        better = mended(asked.q, error) if isinstance(error, QueryError) else None
        context |= {"error": told(error, speech), "mended": better}
        return await page(datasette, request, "results.html", context, status=400)
    total = max(found.results.total, paging.number * PAGE + found.results.more)
    context |= {
        "results": found.results,
        "facets": found.facets,
        "empty": not (found.results.hits or await remembered(datasette, _ANYTHING)),
        "timeline": found.timeline,
        "paging": Paging(paging.number, total, PAGE) if found.results.hits else None,
    }
    return await page(datasette, request, "results.html", context)


async def _find(datasette: Datasette, asked: Asked, paging: Paging) -> Found:
    months = [(row["month"], row["articles"]) for row in await remembered(datasette, MONTHLY)]
    facets = await overall(datasette) if asked.is_everything else None

    def search(db: sqlite3.Connection) -> Found:
        found = asked.find(db, **paging.window)
        spread = timeline(db, asked, found.query, articles=months, many=found.total_is_estimate)
        return Found(found, facets if facets is not None else matching(db, asked, found.query), spread)

    return await ask(datasette, search)


async def results_record(datasette: Datasette, request: Request) -> Response:
    """``/cari.json``: the same search as JSON; ``?limit=`` up to 1000, ``?offset=`` up to 10,000."""
    asked, speech = Asked.of(request), spoken(request)
    try:
        found = await _window(datasette, request, asked, PAGE)
    except (QueryError, sqlite3.OperationalError) as error:
        return record(datasette, {"ok": False, "error": told(error, speech), "status": 400}, status=400)
    following = href(
        datasette, speech, "/cari.json", **asked.parameters, limit=found.limit, offset=found.offset + found.limit
    )
    value = {"query": asked.q, "filters": asked.filters} | found.record()
    return record(datasette, value | {"next": absolute(datasette, request, following) if found.more else None})


async def results_table(datasette: Datasette, request: Request) -> Response:
    """``/cari.csv``: the same search as a table, up to 1000 rows; ``?limit=``, ``?offset=``."""
    asked = Asked.of(request)
    try:
        found = await _window(datasette, request, asked, MAX_LIMIT)
    except (QueryError, sqlite3.OperationalError) as error:
        return document(datasette, told(error, spoken(request)) + "\n", "text/plain", status=400)
    rows = [[*(getattr(hit, name) for name in COLUMNS), hit.snippet.plain] for hit in found.hits]
    return document(datasette, lines([(*COLUMNS, "snippet"), *rows]), "text/csv", name="cari.csv")


async def _window(datasette: Datasette, request: Request, asked: Asked, usual: int) -> Results:
    limit = min(max(_number(request.args.get("limit"), usual), 1), MAX_LIMIT)
    offset = min(_number(request.args.get("offset"), 0), MAX_OFFSET)
    return await ask(datasette, lambda db: asked.find(db, limit=limit, offset=offset))


def _filters(asked: Asked, names: Mapping[str, str], speech: Language) -> list[tuple[str, str, str]]:
    """The filters that are on: parameter, what it is called in the catalogue, its value in words."""
    return [(name, FILTERS[name], _spelled(name, value, names, speech)) for name, value in asked.filters.items()]


def _spelled(name: str, value: str, names: Mapping[str, str], speech: Language) -> str:
    if name == "tingkat":
        return speech(f"level.{value}")
    if name == "bulan":
        return speech.month(value)
    return names.get(value, value)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def told(error: QueryError | sqlite3.OperationalError, speech: Language) -> str:
    """What a query error says to a reader; running out of time is the only error of SQLite that a query can cause.

    :raises sqlite3.OperationalError: it is another one
    """
    if isinstance(error, QueryError):
        said = error.indonesian if speech.code == "id" else error.english
        return f"{said[0].upper()}{said[1:]}{'' if said.endswith('?') else '.'}"
    if is_out_of_time(error):
        return speech("results.slow")
    raise error
