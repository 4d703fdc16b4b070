"""Search: what was found, how it can be narrowed, the same as JSON."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.search import MAX_LIMIT, MAX_OFFSET, QueryError, Results, search
from archive.site.facets import Facet, matching, overall
from archive.site.language import Language
from archive.site.page import href, page, record, spoken
from archive.site.pages.offices import PLACE
from archive.site.paging import Paging
from archive.site.rows import ask, rows

PAGE = 20  # articles on one page
_PLACES = f"SELECT o.id, {PLACE} AS place FROM offices o"  # noqa: S608 (a constant)
ORDERS = {"terbaru": "newest", "sesuai": "relevance", "tertua": "oldest"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a search says, ``/cari?q=koperasi&kantor=jombang&tahun=2025``."""

    q: str
    kantor: str | None
    tahun: str | None
    kategori: str | None
    urut: str | None

    @classmethod
    def of(cls, request: Request) -> Asked:
        """Read it from a request; an order that isn't known is the usual one."""
        query, office, year, category, order = (
            request.args.get(name) or None for name in ("q", "kantor", "tahun", "kategori", "urut")
        )
        return cls((query or "").strip(), office, year, category, order if order in ORDERS else None)

    @property
    def parameters(self) -> dict[str, str | None]:
        """The same as parameters of a link."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def order(self) -> str:
        """The order as ``archive.search`` names it."""
        return ORDERS[self.urut or "terbaru"]

    def find(self, db: sqlite3.Connection, *, limit: int, offset: int) -> Results:
        """Search.

        :raises QueryError: it can't be understood
        """
        return search(
            db, self.q, order=self.order, office=self.kantor, category=self.kategori,
            since=self.tahun, until=self.tahun, limit=limit, offset=offset,
        )  # fmt: skip


async def results(datasette: Datasette, request: Request) -> Response:
    """``/cari``: a page of what was found, with facets; 400 with a sentence where the query can't be read."""
    asked, speech = Asked.of(request), spoken(request)
    places = {office["id"]: office["place"] for office in await rows(datasette, _PLACES)}
    context: dict[str, Any] = {"asked": asked, "orders": ORDERS, "places": places, "filters": _filters(asked, places)}
    paging = Paging.of(request, total=MAX_OFFSET + PAGE, size=PAGE)  # the total is known only afterwards

    try:
        found = await ask(datasette, lambda db: asked.find(db, **paging.window))
        narrowing = await _facets(datasette, asked)
    except (QueryError, sqlite3.OperationalError) as error:
        context |= {"error": _told(error, speech)}
        return await page(datasette, request, "results.html", context, status=400)
    paging = Paging(paging.number, max(found.total, paging.number * PAGE + found.more), PAGE)
    return await page(datasette, request, "results.html", context | _shown(found, narrowing, paging))


async def _facets(datasette: Datasette, asked: Asked) -> list[Facet]:
    if not (asked.q or asked.kantor or asked.tahun or asked.kategori):
        return await overall(datasette)
    narrowed = {"office": asked.kantor, "year": asked.tahun, "category": asked.kategori}
    return await ask(datasette, lambda db: matching(db, asked.q, **narrowed))


def _shown(found: Results, narrowing: list[Facet], paging: Paging) -> dict[str, Any]:
    return {"results": found, "facets": narrowing, "paging": paging if found.hits else None}


async def results_record(datasette: Datasette, request: Request) -> Response:
    """``/cari.json``: the same search as JSON; ``?limit=`` up to 1000, ``?offset=`` up to 10,000."""
    asked, speech = Asked.of(request), spoken(request)
    limit = min(max(_number(request.args.get("limit"), PAGE), 1), MAX_LIMIT)
    offset = min(_number(request.args.get("offset"), 0), MAX_OFFSET)
    try:
        found = await ask(datasette, lambda db: asked.find(db, limit=limit, offset=offset))
    except (QueryError, sqlite3.OperationalError) as error:
        return record(datasette, request, {"ok": False, "error": _told(error, speech), "status": 400}, status=400)
    following = href(datasette, speech, "/cari.json", **asked.parameters, limit=limit, offset=offset + limit)
    value = {
        "query": asked.q,
        "order": found.order,
        "total": found.total,
        "total_is_estimate": found.total_is_estimate,
        "limit": found.limit,
        "offset": found.offset,
        "hits": [hit.record() for hit in found.hits],
        "next": datasette.absolute_url(request, following) if found.more else None,
    }
    return record(datasette, request, value)


def _filters(asked: Asked, places: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The filters that are on: parameter, what it is called in the catalogue, its value in words."""
    names = {"kantor": "office", "tahun": "year", "kategori": "category"}
    chosen = [(name, key, getattr(asked, name)) for name, key in names.items() if getattr(asked, name)]
    return [(name, key, places.get(value, value)) for name, key, value in chosen]


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _told(error: QueryError | sqlite3.OperationalError, speech: Language) -> str:
    """What a query error says to a reader; running out of time is the only error of SQLite that a query can cause.

    :raises sqlite3.OperationalError: it is another one
    """
    if isinstance(error, QueryError):
        return error.indonesian if speech.code == "id" else error.english
    if "interrupted" in str(error):
        return speech("results.slow")
    raise error
