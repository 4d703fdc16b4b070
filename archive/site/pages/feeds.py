"""What is new, for feed readers: of everything, of an office, of a search."""

from __future__ import annotations

import dataclasses
import json
import sqlite3

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.search import QueryError
from archive.search.hit import Hit
from archive.site.asked import Asked
from archive.site.atom import MEDIA_TYPE, Entry, Feed
from archive.site.page import Absent, absolute, document, href, is_web, spoken
from archive.site.pages.offices import places
from archive.site.pages.results import told
from archive.site.rows import ask, first, remembered

ENTRIES = 50  # of one feed
_REVISED = """
    SELECT article_id, max(replaced_at) FROM revisions WHERE article_id IN (SELECT value FROM json_each(?))
    GROUP BY article_id
"""


async def feed(datasette: Datasette, request: Request) -> Response:
    """``/feed.atom``: the newest articles."""
    title = spoken(request)("feed.all")
    return await _feed(datasette, request, Asked(), title=title, path="/feed.atom", shown="/")


async def office_feed(datasette: Datasette, request: Request) -> Response:
    """``/kantor/<id>.atom``: the newest articles of an office.

    :raises Absent: no such office
    """
    office, speech = request.url_vars["office"], spoken(request)
    if await first(datasette, "SELECT 1 FROM offices WHERE id = ?", [office]) is None:
        raise Absent(speech("error.no_office"))
    title = speech("feed.office", office=(await places(datasette))[office])
    path = f"/kantor/{office}"
    return await _feed(datasette, request, Asked(kantor=office), title=title, path=f"{path}.atom", shown=path)


async def results_feed(datasette: Datasette, request: Request) -> Response:
    """``/cari.atom``: the newest articles of a search, whatever order its page has."""
    asked, speech = dataclasses.replace(Asked.of(request), urut=None), spoken(request)
    title = speech("feed.search", query=" ".join([asked.q, *asked.filters.values()]).strip() or "*")
    try:
        return await _feed(datasette, request, asked, title=title, path="/cari.atom", shown="/cari", **asked.parameters)
    except (QueryError, sqlite3.OperationalError) as error:
        return document(datasette, told(error, speech) + "\n", "text/plain", status=400)


async def _feed(
    datasette: Datasette,
    request: Request,
    asked: Asked,
    *,
    title: str,
    path: str,
    shown: str,
    **parameters: str | None,
) -> Response:
    speech = spoken(request)

    def newest(db: sqlite3.Connection) -> tuple[tuple[Hit, ...], dict[int, str]]:
        hits = asked.find(db, limit=ENTRIES).hits
        return hits, dict(db.execute(_REVISED, [json.dumps([hit.id for hit in hits])]).fetchall())

    hits, revised = await ask(datasette, newest)
    names = {row["id"]: row["name"] for row in await remembered(datasette, "SELECT id, name FROM offices")}

    def address(to: str, **more: str | None) -> str:
        return absolute(datasette, request, href(datasette, speech, to, **more))

    entries = [
        Entry(
            identity=hit.id,
            title=hit.title,
            url=address(f"/artikel/{hit.id}"),
            original=hit.url if is_web(hit.url) else None,
            author=names[hit.office],
            category=hit.category,
            summary=hit.snippet.plain,
            published=hit.published,
            updated=revised.get(hit.id, hit.first_seen_at),
        )
        for hit in hits
    ]
    made = Feed(
        title=title,
        author=f"{speech('site.name')} {speech('site.place')}",
        address=address(path, **parameters),
        page=address(shown, **parameters),
        language=speech.code,
        rights=speech("feed.rights"),
        entries=entries,
    )
    return document(datasette, made.xml(), MEDIA_TYPE)
