# ruff: noqa: E501 — a page's markup reads best as it is served
"""Layouts that office sites really have, written from what their pages read like; none is any CMS's own markup."""

from __future__ import annotations

import html
from collections.abc import Callable

from demo.indonesian import MONTHS
from tests.extraction.wording import News, Part

_MENU = (
    "<ul>"
    + "".join(f"<li><a href='/{w.lower()}'>{w}</a></li>" for w in ["Beranda", "Profil", "Layanan", "Berita", "Galeri"])
    + "</ul>"
)


def long_day(item: News) -> str:
    """``9 Maret 2026``."""
    return f"{item.day.day} {MONTHS[item.day.month - 1]} {item.day.year}"


def _lines(item: News) -> list[str]:
    return [html.escape(line) for line in item.lines]


def _block(part: Part) -> str:
    lines = [html.escape(line) for line in part.lines]
    if part.kind in ("ul", "ol"):
        return f"<{part.kind}>" + "".join(f"<li>{line}</li>" for line in lines) + f"</{part.kind}>"
    if part.kind == "table":
        return (
            "<table border=1>"
            + "".join("<tr><td>" + line.replace(" | ", "</td><td>") + "</td></tr>" for line in lines)
            + "</table>"
        )
    return "".join(f"<p>{line}</p>" for line in lines)


def _blocks(item: News) -> str:
    return "".join(map(_block, item.parts))


def _others(item: News, others: list[News], form: str) -> str:
    return "".join(
        form.format(
            title=html.escape(o.title), day=long_day(o), text=html.escape(o.parts[0].lines[0][:120]), n=o.number
        )
        for o in others
    )


def tables(item: News, others: list[News]) -> str:
    """The nineties: one cell for all, line breaks for paragraphs, the title a bold span, `<title>` the site's."""
    text = "<br /><br />\n".join(_lines(item))
    latest = _others(item, others, "&bull; <a href=berita-{n}-x.html>{title}</a><br>")
    return f"""<html><head><title>.:: Dinas Koperasi Kabupaten Jayamulya ::.</title></head><body><table width=980><tr><td colspan=3>
<img src=header.jpg></td></tr><tr><td width=200 valign=top><b>Menu Utama</b><br>{_MENU}<b>Agenda</b><br>Tidak ada agenda</td>
<td valign=top><span class=judul>{html.escape(item.title)}</span><br><span class=tanggal>{long_day(item)} - 15:09:10 WIB</span><br>
Diposting oleh : <b>Administrator</b><br>Kategori: <a href=kategori-2-berita.html>Berita</a> - Dibaca: <b>1043</b> kali<br><br>
<img src=foto_berita/12raker.jpg width=400><br><br>{text}<br><br><a href=#>Kirim ke teman</a> | <a href=#>Cetak</a><br>
<b>Berita Terkait:</b><br>{latest}<br><b>Komentar :</b><br><form>Nama : <input><br>Komentar : <textarea></textarea></form></td>
<td width=200><b>Statistik User</b><br>Pengunjung hari ini : 12<br>Total pengunjung : 12345<br>Hits hari ini : 30</td></tr>
<tr><td colspan=3>Copyright 2017 Dinas Koperasi. All rights reserved.</td></tr></table></body></html>"""


def cards(item: News, others: list[News]) -> str:
    """A framework's grid: icons in a list for date and author, the title an h4 below a banner that says "Detail Berita"."""
    side = _others(
        item,
        others,
        "<div class='d-flex'><img src=/t{n}.jpg><div><h6><a href='/berita/x-{n}'>{title}</a></h6><small>{day}</small></div></div>",
    )
    return f"""<!DOCTYPE html><html lang="en"><head><title>Detail Berita</title></head><body><nav class="navbar">{_MENU}</nav>
<section class="page-title"><h1>Detail Berita</h1><ol><li><a href="/">Home</a></li><li>Detail Berita</li></ol></section>
<section><div class="container"><div class="row"><div class="col-lg-8"><div class="card"><img src="/uploads/utama.jpg" class="img-fluid">
<div class="card-body"><ul class="list-inline"><li><i class="fa fa-calendar"></i> {long_day(item)}</li><li><i class="fa fa-user"></i> Admin</li>
<li><i class="fa fa-eye"></i> 341</li></ul><h4>{html.escape(item.title)}</h4><div class="mt-3 text-justify">{_blocks(item)}</div>
<div class="mt-3"><span>Bagikan :</span> <a href="https://wa.me/x"><i></i></a><a href="https://t.me/x">Telegram</a></div></div></div></div>
<div class="col-lg-4"><div class="card"><div class="card-header">Berita Terbaru</div><div class="card-body">{side}</div></div>
<div class="card"><div class="card-header">Kontak</div><div class="card-body"><p>Jalan KH Wahid Hasyim 141, Jayamulya. Buka Senin sampai Jumat, pukul 07.00 sampai 15.30 WIB.</p></div></div></div></div></div></section>
<footer><p>Dinas Koperasi dan Usaha Mikro, melayani dengan sepenuh hati untuk koperasi dan pelaku usaha mikro.</p></footer></body></html>"""


