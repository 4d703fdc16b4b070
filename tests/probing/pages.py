"""A small site for the steps of a probe: a menu, a list of two pages, articles, and what else a test adds."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from scrapers.discovery.survey import survey
from scrapers.probing.answer import Answer
from scrapers.probing.notebook import Look, Notebook
from tests.probing.generated_text import paragraph
from tests.probing.tables import TableDesk

ORIGIN = "https://dinkop.example.go.id"
WORDS = "pasar murah digelar lagi|koperasi desa membuka gerai|pedagang belajar menakar|perajin pamerkan batik"
TITLES = tuple(f"{words} {place}" for place in ("Ngoro", "Diwek", "Ploso") for words in WORDS.split("|"))
MENU = {"/": "Beranda", "/berita": "Berita", "/profil": "Profil"}


def path_of(number: int) -> str:
    """The address of an article."""
    return f"/berita/{TITLES[number].lower().replace(' ', '-')}-{100 - number}"


def text_of(number: int) -> str:
    """The text of an article: four paragraphs that no other article has."""
    dice = Random(number)
    return "".join(f"<p>{paragraph(dice)}</p>" for _ in range(4))


def html_page(inner: str, head: str = "") -> bytes:
    """A page with the site's menu."""
    menu = "".join(f"<li><a href='{path}'>{word}</a></li>" for path, word in MENU.items())
    heads = f"<title>Dinas Koperasi</title>{head}"
    return f"<html><head>{heads}</head><body><nav><ul>{menu}</ul></nav>{inner}</body></html>".encode()


def cards(numbers: range, following: str = "") -> str:
    """A list of articles, and the link to its next page."""
    items = "".join(
        f"<div><h4><a href='{path_of(n)}'>{TITLES[n]}</a></h4><span>{n + 1} Mei 2026</span></div>" for n in numbers
    )
    return items + (f"<a href='{following}'>Selanjutnya</a>" if following else "")


def feed(numbers: range, origin: str = ORIGIN) -> bytes:
    """A feed of these articles."""
    items = "".join(f"<item><title>{TITLES[n]}</title><link>{origin}{path_of(n)}</link></item>" for n in numbers)
    return f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>".encode()


def site() -> dict[str, bytes]:
    """The pages by address."""
    pages = {
        "/": html_page(cards(range(4))),
        "/berita": html_page(cards(range(6), "/berita?page=2")),
        "/berita?page=2": html_page(cards(range(6, 12))),
        "/profil": html_page("<h1>Profil</h1><p>Dinas melayani koperasi.</p>"),
    }
    return pages | {
        path_of(n): html_page(f"<h1>{TITLES[n]}</h1><span>{n + 1} Mei 2026</span>{text_of(n)}") for n in range(12)
    }


def desk(pages: Mapping[str, bytes | int], budget: int = 30) -> TableDesk:
    """A desk that answers with these pages, or with a bare status."""

    def reply(path: str) -> tuple[int, str, bytes] | None:
        page = pages.get(path)
        return None if page is None else (page, "text/html", b"") if isinstance(page, int) else (200, "text/html", page)

    return TableDesk(reply, budget)


def look_at(path: str, body: bytes) -> Look:
    """A page that was fetched and surveyed."""
    return Look(Answer(ORIGIN + path, ORIGIN + path, 200, body), survey(body, ORIGIN + path))


def notebook(front: bytes | None = None) -> Notebook:
    """A notebook with a front page in it."""
    return Notebook(looks=[look_at("/", front or site()["/"])])
