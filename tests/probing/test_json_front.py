from __future__ import annotations

import json

from scrapers.discovery import Link
from scrapers.probing.json_front import ask_json
from scrapers.probing.report import Found
from scrapers.registry.office import JsonListing, Sitemap
from tests.probing.pages import ORIGIN, desk, notebook

SHELL = (
    b"<html><head><title>Dinas</title></head><body><div id=app></div><script src='/js/app.js'></script></body></html>"
)
BODY = "<p>" + "Pengurus koperasi membuka pembukuannya di hadapan anggota dan menjawab pertanyaan mereka. " * 6


def items(*numbers: int) -> bytes:
    rows = [
        {
            "judul": f"Koperasi desa membuka gerai {n}",
            "slug": f"koperasi-membuka-gerai-{n}",
            "isi": BODY,
            "tanggal": "2026-05-01",
        }
        for n in numbers
    ]
    return json.dumps({"data": rows}).encode()


async def test_a_document_that_the_script_names_is_read_and_its_pages_are_found() -> None:
    notes = notebook(SHELL)
    script = b"fetch('/api/berita?page=1')"
    asked = desk({"/js/app.js": script, "/api/berita?page=1": items(1, 2, 3), "/api/berita?page=2": items(4, 5)})
    await ask_json(asked, notes)
    assert [(found.source, found.goes_on, found.whole) for found in notes.found] == [
        (
            JsonListing(
                f"{ORIGIN}/api/berita?page=1", "/berita/{slug}", f"{ORIGIN}/api/berita?page={{page}}", "data",
                "judul", "isi", "tanggal",
            ),
            2,
            5,
        )
    ]  # fmt: skip


async def test_the_script_says_where_the_articles_of_a_whole_list_stand() -> None:
    notes = notebook(SHELL)
    script = b"const a=c({baseURL:`${h}/api`});a.get('/berita'),s(L,{to:`/artikel/${e.slug}`})"
    await ask_json(desk({"/js/app.js": script, "/api/berita": items(1, 2)}), notes)
    assert [found.source for found in notes.found] == [
        JsonListing(f"{ORIGIN}/api/berita", "/artikel/{slug}", None, "data", "judul", "isi", "tanggal")
    ]


async def test_a_page_number_that_changes_nothing_is_left_out() -> None:
    notes = notebook(SHELL.replace(b"<div", b"<script>load('/api/berita')</script><div"))
    asked = desk({"/api/berita": items(1, 2), "/api/berita?page=2": items(1, 2)})
    await ask_json(asked, notes)
    source = notes.found[0].source
    assert isinstance(source, JsonListing)
    assert (source.next_url, notes.found[0].goes_on) == (None, None)


async def test_json_without_news_is_noted() -> None:
    notes = notebook(SHELL.replace(b"<div", b"<script>load('/api/menu')</script><div"))
    await ask_json(desk({"/api/menu": b'{"menu": [{"nama": "Profil"}]}'}), notes)
    assert notes.found == []
    assert [(tried.what, tried.outcome) for tried in notes.tried] == [
        ("list in JSON", "JSON, but no list of news in it"),
        ("script", "HTTP 404"),
    ]


async def test_data_may_come_from_another_host_of_the_regency_but_articles_stand_on_the_site() -> None:
    api = "https://web-admin.example.go.id/api/list-berita"
    notes = notebook(SHELL.replace(b"<div", f"<script>load('{api}')</script><div".encode()))
    asked = desk({"/api/list-berita": items(1, 2)})
    await ask_json(asked, notes)
    source = notes.found[0].source
    assert isinstance(source, JsonListing)
    assert (source.url, source.link) == (api, f"{ORIGIN}/berita/{{slug}}")
    assert [link.url for link in notes.found[0].links] == [
        f"{ORIGIN}/berita/koperasi-membuka-gerai-{n}" for n in (1, 2)
    ]


async def test_documents_of_other_hosts_are_not_asked() -> None:
    asked = desk({"/js/app.js": b"fetch('https://lain.example.org/api/berita')"})
    await ask_json(asked, notebook(SHELL))
    assert asked.asked == [f"{ORIGIN}/js/app.js"]


def bare(*numbers: int) -> bytes:
    """Items without their text."""
    return json.dumps(
        [{"judul": f"Koperasi membuka gerai {n}", "seo": f"koperasi-gerai-{n}", "tgl": "2026-05-01"} for n in numbers]
    ).encode()


async def test_without_links_and_text_the_usual_addresses_are_tried() -> None:
    notes = notebook(SHELL.replace(b"<div", b"<script>load('/api/berita')</script><div"))
    article = b"<html><body><h1>Koperasi membuka gerai 1</h1></body></html>"
    await ask_json(
        desk({"/api/berita": bare(1, 2), "/berita/koperasi-gerai-1": SHELL, "/news/koperasi-gerai-1": article}), notes
    )
    source = notes.found[0].source
    assert isinstance(source, JsonListing)
    assert source.link == "/news/{seo}"


async def test_the_sites_own_links_tell_how_articles_are_addressed() -> None:
    links = "".join(
        f"<h3><a href='/kabar/baca/koperasi-gerai-{n}'>Koperasi membuka gerai {n}</a></h3>" for n in (1, 2, 3)
    )
    notes = notebook(f"<html><body>{links}<script>load('/api/berita')</script></body></html>".encode())
    asked = desk({"/api/berita": bare(1, 2, 3, 4)})
    await ask_json(asked, notes, scripts=False)
    source = notes.found[0].source
    assert isinstance(source, JsonListing)
    assert source.link == "/kabar/baca/{seo}"
    assert asked.asked == [f"{ORIGIN}/api/berita", f"{ORIGIN}/api/berita?page=2"]


async def test_a_sitemap_tells_how_articles_are_addressed_that_no_page_shows() -> None:
    notes = notebook(SHELL.replace(b"<div", b"<script>load('/api/berita')</script><div"))
    named = ("/", "/kontak", "/index.php?menu=detail&id=7", "/index.php?menu=detail&id=8")
    notes.found.append(Found(Sitemap(f"{ORIGIN}/sitemap.xml"), tuple(Link(ORIGIN + path) for path in named)))
    rows = [
        {"id": n, "judul": f"Koperasi membuka gerai {n}", "slug": f"gerai-{n}", "tgl": "2026-05-01"} for n in (7, 8, 9)
    ]
    asked = desk({"/api/berita": json.dumps(rows).encode()})
    await ask_json(asked, notes)
    source = notes.found[-1].source
    assert isinstance(source, JsonListing)
    assert source.link == "/index.php?menu=detail&id={id}"
    assert asked.asked == [f"{ORIGIN}/api/berita", f"{ORIGIN}/api/berita?page=2"]  # nothing was tried out


async def test_links_that_read_like_no_headline_tell_it_too() -> None:
    links = "".join(f"<h4>Gerai {n}</h4><a href='/index.php?menu=detail&id={n}'>Selengkapnya</a>" for n in (7, 8))
    notes = notebook(f"<html><body>{links}<script>load('/api/berita')</script></body></html>".encode())
    rows = [
        {"id": n, "judul": f"Koperasi membuka gerai {n}", "slug": f"gerai-{n}", "tgl": "2026-05-01"} for n in (7, 8, 9)
    ]
    await ask_json(desk({"/api/berita": json.dumps(rows).encode()}), notes)
    source = notes.found[0].source
    assert isinstance(source, JsonListing)
    assert source.link == "/index.php?menu=detail&id={id}"
