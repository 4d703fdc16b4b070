"""What the address of a search says, ``/cari?q=koperasi&kantor=jombang&tahun=2025``."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields

from datasette.utils.asgi import Request

from archive.finder import Finder
from archive.query import Query, QueryError
from archive.scope import Scope, scope
from archive.search import MAX_LIMIT, MAX_OFFSET, Results, search

LEVELS = ("provinsi", "kabupaten", "kota", "nasional")  # kinds of office
ORDERS = {"terbaru": "newest", "sesuai": "relevance", "tertua": "oldest"}
FILTERS = {"kantor": "office", "tingkat": "level", "tahun": "year", "bulan": "month", "kategori": "category"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as its address names it; parameters that aren't there are ``None``.

    :param kantor: an office by any of its names; ``tingkat``: a kind of office
    :param bulan: ``2025-03``; ``tahun``: ``2025``, or a month or a day as well
    """

    q: str = ""
    kantor: str | None = None
    tingkat: str | None = None
    tahun: str | None = None
    bulan: str | None = None
    kategori: str | None = None
    urut: str | None = None

    @classmethod
    def of(cls, request: Request) -> Asked:
        """Read it from a request; an order or a kind of office that isn't known is left out."""
        given = {field.name: (request.args.get(field.name) or "").strip() or None for field in fields(cls)}
        given["q"] = given["q"] or ""
        for name, known in (("urut", ORDERS), ("tingkat", LEVELS)):
            if given[name] not in known:
                given[name] = None
        return cls(**given)  # type: ignore[arg-type]  # q alone is never None

    @property
    def parameters(self) -> dict[str, str | None]:
        """The same as parameters of a link."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are on, by parameter."""
        return {name: value for name in FILTERS if (value := getattr(self, name))}

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows it: the whole archive."""
        return not (self.q or self.filters)

    @property
    def period(self) -> str | None:
        """The chosen year, month or day."""
        return self.bulan or self.tahun

    @property
    def order(self) -> str:
        """The order as ``archive.search`` names it."""
        return ORDERS[self.urut or "terbaru"]

    def find(self, db: sqlite3.Connection, *, limit: int, offset: int = 0) -> Results:
        """Search.

        :raises QueryError: it can't be understood
        """
        found = search(
            db, self.q, order=self.order, office=self.kantor, category=self.kategori,
            since=self.period, until=self.period, limit=1 if self.tingkat else limit, offset=offset,
        )  # fmt: skip
        return self._of_level(db, found, limit, offset) if self.tingkat else found

    def scope(self, db: sqlite3.Connection, query: Query, *, dates: bool = True) -> Scope:
        """What the filters let through, those of ``query`` and those of the address.

        :param dates: without, articles of any time pass
        :raises QueryError: no such office or category
        """
        if not dates:
            query = Query(
                query.groups, query.without, query.offices, query.not_offices, query.categories, query.not_categories
            )
        named = Query(
            offices=(self.kantor,) if self.kantor else (), categories=(self.kategori,) if self.kategori else ()
        )
        return scope(db, query) & scope(db, named) & self._level

    @property
    def _level(self) -> Scope:
        if not self.tingkat:
            return Scope()
        return Scope("a.office IN (SELECT id FROM offices WHERE level = ?)", (self.tingkat,), named=True)

    def _of_level(self, db: sqlite3.Connection, found: Results, limit: int, offset: int) -> Results:
        """The same search among one kind of office, which ``archive.search`` doesn't know."""
        limit, offset = min(max(limit, 1), MAX_LIMIT), min(max(offset, 0), MAX_OFFSET)
        finder = Finder(db, found.query, self.scope(db, found.query))
        positions = finder.positions(found.order, limit + 1, offset)
        total, at_least = finder.total(offset, positions, limit + 1)
        return Results(
            query=found.query,
            order=found.order,
            limit=limit,
            offset=offset,
            hits=tuple(finder.hits(positions[:limit])),
            total=total,
            total_is_estimate=at_least,
            more=len(positions) > limit,
            suggestion=None if total else found.suggestion,
        )


__all__ = ["FILTERS", "LEVELS", "ORDERS", "Asked", "QueryError"]
