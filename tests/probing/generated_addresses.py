"""The shapes of addresses that offices' sites were seen to have, for articles and for the pages of lists."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping

from tests.probing.generated_text import Piece


def _base64(piece: Piece) -> str:
    return base64.b64encode(f"berita-{piece.number}".encode()).decode().rstrip("=") + "%3D"


def _token(piece: Piece) -> str:
    return hashlib.sha256(str(piece.number).encode()).hexdigest()[:24]


ARTICLES: Mapping[str, Callable[[Piece], str]] = {
    "slug-id": lambda p: f"/berita/{p.slug}-{p.number}",
    "category slug-id": lambda p: f"/berita/{p.category}/{p.slug}-{p.number}",
    "read": lambda p: f"/read/berita/{p.number}-{p.slug}",
    "id/slug": lambda p: f"/berita/{p.number}/{p.slug}",
    "baca/id": lambda p: f"/berita/baca/{p.number}",
    "posting": lambda p: f"/posting/{p.number}",
    "slug": lambda p: f"/berita/{p.slug}",
    "slug/": lambda p: f"/berita/{p.slug}/",
    "root": lambda p: f"/{p.slug}/",
    "root html": lambda p: f"/{p.slug}.html",
    "month": lambda p: f"/{p.published:%Y/%m}/{p.slug}/",
    "day": lambda p: f"/{p.published:%Y/%m/%d}/{p.slug}/",
    "day-id": lambda p: f"/{p.published:%Y/%m/%d}/{p.number}/",
    "query": lambda p: f"/?p={p.number}",
    "dated": lambda p: f"/berita/detail/{p.published:%d-%m-%Y}_{p.slug}",
    "slug-day": lambda p: f"/berita/{p.slug}-{p.published:%Y%m%d}",
    "slug-seconds": lambda p: f"/detail-artikel/{p.slug}-{int(p.published.timestamp())}",
    "detail-kabar": lambda p: f"/home/detail-kabar/{p.slug}",
    "detail_news": lambda p: f"/detail_news/{p.slug}",
    "isiberita": lambda p: f"/isiberita/{p.slug}",
    "entry": lambda p: f"/entry/{p.slug}",
    "content": lambda p: f"/content/{p.slug}-{p.number}",
    "p": lambda p: f"/p/{p.category}/{p.number}/{p.slug}",
    "counter": lambda p: f"/home/readmore_berita/nw{p.published:%Y%m%d%H%M%S}{p.number % 90 + 10}",
    "year": lambda p: f"/berita-1-2/{p.published:%Y}/{p.slug}",
    "archives": lambda p: f"/archives/{p.number}/{p.slug}/",
    "index.php": lambda p: f"/index.php/en/18-berita/{p.number}-{p.slug}",
    "html": lambda p: f"/berita-{p.slug}.html",
    "base64": lambda p: f"/pengumuman/detail/{_base64(p)}",
    "token": lambda p: f"/news/{_token(p)}",
    "fields": lambda p: f"/index.php?menu=detail&id={p.number}",
    "joomla": lambda p: f"/index.php?option=com_content&view=article&id={p.number}:{p.slug}",
}
# Addresses without words
SPEECHLESS = frozenset({"baca/id", "posting", "day-id", "query", "counter", "base64", "token", "fields"})
# Addresses that a record's number and slug don't tell
UNTOLD = frozenset(
    {
        *("category slug-id", "month", "day", "day-id", "dated", "slug-day", "slug-seconds", "p", "counter", "year"),
        *("base64", "token"),
    }
)
# What is said of the office itself: at some sites' root, even where articles' addresses look just like these
OFFICE = ("/profil/{}", "/halaman/{}", "/{}", "/{}/", "/{}.html", "/page/{}")
AT_ROOT = {"root": "/{}/", "root html": "/{}.html"}


def _with_field(path: str, field: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{field}"


def _below(path: str, rest: str) -> str:
    return f"{path.rstrip('/')}/{rest}"


# Address of a list's further pages, from its own address, the page's number and how many articles a page has
PAGES: Mapping[str, Callable[[str, int, int], str]] = {
    "?page=": lambda path, page, _: _with_field(path, f"page={page}"),
    "/page/": lambda path, page, _: _below(path, f"page/{page}/"),
    "offset": lambda path, page, size: _below(path, f"index/{(page - 1) * size}"),
    "?start=": lambda path, page, size: _with_field(path, f"start={(page - 1) * size}"),
    "?halaman=": lambda path, page, _: _with_field(path, f"halaman={page}"),
    "segment": lambda path, page, _: _below(path, str(page)),
    "offset segment": lambda path, page, size: _below(path, str((page - 1) * size)),
    "/hal/": lambda path, page, _: _below(path, f"hal/{page}"),
    "hal-.html": lambda path, page, _: _below(path, f"hal-{page}.html"),
    "?per_page=": lambda path, page, size: _with_field(path, f"per_page={(page - 1) * size}"),
}
ON_THE_FRONT = ("?page=", "/page/", "offset", "?halaman=", "/hal/")  # how a front page that is the list goes on
LISTS = {  # address of the list -> what the menu calls it; a blog has its list in front
    "/berita": "Berita",
    "/news": "News",
    "/kabar": "Kabar Dinas",
    "/artikel": "Artikel",
    "/warta-dinas": "Warta",
    "/index.php/berita": "Berita Terkini",
    "/informasi/berita": "Semua Berita",
    "/kategori/berita": "Berita",
    "/blog": "Blog",
    "/publikasi/siaran-pers": "Siaran Pers",
    "/home/kabar": "Kabar Terbaru",
    "/liputan": "Liputan",
    "/index.php?menu=berita": "Berita",
    "/": "",
}
