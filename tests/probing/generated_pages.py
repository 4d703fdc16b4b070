"""Draws the pages of a generated site, with class names that mean nothing."""

from __future__ import annotations

import html
from random import Random

from tests.probing.generated_api import APIS
from tests.probing.generated_blocks import Blocks
from tests.probing.generated_site import GeneratedSite
from tests.probing.generated_text import Piece, paragraph, written

MARK = "Papan pengumuman situs"  # begins every text that belongs to no article


class Pages:
    """The pages of one site.

    :param origin: scheme and host as the client sees them, for links written in full
    """

    def __init__(self, site: GeneratedSite, origin: str) -> None:
        self.site = site
        self.origin = origin
        self.blocks = Blocks(site, self.href)
        self.tag = self.blocks.tag

    def href(self, path: str) -> str:
        """A link's address as the site writes it."""
        if self.site.link_style == "absolute":
            return f"{self.origin}{path}"
        if self.site.link_style == "relative":
            return path.lstrip("/") or "./"
        if self.site.link_style == "noisy" and "?" not in path:
            return f"{path}?utm_source=beranda&amp;utm_medium=web"
        return html.escape(path)

    def front(self) -> str:
        """The front page: a welcome and the newest articles."""
        site = self.site
        cards = "".join(self.blocks.card(piece) for piece in site.articles[: min(6, site.size)])
        more = f'<p><a href="{self.href(site.list_path)}">Lihat semua</a></p>'
        services = self.blocks.services() if "services" in site.furniture else ""
        return self._page("Beranda", self.blocks.welcome(MARK) + self.tag("grid", "div", cards) + more + services)

    def list_page(self, number: int) -> str:
        """One page of the list."""
        site = self.site
        cards = self.blocks.cards(site.shown_on(number))
        following = site.page_path(number + 1) if number < site.last_page else None
        head = f'<link rel="next" href="{self.href(following)}">' if site.next_form == "head" and following else ""
        word = site.menu_word or "Beranda"
        heading = "" if site.site_heading else f"<h1>{word}</h1>"
        return self._page(word, f"{heading}{cards}{self.blocks.pager(number)}", head)

    def announcement_list(self) -> str:
        """The other section's only page."""
        return self._page("Pengumuman", f"<h2>Pengumuman</h2>{self.blocks.cards(self.site.announcements)}")

    def article_page(self, piece: Piece, views: int) -> str:
        """The page of an article.

        :param views: what its counter shows
        """
        site = self.site
        title = self.tag("title", site.title_tag, html.escape(piece.title))
        day = self.tag("day", "span", written(piece.published, site.date_style))
        body = self.tag("body", site.box, self.blocks.text(piece))
        order = {"above": day + title + body, "below": title + day + body, "after": title + body + day}[site.date_place]
        inner = order + self.blocks.below(piece, views)
        for depth in range(site.depth):
            inner = self.tag(f"wrap{depth}", "div", inner)
        graph = {"title": piece.title, "prefix": f"{site.name} - {piece.title}", None: ""}[site.open_graph]
        head = f'<meta property="og:title" content="{html.escape(graph)}">' if graph else ""
        return self._page("Berita" if site.generic_head else piece.title, inner, head)

    def static_page(self, name: str) -> str:
        """A page about the office that is no news."""
        title = name.replace("-", " ").title()
        text = "".join(f"<p>{MARK} {paragraph(Random(name + str(number)))}</p>" for number in range(2))
        return self._page(title, f"<h1>{title}</h1>{text}")

    def missing_page(self) -> str:
        """What stands where nothing is."""
        return self._page("404", "<h1>Halaman tidak ditemukan</h1>")

    def shell(self) -> str:
        """All that a script-driven site sends as HTML."""
        script = '<div id="app"></div><script src="/assets/app.js"></script>'
        return f"<!doctype html><html><head><title>{self.site.name}</title></head><body>{script}</body></html>"

    def empty_list(self) -> str:
        """A list that a script fills."""
        script = f"<script>fetch('{APIS[self.site.api].start}').then(r => r.json()).then(show)</script>"
        return self._page(self.site.menu_word, f'<h2>{self.site.menu_word}</h2><div id="daftar"></div>{script}')

    def loading_list(self) -> str:
        """A list whose first page is HTML, and which a script continues."""
        cards = self.blocks.cards(self.site.shown_on(1))
        script = f"<script>const more = n => fetch('{APIS[self.site.api].named}' + n).then(add)</script>"
        button = '<button onclick="more(2)">Muat lebih banyak</button>'
        return self._page(self.site.menu_word, f"<h2>{self.site.menu_word}</h2>{cards}{button}{script}")

    def _page(self, title: str, inner: str, head: str = "") -> str:
        site = self.site
        declared = {"cp1252 in meta": "windows-1252", "utf-8 called latin1": "iso-8859-1"}.get(site.encoding, "utf-8")
        charset = "" if site.encoding == "cp1252 in header" else f'<meta charset="{declared}">'
        base = '<base href="/">' if site.link_style == "relative" else ""
        feed = (
            f'<link rel="alternate" type="application/rss+xml" href="{site.feed_path}">'
            if site.feed in ("declared", "full")
            else ""
        )
        heads = f"{charset}{base}<title>{html.escape(title)} | {site.name}</title>{feed}{head}"
        menu = self._menu() * (2 if "second menu" in site.furniture else 1)  # one for screens, one for telephones
        return (
            f"<!doctype html><html><head>{heads}</head>"
            f"<body>{self.blocks.above(MARK)}{menu}{self.tag('main', 'div', inner)}{self.blocks.side()}"
            f"{self.tag('foot', 'div', f'<p>{MARK} {site.name}, Jalan Merdeka 7</p>')}</body></html>"
        )

    def _menu(self) -> str:
        """The menu of every page; its entries about the office may stand in a menu of their own."""
        site = self.site
        office = "".join(self._entry(path, name) for path, name in site.menu.items())
        if "submenu" in site.furniture:
            office = f'<li><a href="#">Profil</a><ul>{office}</ul></li>'
        entries = {site.list_path: site.menu_word} if site.menu_word else {}
        entries |= {"/pengumuman": "Pengumuman"} if site.announcements else {}
        entries |= {"/agenda/2026/10": "Agenda"} if "agenda" in site.furniture else {}
        entries |= {"/galeri": "Galeri Foto", "/kontak": "Kontak Kami"}
        others = "".join(self._entry(path, word) for path, word in entries.items())
        return self.tag("menu", "ul", f"{self._entry('/', 'Beranda')}{office}{others}")

    def _entry(self, path: str, word: str) -> str:
        return f'<li><a href="{self.href(path)}">{word}</a></li>'
