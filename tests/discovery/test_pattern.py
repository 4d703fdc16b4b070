from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.discovery.pattern import learn_pattern
from scrapers.urls import canonical, location

SITE = "https://dinkop.contoh.go.id"
SLUGS = (
    "rapat-koordinasi-teknis-kukm-tahun-2025",
    "pasar-murah-ramadan-dibuka-bupati",
    "pelatihan-usaha-mikro-kecil",
    "monitoring-harga-bahan-pokok",
    "tera-ulang-di-pasar-legi",
    "hut-ri-ke-80",
)
IDS = (11620, 11587, 11502, 9871, 732, 45)
CATEGORIES = ("umum", "ekonomi", "umum", "sosial-budaya", "ekonomi", "umum")
OTHERS = (
    *(
        "/",
        "/berita",
        "/berita/",
        "/berita/page/2",
        "/berita/page/3/",
        "/berita?page=2",
        "/berita/index/20",
        "/berita/1",
    ),
    *("/berita/2", "/kontak", "/kontak/", "/visi-misi/", "/struktur-organisasi/", "/tugas-pokok-dan-fungsi/", "/login"),
    *("/profil/visi-misi", "/profil/tugas-pokok-dan-fungsi", "/category/berita/", "/category/usaha-mikro-kecil/"),
    *("/tag/pasar-murah-ramadan/", "/tag/usaha-mikro-kecil/", "/author/admin/", "/page/2/", "/agenda", "/pengaduan"),
    *(
        "/galeri",
        "/galeri/foto-kegiatan-dinas-2024",
        "/galeri/rapat-kerja-tahunan-2023",
        "/download/12",
        "/download/13",
    ),
    *(
        "/kategori/umum",
        "/kategori/ekonomi",
        "/berkas/laporan-kinerja-tahun-2024.pdf",
        "/berkas/renja-dinas-tahun-2025.pdf",
    ),
)


def encoded(number: int) -> str:
    return base64.b64encode(str(number).encode()).decode().replace("=", "%3D")


SHAPES: dict[str, Callable[[str, int, str], str]] = {
    # as the field notes list them
    "/berita/slug-ID": lambda slug, number, _: f"/berita/{slug}-{number}",
    "/berita/kategori/slug-ID": lambda slug, number, category: f"/berita/{category}/{slug}-{number}",
    "/read/berita/ID-slug": lambda slug, number, _: f"/read/berita/{number}-{slug}",
    "/berita/ID/slug": lambda slug, number, _: f"/berita/{number}/{slug}",
    "/berita/baca/ID": lambda _, number, __: f"/berita/baca/{number}",
    "/posting/ID": lambda _, number, __: f"/posting/{number}",
    "/berita/slug": lambda slug, *_: f"/berita/{slug}",
    "/berita/slug/": lambda slug, *_: f"/berita/{slug}/",
    "/slug/": lambda slug, *_: f"/{slug}/",
    "/YYYY/MM/slug/": lambda slug, number, _: f"/2025/0{number % 9 + 1}/{slug}/",
    "/YYYY/MM/DD/slug/": lambda slug, number, _: f"/2025/02/1{number % 9}/{slug}/",
    "/?p=ID": lambda _, number, __: f"/?p={number}",
    "/berita/detail/DD-MM-YYYY_slug": lambda slug, number, _: f"/berita/detail/1{number % 9}-02-2025_{slug}",
    "/berita/slug-YYYYMMDD": lambda slug, number, _: f"/berita/{slug}-2025021{number % 9}",
    "/detail-artikel/slug-SECONDS": lambda slug, number, _: f"/detail-artikel/{slug}-17391{number:05}",
    "/home/detail-kabar/slug": lambda slug, *_: f"/home/detail-kabar/{slug}",
    "/detail_news/slug": lambda slug, *_: f"/detail_news/{slug}",
    "/isiberita/slug": lambda slug, *_: f"/isiberita/{slug}",
    "/entry/slug": lambda slug, *_: f"/entry/{slug}",
    "/content/slug-ID": lambda slug, number, _: f"/content/{slug}-{number}",
    "/p/kategori/ID/slug": lambda slug, number, category: f"/p/{category}/{number}/{slug}",
    "/home/readmore_berita/nwYYYYMMDDhhmmssNN": lambda _, number, __: f"/home/readmore_berita/nw20250210{number:06}12",
    "/berita-1-2/YYYY/slug": lambda slug, number, _: f"/berita-1-2/20{20 + number % 5}/{slug}",
    "/archives/ID/slug/": lambda slug, number, _: f"/archives/{number}/{slug}/",
    "/index.php/en/18-berita/ID-slug": lambda slug, number, _: f"/index.php/en/18-berita/{number}-{slug}",
    "/berita-slug.html": lambda slug, *_: f"/berita-{slug}.html",
    "/pengumuman/detail/BASE64": lambda _, number, __: f"/pengumuman/detail/{encoded(number + 20)}",
    "/news/24-characters": lambda _, number, __: f"/news/65F1c2a9e4b0a1b2c3{number:06}",
    "/kategori/x/ID/any": lambda slug, number, _: f"/kategori/x/{number + 820461}/{slug}",
    # their neighbours
    "/YYYY/MM/slug.html": lambda slug, number, _: f"/2010/0{number % 9 + 1}/{slug}.html",
    "/media.php?module=detailberita&id=ID": lambda _, number, __: f"/media.php?module=detailberita&id={number}",
    "joomla query": lambda slug, number, _: f"/index.php?option=com_content&view=article&id={number}:{slug}&catid=2",
    "/kategori/slug": lambda slug, _, category: f"/{category}/{slug}",
    "/kategori/ID-slug": lambda slug, number, category: f"/{category}/{number}-{slug}",
    "/berita-ID-slug.html": lambda slug, number, _: f"/berita-{number}-{slug}.html",
    "/slug-ID": lambda slug, number, _: f"/{slug}-{number}",
    "/YYYY/MM/DD/ID/": lambda _, number, __: f"/2025/02/1{number % 9}/{number + 100}/",
    "/artikel/YYYY/MM/DD/slug": lambda slug, number, _: f"/artikel/2025/0{number % 9 + 1}/1{number % 9}/{slug}",
    "/first/artikel/ID-slug": lambda slug, number, _: f"/first/artikel/{number}-{slug}",
    "/kategori/berita/slug": lambda slug, *_: f"/kategori/berita/{slug}",
}