def semantic(item: News, others: list[News]) -> str:
    """HTML as the standard wants it, with microdata, comments and a related list inside of `<article>`."""
    related = _others(item, others, "<li><a href='/{n}'>{title}</a></li>")
    return f"""<!DOCTYPE html><html lang="id"><head><title>{html.escape(item.title)} - Dinkop Jayamulya</title>
<meta property="og:site_name" content="Dinkop Jayamulya"></head><body><header><h1>Dinkop Jayamulya</h1>{_MENU}</header><main><article itemscope
itemtype="https://schema.org/Article"><header><h2 itemprop="headline">{html.escape(item.title)}</h2><p>Oleh <span itemprop="author">{item.author}</span>
<time datetime="{item.day.isoformat()}T09:30:00+07:00" itemprop="datePublished">{long_day(item)}</time> Diperbarui
<time datetime="2026-11-02T10:00:00+07:00" itemprop="dateModified">2 November 2026</time></p></header><div itemprop="articleBody">{_blocks(item)}</div>
<footer><p>Kategori: <a href="/k" rel="category tag">{item.category}</a></p></footer><aside><h3>Berita terkait</h3><ul>{related}</ul></aside>
<section><h3>Komentar (1)</h3><ol><li><p>Budi, 3 Maret 2026</p><p>Terima kasih informasinya, semoga usaha kami juga bisa ikut pelatihan.</p></li></ol></section></article></main>
<footer>© 2026</footer></body></html>"""


def whole_list(item: News, others: list[News]) -> str:
    """The article first, then older articles printed whole in the same box."""
    older = "".join(
        f"<h2><a href='/berita/{o.slug}'>{html.escape(o.title)}</a></h2><div>{long_day(o)}</div>{_blocks(o)}"
        for o in others[:2]
    )
    return f"""<html><head><title>{html.escape(item.title)} | Pemkab</title></head><body><div id=top>{_MENU}</div><div id=main>
<h2><a href="/berita/{item.slug}">{html.escape(item.title)}</a></h2><div>{long_day(item)}</div>{_blocks(item)}{older}</div>
<div id=foot>Pemerintah Kabupaten Jayamulya</div></body></html>"""


def builder(item: News, others: list[News]) -> str:
    """A page builder: every paragraph in its own widget, wrapped five times."""
    wrap = "<div class='widget widget-text'><div class='widget-wrap'><div class='widget-container'>{}</div></div></div>"
    text = "".join(wrap.format(_block(part)) for part in item.parts)
    side = wrap.format("<h5>Berita Lainnya</h5>" + _others(item, others, "<p><a href='/{n}'>{title}</a></p>"))
    return f"""<html><head><title>{html.escape(item.title)}</title></head><body>{wrap.format(_MENU)}<div class=section><div class=column>
{wrap.format(f"<h1>{html.escape(item.title)}</h1>")}{wrap.format(f"<span>{long_day(item)}</span>")}{text}{wrap.format("<a href='https://facebook.com'>Facebook</a> <a href='https://x.com'>Twitter</a>")}
</div><div class=column>{side}</div></div>{wrap.format("<p>Copyright © 2026 Dinas Koperasi</p>")}</body></html>"""


def glued(item: News, others: list[News]) -> str:
    """Sentences in boxes of their own without a blank between, soft hyphens and non-breaking blanks everywhere."""
    text = "".join(f"<div><span>{line}&nbsp;</span></div><div>&nbsp;</div>" for line in _lines(item))
    side = _others(item, others, "<a href='/{n}'>{title}</a> {day}<br>")
    return f"""<html><head><title>Berita</title></head><body>{_MENU}<div><h3>{html.escape(item.title)}</h3><h6>Diterbitkan pada {long_day(item)} 5:21</h6>
<div>{text}</div><div>BERITA POPULER</div><div>{side}</div></div></body></html>"""


LAYOUTS: dict[str, Callable[[News, list[News]], str]] = {
    layout.__name__: layout for layout in (tables, cards, semantic, whole_list, builder, glued)
}
