# ruff: noqa: E501 — a page's markup reads best as it is served
"""A web site thrown by dice: its own tags, class names, layout and furniture, and no CMS behind it."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.extraction.wording import News, Part, headline, news, paragraph, sentence, written_day

_RELATED = ("Berita Terkait", "Berita Lainnya", "Artikel Terbaru", "Baca Juga", "Berita Populer", "Related Posts")
_SITE_NAMES = ("Dinas Koperasi dan Usaha Mikro Kabupaten Jayamulya", "Dinkop Jayamulya", "Portal Jayamulya")


@dataclass
class RandomSite:
    """A site of ``count`` articles; equal seeds give equal sites."""

    seed: int
    count: int = 8
    articles: list[News] = field(init=False)

    def __post_init__(self) -> None:
        dice = Random(self.seed)
        self.articles = [news(dice, dice.randint(10, 60) + 71 * n) for n in range(self.count)]
        self.names: dict[str, str] = {}
        self.naming = Random(self.seed + 1)
        pick = Random(self.seed + 2)
        self.name = pick.choice(_SITE_NAMES)
        self.address = pick.choice(("slug-id", "id", "slug", "query", "day"))
        self.title_tag = pick.choice(("h1", "h1", "h2", "h3", "h4", "div", "span"))
        self.title_place = pick.choice(("box", "box", "above", "banner"))
        self.head_title = pick.choice(("full", "full", "generic", "site first"))
        self.og_title = pick.choice((None, "plain", "prefix"))
        # A page that names its headline in no other place than a bare <div> is a riddle for people too.
        if self.address in ("id", "query") and self.head_title == "generic" and self.og_title is None:
            self.title_tag = pick.choice(("h1", "h2", "h3"))
        self.day_style = pick.randrange(7)
        self.day_place = pick.choice(("below title", "below title", "above title", "below text"))
        self.day_label = pick.choice(("", "", "Diterbitkan: ", "Tanggal : ", "Diposting pada "))
        self.body_style = pick.choice(("p", "p", "div", "br", "spans", "split"))
        self.wrappers = [
            pick.choice(("div", "section", "main", "article", "td", "div")) for _ in range(pick.randint(1, 4))
        ]
        self.order = pick.sample(("sidebar", "content"), 2)
        self.furniture = {
            name
            for name in (
                "share",
                "tags",
                "neighbours",
                "comments",
                "related",
                "cards",
                "welcome",
                "views",
                "ticker",
                "today",
                "crumbs",
                "form",
                "author box",
                "read also",
                "footer text",
            )
            if pick.random() < 0.5
        }
        self.related_heading = pick.choice(_RELATED)
        self.dirty_classes = pick.random() < 0.3

    def url(self, item: News) -> str:
        """The address of an article."""
        base = "https://situs.example/"
        return {
            "slug-id": f"{base}berita/{item.slug}-{item.number}",
            "id": f"{base}posting/{item.number}",
            "slug": f"{base}{item.slug}/",
            "query": f"{base}?p={item.number}",
            "day": f"{base}{item.day:%Y/%m/%d}/{item.slug}/",
        }[self.address]

    def tag(self, what: str, tag: str, inner: str, extra: str = "") -> str:
        """An element whose class is the site's own meaningless word for ``what``."""
        name = self.names.setdefault(what, "".join(self.naming.choices("abcdefghkmnprstuvwxyz", k=6)))
        return f'<{tag} class="{name}{extra}">{inner}</{tag}>'

    def page(self, item: News) -> bytes:
        """The page of an article."""
        dice = Random(f"{self.seed} {item.number}")
        column = self.tag("col", "div", self._content(item, dice))
        side = self.tag("side", "div", self._sidebar(dice))
        columns = "".join({"content": column, "sidebar": side}[name] for name in self.order)
        banner = f"<h1>{'Berita' if self.title_tag != 'h1' else self.name}</h1>"
        if self.title_place == "banner":
            banner = self._title(item)
        ticker = self.tag("tick", "div", "Selamat datang di situs resmi kami, layanan buka setiap hari kerja.") * (
            "ticker" in self.furniture
        )
        today = self.tag("now", "div", "Selasa, 24 November 2026") * ("today" in self.furniture)
        crumbs = self.tag(
            "cr", "div", "<a href='/'>Beranda</a> / <a href='/berita'>Berita</a> / " + html.escape(item.title)
        ) * ("crumbs" in self.furniture)
        return (
            f"<!doctype html><html><head><meta charset=utf-8>{self._head(item)}</head><body>{today}{self._menu()}{ticker}"
            f"{self.tag('ban', 'div', banner)}{crumbs}{self.tag('row', 'div', columns)}{self._footer()}</body></html>"
        ).encode()

    def _head(self, item: News) -> str:
        title = {
            "full": f"{item.title} | {self.name}",
            "generic": f"Berita | {self.name}",
            "site first": f"{self.name} - {item.title}",
        }
        head = f"<title>{html.escape(title[self.head_title])}</title>"
        if self.og_title is not None:
            shown = item.title if self.og_title == "plain" else f"{self.name} | {item.title}"
            head += f'<meta property="og:title" content="{html.escape(shown)}">'
        return head

    def _menu(self) -> str:
        links = "".join(
            f"<li><a href='/{w.lower()}'>{w}</a></li>"
            for w in ("Beranda", "Profil", "Layanan", "Berita", "Galeri", "Unduhan", "Kontak")
        )
        return self.tag("menu", "div", f"<ul>{links}</ul>")

    def _title(self, item: News) -> str:
        return self.tag("ttl", self.title_tag, html.escape(item.title))

    def _content(self, item: News, dice: Random) -> str:
        day = self.tag("day", "div", self.day_label + written_day(dice, item.day, self.day_style))
        views = self.tag("vw", "span", f"Dilihat {dice.randint(3, 900)} kali") * ("views" in self.furniture)
        title = self._title(item) if self.title_place != "banner" else ""
        dirty = (
            f" post-{item.number} status-{dice.choice('abc')} kategori-{item.category.lower()}"
            if self.dirty_classes
            else ""
        )
        box = self.tag("body", "div", self._body(item))
        above = {"above title": day + title + views, "below title": title + day + views, "below text": title + views}[
            self.day_place
        ]
        inner = above + box + (day if self.day_place == "below text" else "") + self._after(item, dice)
        for depth, wrapper in enumerate(self.wrappers):
            inner = self.tag(f"w{depth}", wrapper, inner, dirty if depth == 0 else "")
            if wrapper == "td":
                inner = f"<table><tr>{inner}</tr></table>"
        return inner

    def _body(self, item: News) -> str:
        also = self.articles[(self.articles.index(item) + 1) % self.count]
        parts = [self._part(part) for part in item.parts]
        if "read also" in self.furniture:
            parts.insert(len(parts) // 2, f"<p>Baca juga: <a href='{self.url(also)}'>{html.escape(also.title)}</a></p>")
        if self.body_style == "split":
            half = len(parts) // 2
            return self.tag("half", "div", "".join(parts[:half])) + self.tag("half", "div", "".join(parts[half:]))
        return "".join(parts)

    def _part(self, part: Part) -> str:
        lines = [html.escape(line) for line in part.lines]
        if part.kind in ("ul", "ol"):
            return f"<{part.kind}>" + "".join(f"<li>{line}</li>" for line in lines) + f"</{part.kind}>"
        if part.kind == "table":
            rows = ("".join(f"<td>{cell}</td>" for cell in line.split(" | ")) for line in lines)
            return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
        if part.kind == "figure":
            return f"<figure><img src='/foto/besar.jpg'><figcaption>{lines[0]}</figcaption></figure>"
        if part.kind == "h3":
            return f"<h3>{lines[0]}</h3>"
        return self._paragraph(lines[0])

    def _paragraph(self, line: str) -> str:
        styles: dict[str, Callable[[str], str]] = {
            "p": "<p>{}</p>".format,
            "split": "<p>{}</p>".format,
            "div": "<div>{}</div>".format,
            "br": "{}<br><br>\n".format,
            "spans": "<p><span style='font-size:12pt'>{}</span></p>".format,
        }
        return styles[self.body_style](line)

    def _after(self, item: News, dice: Random) -> str:
        others = [other for other in self.articles if other is not item]
        near = dice.sample(others, min(3, len(others)))
        parts = {
            "share": self.tag(
                "sh",
                "div",
                "Bagikan: <a href='https://wa.me/'>WhatsApp</a> <a href='https://facebook.com/'>Facebook</a>",
            ),
            "tags": self.tag(
                "tg",
                "div",
                "Tags: " + " ".join(f"<a href='/tag/{w}'>{w}</a>" for w in ("koperasi", "pasar", item.category)),
            ),
            "neighbours": self.tag(
                "nb",
                "div",
                f"<a href='{self.url(near[0])}'>« {html.escape(near[0].title)}</a> <a href='{self.url(near[1])}'>{html.escape(near[1].title)} »</a>",
            ),
            "author box": self.tag(
                "ab",
                "div",
                f"<h4>Tentang Penulis</h4><p>{item.author} adalah staf dinas yang menulis berita sejak 2019 dan gemar membaca.</p>",
            ),
            "related": self._teasers(near, dice, cards=False),
            "cards": self._teasers(near, dice, cards=True),
            "comments": self._comments(dice),
            "form": "<form><h3>Tinggalkan Balasan</h3><p>Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *</p><label>Nama</label><input><label>Komentar</label><textarea></textarea></form>",
        }
        return "".join(markup for name, markup in parts.items() if name in self.furniture)

    def _teasers(self, items: list[News], dice: Random, *, cards: bool) -> str:
        shown = []
        for other in items:
            link = f"<a href='{self.url(other)}'>{html.escape(other.title)}</a>"
            day = written_day(dice, other.day, self.day_style)
            opening = " ".join(other.lines[:1])[:110]
            text = f"<p>{html.escape(opening)}...</p>" if cards else ""
            shown.append(self.tag("card", "div", f"<img src='/kecil.jpg'><h4>{link}</h4><span>{day}</span>{text}"))
        return self.tag("rel", "div", f"<h3>{self.related_heading}</h3>" + "".join(shown))

    def _comments(self, dice: Random) -> str:
        each = (
            f"<div><b>{dice.choice(('Budi', 'Siti', 'Joko'))}</b><p>{sentence(dice)}</p><a href='#r'>Balas</a></div>"
            for _ in range(dice.randint(1, 4))
        )
        return self.tag("cm", "div", "<h3>2 Komentar</h3>" + "".join(each))

    def _sidebar(self, dice: Random) -> str:
        fixed = Random(self.seed + 3)
        welcome = self.tag("wl", "div", f"<h3>Sambutan Kepala Dinas</h3><p>{paragraph(fixed, 2, 4)}</p>") * (
            "welcome" in self.furniture
        )
        latest = sorted(self.articles, key=lambda other: other.day, reverse=True)[:4]
        items = "".join(
            f"<li><a href='{self.url(o)}'>{html.escape(o.title)}</a> <small>{written_day(fixed, o.day, self.day_style)}</small></li>"
            for o in latest
        )
        poll = f"<h4>{headline(fixed)}</h4><p>{sentence(fixed)}</p>" if dice.random() < 0.2 else ""
        return welcome + self.tag("lt", "div", f"<h3>Berita Terbaru</h3><ul>{items}</ul>") + poll

    def _footer(self) -> str:
        fixed = Random(self.seed + 4)
        about = f"<p>{paragraph(fixed, 1, 3)}</p>" * ("footer text" in self.furniture)
        return self.tag(
            "foot",
            fixed.choice(("footer", "div")),
            f"{about}<p>© 2026 {self.name}. Jalan Pahlawan 12. Telepon (0321) 555012</p>",
        )
