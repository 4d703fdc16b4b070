"""What the address of a search says, ``/cari?q=koperasi&kantor=jombang&tahun=2025``."""

from __future__ import annotations

import dataclasses
import sqlite3
from dataclasses import dataclass, fields

from datasette.utils.asgi import Request

from archive.search import Results, search
from archive.search.query import Query
from archive.search.scope import Scope, scope

LEVELS = ("provinsi", "kabupaten", "kota", "nasional")  # kinds of office
ORDERS = {"terbaru": "newest", "sesuai": "relevance", "tertua": "oldest"}
FILTERS = {"kantor": "office", "tingkat": "level", "tahun": "year", "bulan": "month", "kategori": "category"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as its address names it; parameters that aren't there are ``None``.

    :param kantor: an office by any of its names; ``tingkat``: a kind of office
    :param bulan: ``2025-03``; ``tahun``: ``2025``, or a month or a day as well
    :param persis: ``ya``: words as they are typed, not their other forms and names
    """

    q: str = ""
    kantor: str | None = None
    tingkat: str | None = None
    tahun: str | None = None
    bulan: str | None = None
    kategori: str | None = None
    urut: str | None = None
    persis: str | None = None

    @classmethod
    def of(cls, request: Request) -> Asked:
        """Read it from a request; an order or a kind of office that isn't known is left out."""
        given = {field.name: (request.args.get(field.name) or "").strip() or None for field in fields(cls)}
        given["q"] = given["q"] or ""
        for name, known in (("urut", ORDERS), ("tingkat", LEVELS), ("persis", ("ya",))):
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

        :raises archive.search.error.QueryError: it can't be understood
        """
        return search(
            db, self.q, order=self.order, office=self.kantor, category=self.kategori, level=self.tingkat,
            since=self.period, until=self.period, exact=self.persis == "ya", limit=limit, offset=offset,
        )  # fmt: skip

    def scope(self, db: sqlite3.Connection, query: Query, *, dates: bool = True) -> Scope:
        """What the filters let through, those of ``query`` and those of the address.

        :param dates: without, articles of any time pass
        :raises archive.search.error.QueryError: no such office or category
        """
        if not dates:
            query = dataclasses.replace(query, since=None, until=None)
        named = Query(
            offices=(self.kantor,) if self.kantor else (),
            categories=(self.kategori,) if self.kategori else (),
            levels=(self.tingkat,) if self.tingkat else (),
        )
        return scope(db, query) & scope(db, named)