def articles(shape: str) -> list[str]:
    paths = (SHAPES[shape](*each) for each in zip(SLUGS, IDS, CATEGORIES, strict=True))
    return [canonical(path, SITE) or "" for path in paths]


def others() -> list[str]:
    return [canonical(path, SITE) or "" for path in OTHERS]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_told_from_menus_lists_and_pages(shape: str) -> None:
    pattern = learn_pattern([*others(), *articles(shape)])
    assert pattern is not None
    assert [url for url in articles(shape) if not pattern.search(location(url))] == []
    assert [url for url in others() if pattern.search(location(url))] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_three_articles_tell_the_shape_of_the_others(shape: str) -> None:
    pattern = learn_pattern([*others(), *articles(shape)[:3]])
    assert pattern is not None
    assert [url for url in articles(shape) if not pattern.search(location(url))] == []
    assert [url for url in others() if pattern.search(location(url))] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_the_order_of_links_does_not_matter(shape: str) -> None:
    urls = [*others(), *articles(shape)]
    assert learn_pattern(urls) == learn_pattern(reversed(urls))


@pytest.mark.parametrize(
    ("shape", "pattern"),
    [
        ("/berita/slug-ID", r"^/berita/[^/?]+[-_]\d+/?$"),
        ("/p/kategori/ID/slug", r"^/p/[^/?]+/\d+/[^/?]+/?$"),
        ("/berita-1-2/YYYY/slug", r"^/berita-1-2/(?:19|20)\d\d/[^/?._-]+(?:[-_]+[^/?._-]+)+/?$"),
        ("/?p=ID", r"^/\?p=\d+$"),
        ("/home/readmore_berita/nwYYYYMMDDhhmmssNN", r"^/home/readmore_berita/nw\d{8,}/?$"),
    ],
)
def test_patterns_are_readable(shape: str, pattern: str) -> None:
    learnt = learn_pattern(articles(shape))
    assert learnt is not None
    assert learnt.pattern == pattern


def test_two_kinds_of_articles_are_both_kept() -> None:
    pattern = learn_pattern([*articles("/berita/slug-ID"), *articles("/home/detail-kabar/slug"), *others()])
    assert pattern is not None
    assert all(
        pattern.search(location(url)) for url in articles("/berita/slug-ID") + articles("/home/detail-kabar/slug")
    )


def test_numbers_below_whole_days_are_articles_beside_another_section() -> None:
    days = [f"{SITE}/2026/09/{day:02}/{8400 - day}/" for day in range(10, 16)]
    section = [f"{SITE}/pengumuman/baca/{slug}-{number}" for slug in SLUGS[:4] for number in (7894, 7905, 7911)]
    pattern = learn_pattern([*others(), *days, *section])
    assert pattern is not None
    assert [url for url in (*days, *section) if not pattern.search(location(url))] == []
    assert [url for url in others() if pattern.search(location(url))] == []


def test_a_list_under_a_number_is_no_article() -> None:
    """`/berita/1` is a page of the list where `/berita/732/slug` is an article."""
    pattern = learn_pattern([SITE + f"/berita/{number}" for number in range(1, 9)] + articles("/berita/ID/slug"))
    assert pattern is not None
    assert not pattern.search("/berita/1")


@pytest.mark.parametrize("urls", [[], [SITE + "/"], others()[:12], ["", "x", "https://a"]])
def test_nothing_stands_out(urls: list[str]) -> None:
    assert learn_pattern(urls) is None


@given(st.lists(st.text(alphabet="abXY12-_/.?=&%~:", max_size=30), max_size=12))
def test_whatever_the_links_the_pattern_is_one(tails: list[str]) -> None:
    urls = [url for tail in tails if (url := canonical(f"{SITE}/{tail}"))]
    pattern = learn_pattern(urls)
    assert pattern is None or sum(bool(pattern.search(location(url))) for url in urls) > 0


@pytest.mark.parametrize(
    ("path", "pattern", "another"),
    [
        ("/kabar/pasar-murah-digelar.html", r"^/kabar/[^/?._-]+(?:[-_]+[^/?._-]+)+\.html$", "/kabar/bazar-dibuka.html"),
        (
            "/2026/05/10/pasar-murah-digelar",
            r"^/(?:19|20)\d\d/\d\d/\d\d/[^/?._-]+(?:[-_]+[^/?._-]+)+/?$",
            "/2027/01/02/bazar-buka",
        ),
        ("/ekonomi/pasar-murah-digelar", None, "/sosial/bazar-dibuka-bupati"),
    ],
)
def test_an_address_that_is_known_to_be_an_articles_teaches_alone(path: str, pattern: str | None, another: str) -> None:
    assert learn_pattern([f"https://dinkop.go.id{path}"]) is None
    learnt = learn_pattern([f"https://dinkop.go.id{path}"], support=1)
    assert learnt is not None
    assert pattern in (None, learnt.pattern)
    assert learnt.search(path)
    assert learnt.search(another)
    assert not learnt.search("/kategori/usaha-mikro-kecil")
