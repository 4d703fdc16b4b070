from __future__ import annotations

import pytest

from scrapers.discovery.traps import is_trap

SITE = "https://dinkop.contoh.go.id"


@pytest.mark.parametrize(
    "path",
    [
        "/agenda/2026/03",
        "/kalender/2026/03/",
        "/2026/03/",
        "/2026/03/14",
        "/arsip/2026-03",
        "/2010_08_01_archive.html",
        "/agenda?bulan=3&tahun=2026",
        "/events?tribe-bar-date=2026-03-01",
        "/berita?sort=judul",
        "/berita?orderby=date&order=asc",
        "/berita?dir=desc&page=2",
        "/berita?filter[kategori]=3",
        "/berita?view=grid",
        "/berita?sess_id=1",
        "/berita?_=1712345678",
        "/berita?lang=en",
        "/index.php?option=x&tmpl=component&print=1",
        "/berita/pasar-1/print",
        "/cetak/12",
        "/?s=koperasi",
        "/search?q=koperasi",
        "/cari/koperasi",
        "/login",
        "/wp-login.php?redirect_to=/",
        "/wp-admin/",
        "/feed/",
        "/storage/berita/a.jpg",
        "/berita/berita/berita/pasar",
        "/a/b/c/d/e/f/g/h/i/j/k/l/m",
        "/x?a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9",
    ],
)
def test_traps(path: str) -> None:
    assert is_trap(SITE + path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/berita",
        "/berita?page=2",
        "/berita?halaman=2",
        "/berita/index/20",
        "/berita?start=20",
        "/berita?per_page=20",
        "/category/berita/page/264",
        "/berita/1/1/1",
        "/2026/03/14/pasar-murah/",
        "/search/label/Berita",
        "/search?updated-max=2024-01-01T00:00:00%2B07:00&max-results=20",
        "/index.php?option=com_content&view=category&id=8",
        "/pengumuman/login-siasn-asn-2026",
        "/berita/kalender-kegiatan-koperasi",
        "/beranda/diskopum/kategori/berita?page=5",
    ],
)
def test_lists_and_articles_are_none(path: str) -> None:
    assert not is_trap(SITE + path)
