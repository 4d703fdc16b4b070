from __future__ import annotations

from dataclasses import replace

import pytest

from archive.models import Hint
from scrapers.reading import identify, read
from scrapers.registry.office import Office, Site
from tests.samples import OFFICE, page

SITE = Site("https://dinkop.example.go.id/")
OFFICES = Office(OFFICE.id, "3541", "kabupaten", OFFICE.region, OFFICE.name, -7.5, 112.2, (SITE,))
PARAGRAPH = "<p>Halaman yang Anda cari tidak tersedia pada situs ini atau telah dipindahkan ke alamat yang lain.</p>"


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ("<title>404 Not Found</title><h1>Halaman tidak ditemukan</h1>", "missing"),
        ("<title>Halaman Tidak Ditemukan</title><h1>Halaman Tidak Ditemukan</h1>" + 3 * PARAGRAPH, "missing"),
        ("<title>Just a moment...</title><p>Checking your browser</p>", "obstacle"),
        ("<title>Account Suspended</title><p>This Account has been suspended.</p>", "obstacle"),
        ("<title>Masuk</title><form><input name=u><input type=password></form>", "obstacle"),
        ("<title>Berita</title><p>Segera.</p>", "unreadable"),
        ("", "unreadable"),
        ("%PDF-1.4", "unreadable"),
    ],
)
def test_a_page_without_an_article_is_told_by_what_stands_there(body: str, refused: str) -> None:
    document = f"<html><body>{body}</body></html>" if body.startswith("<") else body
    assert read(page(body=document.encode()), SITE, OFFICES).refused == refused


@pytest.mark.parametrize(
    ("formerly", "url", "identity"),
    [
        (None, "http://www.dinkop.example.go.id/berita/pasar-1/", "dinkop.example.go.id/berita/pasar-1"),
        (
            "www.diskop.example.go.id",
            "https://dinkop.example.go.id/berita/pasar-1",
            "diskop.example.go.id/berita/pasar-1",
        ),
        ("diskop.example.go.id", "https://www.dinkop.example.go.id/?p=5", "diskop.example.go.id?p=5"),
        ("diskop.example.go.id", "https://portal.example.go.id/berita/pasar-1", "portal.example.go.id/berita/pasar-1"),
    ],
)
def test_an_article_keeps_its_name_when_its_site_moves(formerly: str | None, url: str, identity: str) -> None:
    assert identify(replace(SITE, formerly=formerly), url) == identity


def test_a_page_that_is_not_there_is_no_article_under_the_headline_that_its_list_gave() -> None:
    more = "<ul>" + "<li><a href=/berita/lain-2>Pasar rakyat Gunungsari dibuka kembali</a></li>" * 40 + "</ul>"
    body = f"<html><title>Halaman Tidak Ditemukan</title><h1>Halaman Tidak Ditemukan</h1>{3 * PARAGRAPH}{more}</html>"
    listed = Hint(title="Pelatihan Usaha Mikro Angkatan 1 Dibuka")
    gone = page("/berita/pelatihan-usaha-mikro-angkatan-1", body.encode(), hint=listed)
    assert read(gone, SITE, OFFICES).refused == "missing"
