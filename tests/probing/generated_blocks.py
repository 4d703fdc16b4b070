"""The pieces that pages of a generated site are made of: cards, pagers, sidebars, everything around an article."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from random import Random

from tests.probing.generated_site import GeneratedSite
from tests.probing.generated_text import Piece, sentence, written

_SERVICES = (
    "Izin Usaha Mikro Kecil",
    "Pendaftaran Koperasi Baru",
    "Tera Ulang Timbangan Pasar",
    "Konsultasi Sertifikat Halal",
)
_SHARE = "<div>Bagikan: <a href='https://wa.me/?text=x'>WhatsApp</a> <a href='https://t.me/share'>Telegram</a></div>"
_FORM = "<form><h3>Tulis Komentar</h3><label>Nama</label><input><textarea></textarea><button>Kirim</button></form>"


class Blocks:
    """Pieces of one site's pages.

    :param href: how the site writes the address of a path
    """

    def __init__(self, site: GeneratedSite, href: Callable[[str], str]) -> None:
        self._site = site
        self._href = href
        self._names: dict[str, str] = {}
        self._naming = Random(site.seed + 1)

    def tag(self, what: str, tag: str, inner: str) -> str:
        """An element whose class is the site's own meaningless word for ``what``."""
        name = self._names.setdefault(what, "".join(self._naming.choices("abcdefghkmnprstuvwxyz", k=6)))
        return f'<{tag} class="{name}">{inner}</{tag}>'

    def link(self, path: str, inner: str, more: str = "") -> str:
        """A link."""
        return f'<a href="{self._href(path)}"{more}>{inner}</a>'

    # Lists

    def cards(self, shown: Iterable[Piece]) -> str:
        """Articles, one card each."""
        drawn = [self.card(piece) for piece in shown]
        if self._site.card_tag == "li":
            return f"<ul>{''.join(drawn)}</ul>"
        if self._site.card_tag == "td":
            return f"<table>{''.join(f'<tr>{card}</tr>' for card in drawn)}</table>"
        return "".join(drawn)

    def card(self, piece: Piece) -> str:
        """One article in a list."""
        site, path, title = self._site, self._site.path(piece), html.escape(piece.title)
        day = self.tag("cardday", "span", written(piece.published, site.date_style)) * site.dates_in_list
        text = f"<p>{html.escape(piece.paragraphs[0][:90])}…</p>" * site.teasers
        if site.whole_text:
            text = self.text(piece)
        picture, more = self.link(path, "<img src=/x.jpg>"), self.link(path, "Selengkapnya")
        inner = {
            "picture": f"{picture}<h4>{self.link(path, title)}</h4>{day}{text}{more}",
            "plain": f"<h3>{self.link(path, title)}</h3>{day}{text}",
            "whole": self.link(path, f"<img src=/x.jpg><div><h5>{title}</h5>{day}{text}</div>"),
            "more only": f"<h4>{title}</h4>{day}{text}{more}",
        }[site.card]
        return self.tag("card", site.card_tag, inner)

    def pager(self, number: int) -> str:
        """Where a list goes on."""
        site = self._site
        last = number == site.last_page
        form, path = site.next_form, site.page_path
        if form in ("numbers", "head", "window"):
            around = 1 if form == "window" else site.last_page
            shown = range(max(1, number - around), min(number + around, site.last_page) + 1)
            return self.tag(
                "pager", "div", " ".join(f"<b>{n}</b>" if n == number else self.link(path(n), str(n)) for n in shown)
            )
        back = self.link(path(number - 1), {"›": "‹", "»": "«"}.get(form, "Sebelumnya")) if number > 1 else ""
        if last:
            return self.tag("pager", "div", back)
        if form == "more":
            return f'<button class="btn" data-url="{self._href(path(number + 1))}">Muat lebih banyak</button>'
        word = {"rel": "Halaman lama", "icon": '<i class="fa fa-chevron-right"></i>'}.get(form, form)
        relation = ' rel="next"' if form == "rel" else ""
        return self.tag("pager", "div", f"{back} {self.link(path(number + 1), word, relation)}")

    # Articles

    def text(self, piece: Piece) -> str:
        """The text of an article."""
        lines = [html.escape(line) for line in piece.paragraphs]
        if self._site.line == "br":
            return "<br><br>\n".join(lines)
        return "".join(f"<{self._site.line}>{line}</{self._site.line}>" for line in lines)

    def below(self, piece: Piece, views: int) -> str:
        """What stands under an article."""
        dice = Random(f"{self._site.seed} {piece.number}")
        others = dice.sample([other for other in self._site.articles if other is not piece], 3)
        before = self.link(self._site.path(others[0]), f"« {html.escape(others[0].title)}")
        drawn = {
            "share": _SHARE,
            "views": self.tag("views", "div", f"Dilihat {views} kali"),
            "tags": self.tag("tags", "div", f"Tag: {self.link(f'/tag/{piece.category}', piece.category)}"),
            "neighbours": self.tag("near", "div", before),
            "related": self.tag("related", "div", f"<h3>{self._site.related_heading}</h3>{self._rows(others)}"),
            "comments": _FORM,
        }
        return "".join(markup for name, markup in drawn.items() if name in self._site.furniture)

    # Around

    def above(self, mark: str) -> str:
        """What stands over every page."""
        way = f"{self.link('/', 'Beranda')} / {self.link(self._site.list_path, self._site.menu_word or 'Arsip')}"
        drawn = {
            "banner": self.tag("banner", "div", f"<img src=/logo.png><p>{mark} melayani dengan hati</p>"),
            "today": self.tag("now", "div", "Sabtu, 3 Oktober 2026"),
            "ticker": self.tag("ticker", "div", f"{mark} buka setiap hari kerja"),
            "crumbs": self.tag("crumbs", "div", way),
        }
        heading = f"<h1>{self._site.name}</h1>" if self._site.site_heading else ""
        return heading + "".join(markup for name, markup in drawn.items() if name in self._site.furniture)

    def side(self) -> str:
        """The sidebar of every page."""
        site = self._site
        latest = f"<h3>Berita Terbaru</h3>{self._rows(site.articles[:4])}" if "sidebar" in site.furniture else ""
        popular = f"<h3>Terpopuler</h3>{self._rows(site.articles[9:13])}" if "popular" in site.furniture else ""
        return self.tag("side", "div", latest + popular) if latest or popular else ""

    def welcome(self, mark: str) -> str:
        """The front page's first words."""
        if "welcome" not in self._site.furniture:
            return ""
        return self.tag(
            "welcome", "div", f"<h2>Selamat Datang</h2><p>{mark} {sentence(Random(self._site.seed + 5))}</p>"
        )

    def services(self) -> str:
        """Links that look like articles and are none."""
        entries = (f"<li>{self.link('/layanan/' + name.lower().replace(' ', '-'), name)}</li>" for name in _SERVICES)
        return self.tag("services", "ul", "".join(entries))

    def _rows(self, shown: Iterable[Piece]) -> str:
        rows = (
            (
                self.link(self._site.path(piece), html.escape(piece.title)),
                written(piece.published, self._site.date_style),
            )
            for piece in shown
        )
        return "".join(f"<div>{link} <small>{day}</small></div>" for link, day in rows)
