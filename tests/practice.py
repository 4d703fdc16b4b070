"""Pages of the practice offices, rendered without a server."""

from __future__ import annotations

from functools import cache

from demo.exchange import Request
from demo.offices import OFFICES, PracticeOffice
from scrapers.registry.office import Office

PORT = 8100
OFFICE_OF = {office.id: office for office in OFFICES}


def declaration(office: str) -> Office:
    """The registry's record of a practice office."""
    return OFFICE_OF[office].declaration(PORT)


@cache
def page_bytes(office: str, path: str, night: int = 1) -> bytes:
    """What the office's site answers for ``path``."""
    return OFFICE_OF[office].site().answer(Request("GET", path, {"host": f"127.0.0.1:{PORT}"}), night).body


def article_paths(office: PracticeOffice, night: int = 1) -> list[str]:
    """Paths of the office's articles, oldest first."""
    site = office.site()
    return [site.article_path(article) for article in reversed(site.articles(night))]
