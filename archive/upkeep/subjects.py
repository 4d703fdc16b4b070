"""Which articles a decision is about: found by an address as people paste it, or by the number in a permalink."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from sqlite_utils import Database

from archive.store import article_id

_NUMBER = re.compile(r"(?:^|/artikel/)(\d{1,16})(?:\.json)?(?:[?#].*)?$")
_NOISE = re.compile(r"utm_.*|fbclid|gclid|share|lang")  # parameters that a link collects on its way to us


@dataclass(frozen=True, slots=True)
class Subject:
    """An article that a decision is about.

    :param article: its public id
    """

    article: int
    office: str
    url: str


def find(target: str, crawl: Database, archive: Database) -> list[Subject]:
    """The articles at the address ``target``, or the one with this number; several where offices share a page.

    Looks in ``archive.db``, among earlier decisions, and among what the crawl ever saw.

    :param target: ``https://…`` as in a browser (scheme, ``www.``, closing slash and tracking don't matter),
        ``…/artikel/123`` of the reading room, or ``123``
    """
    target = target.encode(errors="replace").decode().strip()  # a terminal may send bytes that are no text
    host = _host(target)
    if not host:
        return _numbered(target, crawl, archive)
    places = (
        archive.conn.execute("SELECT id, office, url FROM articles WHERE instr(url, ?)", (host,)),
        crawl.conn.execute("SELECT DISTINCT article, office, url FROM decisions WHERE instr(url, ?)", (host,)),
        _seen(crawl, host),
    )
    key = _key(target)
    found = {row[0]: Subject(*row) for place in places for row in place if _key(row[2]) == key}
    return list(found.values()) or _numbered(target, crawl, archive)


def _seen(crawl: Database, host: str) -> Iterator[tuple[int, str, str]]:
    rows = crawl.conn.execute("SELECT office, identity, url FROM sightings WHERE instr(url, ?)", (host,))
    for office, identity, url in rows:
        yield article_id(office, identity), office, url


def _numbered(target: str, crawl: Database, archive: Database) -> list[Subject]:
    number = _NUMBER.search(target)
    if number is None:
        return []
    asked = (int(number[1]),)
    rows: Iterable[tuple[int, str, str]] = [
        *archive.conn.execute("SELECT id, office, url FROM articles WHERE id = ?", asked),
        *crawl.conn.execute("SELECT article, office, url FROM decisions WHERE article = ? LIMIT 1", asked),
    ]
    return [Subject(*row) for row in rows][:1]


def _host(url: str) -> str:
    """Host and port, without ``www.``; empty where there is none."""
    try:
        return urlsplit(url).netloc.lower().removeprefix("www.")
    except ValueError:  # [broken brackets]
        return ""


def _key(url: str) -> tuple[str, str, str]:
    """What two spellings of one address have in common."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not _NOISE.fullmatch(name)]
    return _host(url), unquote(parts.path).rstrip("/"), urlencode(query)
