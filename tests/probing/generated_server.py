"""Serves a generated site: by a function, and on loopback for a crawl from end to end."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from typing import cast

from tests.probing.generated_addresses import UNTOLD
from tests.probing.generated_api import APIS
from tests.probing.generated_pages import Pages
from tests.probing.generated_site import OFFICE_PAGES, GeneratedSite
from tests.scripted import Answer, Handler, running

_NOISE = re.compile(r"[?&]utm_[^&]*")
_OTHERS = ("/galeri", "/kontak")


@dataclass(frozen=True)
class Reply:
    """An answer: status, content type, body."""

    status: int
    content_type: str
    body: bytes


def answer(site: GeneratedSite, target: str, origin: str, views: int = 1) -> Reply:
    """What the site sends for a path with its query.

    :param origin: scheme and host as the client sees them
    :param views: what counters of views show
    """
    target = _NOISE.sub("", target)
    if target == "/robots.txt":
        named = f"Sitemap: {origin}/peta-situs.xml\n" if site.sitemap == "robots" else ""
        return Reply(200, "text/plain", f"User-agent: *\nDisallow: /admin/\n{named}".encode())
    if site.script and (reply := _scripted(site, target, origin)):
        return reply
    if target == site.feed_path and site.feed:
        return Reply(200, "application/rss+xml", _feed(site, origin).encode())
    for path, text in _sitemaps(site, origin).items():
        if target == path:
            return Reply(200, "application/xml", text.encode())
    pages = Pages(site, origin)
    page = _page(pages, target, views)
    return _html(site, page or pages.missing_page(), 200 if page else 404)


def _page(pages: Pages, target: str, views: int) -> str | None:
    site = pages.site
    if target == "/" != site.list_path:
        return pages.front()
    if target == "/pengumuman" and site.announcements:
        return pages.announcement_list()
    for number in range(1, site.last_page + 1):
        if target == site.page_path(number):
            return pages.list_page(number)
    for piece in (*site.articles, *site.announcements):
        if target == site.path(piece):
            return pages.article_page(piece, views)
    names = {site.office_page(name): name for name in OFFICE_PAGES}
    known = target.startswith(("/layanan/", "/agenda/")) or target in (*_OTHERS, *names)
    return pages.static_page(names.get(target, target.strip("/").rsplit("/", 1)[-1])) if known else None


def _scripted(site: GeneratedSite, target: str, origin: str) -> Reply | None:
    """What a site sends whose news stands in JSON, or whose list does; ``None``: as any other."""
    api = APIS[site.api]
    if target == "/assets/app.js":
        script = f'const load=n=>fetch("{api.named}"+n).then(r=>r.json());const first="{api.start}";'
        return Reply(200, "text/javascript", script.encode())
    before = api.passed_over(target, site.size)
    if before is not None:
        told = site.shape in UNTOLD and site.script != "all"
        shown = site.articles[before : before + site.size]
        rows = [(piece, site.path(piece) if told else None) for piece in shown]
        return Reply(200, "application/json", api.document(rows, whole=site.script == "all"))
    if site.script == "all":
        return Reply(200, "text/html; charset=utf-8", Pages(site, origin).shell().encode())
    if target == site.list_path:
        pages = Pages(site, origin)
        return _html(site, pages.empty_list() if site.script == "lists" else pages.loading_list(), 200)
    return None


def _html(site: GeneratedSite, text: str, status: int) -> Reply:
    header = {"cp1252 in header": "; charset=windows-1252", "utf-8 called latin1": "; charset=ISO-8859-1"}.get(
        site.encoding, ""
    )
    charset = "cp1252" if site.encoding.startswith("cp1252") else "utf-8"
    return Reply(status, f"text/html{header}", text.encode(charset, "xmlcharrefreplace"))


def _feed(site: GeneratedSite, origin: str) -> str:
    items = []
    for piece in site.articles[:10]:
        text = "".join(f"<p>{html.escape(line)}</p>" for line in piece.paragraphs)
        whole = f"<content:encoded><![CDATA[{text}]]></content:encoded>" if site.feed == "full" else ""
        items.append(
            f"<item><title>{html.escape(piece.title)}</title><link>{origin}{html.escape(site.path(piece))}</link>"
            f"<pubDate>{piece.published:%a, %d %b %Y %H:%M:%S} +0700</pubDate>"
            f"<description>{html.escape(piece.paragraphs[0][:100])}…</description>{whole}</item>"
        )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    channel = f"<channel><title>{site.name}</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0" {space}>{channel}</rss>'


def _sitemaps(site: GeneratedSite, origin: str) -> dict[str, str]:
    if site.sitemap is None:
        return {}
    paths = ["/", "/kontak", "/galeri", "/profil/visi-misi", *(site.path(piece) for piece in site.articles)]
    urls = "".join(f"<url><loc>{origin}{html.escape(path)}</loc></url>" for path in paths)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    urlset = f'<?xml version="1.0"?><urlset {space}>{urls}</urlset>'
    index = f"<sitemapindex {space}><sitemap><loc>{origin}/sitemap-berita.xml</loc></sitemap></sitemapindex>"
    return {
        "robots": {"/peta-situs.xml": urlset},
        "customary": {"/sitemap.xml": urlset},
        "index": {"/sitemap.xml": index, "/sitemap-berita.xml": urlset},
    }[site.sitemap]


class _Handler(Handler):
    def do_GET(self) -> None:  # noqa: N802 - http.server's name
        server = cast("_Server", self.server)
        server.log.append(self.path)
        reply = answer(server.site, self.path, f"http://{self.headers['Host']}", len(server.log))
        self.send(Answer(reply.body, reply.status, reply.content_type))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site: GeneratedSite) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site
        self.log: list[str] = []

    @property
    def url(self) -> str:
        """Address of the front page."""
        return f"http://127.0.0.1:{self.server_address[1]}/"


@contextmanager
def serve(site: GeneratedSite) -> Iterator[_Server]:
    """Serve ``site`` on a free port of loopback until the block ends; what was asked for stands in ``log``."""
    server = _Server(site)
    with running(server):
        yield server
