"""Golden pages: a page as it was fetched, and beside it what is read from it. Tests hold every later reader to them.

``tests/pages/<office>/<name>.html`` and ``.json``; an office that the registry doesn't have is declared beside its
pages, in ``<office>.toml``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.models import Kind, Snapshot
from scrapers.reading import read
from scrapers.registry import read_office, write_office
from scrapers.registry.office import Office, Site
from scrapers.registry.platforms import resolve
from scrapers.urls import same_site

PAGES = Path(__file__).parents[1] / "tests" / "pages"
_NAME_CHARACTERS = 80


def expected(snapshot: Snapshot, office: Office) -> dict[str, Any]:
    """What a page's file says: how it came, and the article, or the reason why there is none.

    :raises LookupError: the office has no site of that host
    """
    reading = read(snapshot, site_at(snapshot.url, office), office)
    return {
        "office": snapshot.office,
        "site": snapshot.site,
        "url": snapshot.url,
        "final_url": snapshot.final_url,
        "fetched_at": snapshot.fetched_at.isoformat(timespec="seconds"),
        "media_type": snapshot.media_type,
        "encoding": snapshot.encoding,
        "identity": reading.identity,
        "article": json.loads(json.dumps(asdict(reading.article))) if reading.article else None,
        "refused": reading.refused,
    }


def site_at(url: str, office: Office) -> Site:
    """The site of an office that an address belongs to.

    :raises LookupError: there is none
    """
    for site in office.sites:
        if same_site(site.url, url):
            return resolve(site)
    hosts = ", ".join(site.host for site in office.sites)
    raise LookupError(f"{office.id} has no site at {urlsplit(url).netloc}; its sites are {hosts}")


def keep(snapshot: Snapshot, office: Office, folder: Path, *, declare: bool = False) -> Path:
    """Write a page and what is read from it; the name is the address's last words. Gives the path of the JSON.

    :param folder: of all golden pages
    :param declare: the registry of the tests doesn't have the office
    """
    path = folder / office.id / f"{_name(snapshot.url)}.json"
    record = expected(snapshot, office)
    path.parent.mkdir(parents=True, exist_ok=True)
    if declare:
        write_office(office, _declaration(path))
    path.with_suffix(".html").write_bytes(snapshot.body)
    path.write_text(_as_text(record), encoding="utf-8")
    return path


def renew(folder: Path, registry: Mapping[str, Office]) -> Iterator[Path]:
    """Read every golden page again and write what has changed; gives the files that did."""
    for path in all_pages(folder):
        text = _as_text(expected(page_at(path), office_of(path, registry)))
        if text != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8")
            yield path


def all_pages(folder: Path = PAGES) -> list[Path]:
    """The JSON files of all golden pages."""
    return sorted(folder.glob("*/*.json"))


def page_at(path: Path) -> Snapshot:
    """A golden page as it was fetched.

    :param path: of its JSON
    """
    told = json.loads(path.read_text(encoding="utf-8"))
    same = {name: told[name] for name in ("office", "site", "url", "final_url", "media_type", "encoding")}
    fetched_at, body = datetime.fromisoformat(told["fetched_at"]), path.with_suffix(".html").read_bytes()
    return Snapshot(**same, fetched_at=fetched_at, status=200, kind=Kind.PAGE, body=body)


def office_of(path: Path, registry: Mapping[str, Office]) -> Office:
    """The office of a golden page: as it is declared beside the page, else as the registry has it.

    :raises KeyError: neither has it
    """
    beside = _declaration(path)
    return read_office(beside) if beside.exists() else registry[path.parent.name]


def _name(url: str) -> str:
    """The address's last words."""
    words = re.sub(r"[^a-z0-9]+", "-", urlsplit(url).path.lower()).strip("-")
    cut = words[-_NAME_CHARACTERS:]
    return (cut if cut == words else cut.partition("-")[2]) or "page"


def _declaration(path: Path) -> Path:
    return path.with_name(f"{path.parent.name}.toml")


def _as_text(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
