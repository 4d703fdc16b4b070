"""A report of one made-up site, as a probe would give it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from archive.models import Article, Hint, Kind
from scrapers.discovery import Link
from scrapers.probing.report import Found, Report, Sample, Tried
from scrapers.registry.office import Feed, Listing
from tests.probing.pages import ORIGIN, TITLES, path_of

BODY = "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua belas tiga belas."
ARTICLE = Article(
    url=ORIGIN + path_of(0),
    title=TITLES[0],
    body=BODY,
    published="2026-05-01",
    published_raw="1 Mei 2026",
    published_from="template",
    witness={"title": "h1", "body": "template"},
)


def report(**changes: Any) -> Report:  # noqa: ANN401 - fields of the record
    """The report, with ``changes``."""
    links = tuple(Link(ORIGIN + path_of(n), Hint(TITLES[n], f"{n + 1} Mei 2026")) for n in range(12))
    feed = Found(Feed(f"{ORIGIN}/feed"), (*links[:2], Link(links[2].url, document=b"{}", kind=Kind.ENTRY)))
    listing = Found(Listing(f"{ORIGIN}/berita"), links, f"{ORIGIN}/berita?page=2", 6, "/berita?page={n}")
    made = Report(
        asked=f"{ORIGIN}/",
        front=f"{ORIGIN}/",
        day="2026-10-03",
        requests=12,
        title="Beranda | Dinas Koperasi Kabupaten Contoh",
        platform="joomla",
        reasons=("generator Joomla",),
        charset="utf-8",
        header_charset="iso-8859-1",
        robots="obeyed",
        crawl_delay_seconds=10,
        tls="trusted, valid until 2027-01-31",
        sources=(feed, listing),
        article_url=re.compile(r"^/berita/[^/?]+-\d+$"),
        layout_pages=3,
        samples=(Sample(ARTICLE.url, ARTICLE, about=True), Sample(f"{ORIGIN}/berita/x-1", problem="no text")),
        tried=(
            Tried("sitemap", f"{ORIGIN}/sitemap.xml", "HTTP 404"),
            Tried("feed", f"{ORIGIN}/rss", "HTTP 404"),
            Tried("sitemap", f"{ORIGIN}/peta.xml", "HTTP 404"),
        ),
    )
    return replace(made, **changes)
