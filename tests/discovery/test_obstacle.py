from __future__ import annotations

import pytest

from scrapers.discovery.html.page import parse_page, text_of
from scrapers.discovery.obstacle import Obstacle, obstacle_headings, obstacle_of


def look(title: str, body: str) -> Obstacle | None:
    page = parse_page(
        f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(), "https://a.go.id/"
    )
    element = page.root.find("body")
    return obstacle_of(page, text_of(element) if element is not None else "")


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("Just a moment...", "", "challenge"),
        ("Attention Required! | Cloudflare", "", "challenge"),
        ("", "Enable JavaScript and cookies to continue", "challenge"),
        ("Account Suspended", "", "suspended"),
        ("", "Layanan hosting untuk situs ini ditangguhkan.", "suspended"),
        ("", "Masa aktif domain Anda telah habis", "suspended"),
        ("Welcome to nginx!", "", "default page"),
        ("Apache2 Ubuntu Default Page: It works", "", "default page"),
        ("Index of /", "", "default page"),
        ("contoh.go.id", "This domain is parked free of charge", "parked"),
        ("Dinkop", "Website sedang dalam perbaikan", "maintenance"),
        ("404 Not Found", "", "not found"),
        ("Halaman Tidak Ditemukan - Dinkop", "", "not found"),
        ("| Dinkop", "<div>! Maaf Data Belum Tersedia</div>", "not found"),
        ("Dinkop", "<p>Maaf, berita yang Anda cari tidak ditemukan.</p>", "not found"),
        ("", "Error establishing a database connection", "error"),
        ("SLOT GACOR maxwin 2025", "<p>Berita</p>" * 900, "defaced"),
        ("Masuk", "<form><input name=u><input type=password></form>", "login"),
    ],
)
def test_what_stands_in_a_sites_place(title: str, body: str, kind: str) -> None:
    found = look(title, body)
    assert found is not None
    assert (found.kind, bool(found.evidence)) == (kind, True)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Dinas Koperasi", "<p>Berita dan pengumuman.</p>"),
        ("Berita", "<p>Website sedang dalam perbaikan, kata kepala dinas.</p>" + "<p>Kalimat berita.</p>" * 200),
        ("Beranda", "<form><input type=password></form>" + "".join(f"<a href=/berita/{n}>x</a>" for n in range(20))),
        ("", ""),
    ],
)
def test_a_site_is_no_obstacle(title: str, body: str) -> None:
    assert look(title, body) is None


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ("<title>Dinas Koperasi</title><h2>404</h2>", "not found"),
        ("<title>Halaman Tidak Ditemukan</title><h1>Maaf</h1>", "not found"),
        ("<title>Rapat anggota</title><h1>Rapat anggota</h1>", None),
        ("", None),
    ],
)
def test_headings_tell_of_a_page_that_is_not_there(document: str, kind: str | None) -> None:
    found = obstacle_headings(document.encode(), "https://dinkop.example.go.id/berita/satu-1", None)
    assert (found and found.kind) == kind
