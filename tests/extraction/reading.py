"""Short ways for tests to read markup with the real parser."""

from __future__ import annotations

from scrapers.extraction.page import Page, read_page
from scrapers.extraction.page.outline import Outline

URL = "https://dinkop.example/berita/pasar-murah-di-alun-alun-kota-12"


def page_of(body: str, *, head: str = "", url: str = URL) -> Page:
    """A parsed page."""
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), url, "utf-8")


def outline_of(body: str) -> Outline:
    """The outline of a page's body."""
    return page_of(body).outline
