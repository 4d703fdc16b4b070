from __future__ import annotations

import re
from dataclasses import replace

import pytest

from scrapers.discovery import Link
from scrapers.probing.choices import (
    articles_only,
    choose_pattern,
    choose_samples,
    in_order,
    other_sections,
    pages_form,
    rank_lists,
    refined,
)
from scrapers.probing.report import Found
from scrapers.registry.office import Feed, JsonListing, Listing, Sitemap, Source, WordPressApi
from tests.probing.pages import ORIGIN, html_page, look_at, notebook, path_of, site

ANNOUNCEMENTS = "".join(
    f"<h4><a href='/pengumuman/{n}/jadwal-layanan-{n}-diubah-lagi'>Jadwal layanan {n} diubah lagi</a></h4>"
    for n in range(5)
)


def found(source: Source, numbers: range = range(3), following: str | None = None, goes_on: int | None = None) -> Found:
    links = tuple(Link(ORIGIN + path_of(n)) for n in numbers)
    return Found(source, links, following and f"{ORIGIN}{following}", goes_on)


def at(path: str) -> str:
    return ORIGIN + path


def test_a_feed_teaches_the_pattern() -> None:
    notes = notebook(html_page(ANNOUNCEMENTS))
    notes.found.append(found(Feed(at("/feed")), range(5)))
    pattern = choose_pattern(notes)
    assert pattern is not None
    assert pattern.search(path_of(9))
    assert not pattern.search("/pengumuman/3/jadwal-layanan-3-diubah-lagi")


def test_lists_teach_it_where_no_feed_does() -> None:
    notes = notebook()
    notes.looks.append(look_at("/berita", site()["/berita"]))
    pattern = choose_pattern(notes)
    assert pattern is not None
    assert all(pattern.search(path_of(n)) for n in range(12))


def test_a_front_page_that_is_the_list_teaches_it_beside_a_longer_section() -> None:
    news = "".join(
        f"<h4><a href='/entry/koperasi-membuka-gerai-{word}'>Koperasi</a></h4>" for word in ("baru", "lama", "kota")
    )
    notes = notebook(html_page(f"{news}<a href='/?halaman=2'>Selanjutnya</a>"))
    section = "".join(
        f"<h4><a href='/pengumuman/baca/jadwal-layanan-diubah-lagi-{n}'>Jadwal layanan {n}</a></h4>" for n in range(12)
    )
    notes.looks.append(look_at("/pengumuman", html_page(section)))
    pattern = choose_pattern(notes)
    assert pattern is not None
    assert pattern.search("/entry/pasar-murah-digelar")


def test_an_api_that_shows_few_posts_hides_no_news_of_another_type() -> None:
    notes = notebook()
    notes.looks.append(look_at("/berita", site()["/berita"]))
    posts = tuple(Link(at(f"/2019/01/{words}/")) for words in ("situs-baru-dinas-dibuka", "selamat-tahun-baru-semua"))
    notes.found.append(Found(WordPressApi(at("/wp-json/wp/v2/posts")), posts))
    pattern = choose_pattern(notes)
    assert pattern is not None
    assert all(pattern.search(path) for path in ("/2020/03/lelang-kios-pasar-rakyat/", path_of(9)))
    assert not pattern.search("/profil")


def test_what_lists_show_tells_numbers_from_years() -> None:
    years = re.compile(r"^/p/(?:19|20)\d\d/[^/?]+/?$")
    shown = tuple(Link(at(f"/p/{number}/pasar-murah")) for number in (2043, 2034, 2017, 2016, 1996))
    assert refined(years, notebook(), [Found(Listing(at("/berita")), shown)]).pattern == r"^/p/\d+/[^/?]+/?$"
    dated = tuple(Link(at(f"/p/{year}/pasar-murah-{n}")) for n, year in enumerate((2026, 2026, 2025, 2024, 2023)))
    assert refined(years, notebook(), [Found(Listing(at("/berita")), dated)]) == years


def test_a_sitemap_teaches_it_last() -> None:
    notes = notebook(html_page("<p>Selamat datang.</p>"))
    assert choose_pattern(notes) is None
    notes.found.append(found(Sitemap(at("/sitemap.xml")), range(9)))
    pattern = choose_pattern(notes)
    assert pattern is not None
    assert pattern.search(path_of(11))


def test_only_articles_stay_of_a_sitemap() -> None:
    everything = Found(Sitemap(at("/sitemap.xml")), (Link(at("/profil")), Link(at(path_of(1)))))
    assert articles_only(everything, re.compile(r"-\d+$")).links == (Link(at(path_of(1))),)
    assert articles_only(everything, None).links == ()


def test_lists_that_go_on_come_first_and_second_pages_are_none() -> None:
    main = found(Listing(at("/berita")), range(6), "/berita?page=2")
    second = found(Listing(at("/berita?page=2")), range(6, 12), "/berita?page=3")
    front = found(Listing(at("/")), range(9))
    assert rank_lists([front, second, main]) == [main, front]


def test_of_two_lists_the_one_with_the_newest_articles_comes_first() -> None:
    old = found(Listing(at("/kategori/pasar")), range(4, 12), "/kategori/pasar?page=2")
    new = found(Listing(at("/berita")), range(6), "/berita?page=2")
    assert rank_lists([old, new], [at(path_of(n)) for n in range(3)]) == [new, old]


def test_a_section_shares_nothing_with_the_main_list() -> None:
    main = found(Listing(at("/berita")), range(6), "/berita?page=2")
    category = found(Listing(at("/kategori/pasar")), range(5, 9), "/kategori/pasar?page=2")
    section = found(Listing(at("/pengumuman")), range(9, 12), "/pengumuman?page=2")
    single = replace(section, source=Listing(at("/agenda")), next_url=None)
    assert other_sections(main, [category, section, single]) == [section]


def test_sources_in_order_of_preference() -> None:
    json = JsonListing(at("/api/berita"), "/berita/{slug}")
    listing = found(Listing(at("/berita")), range(6), "/berita?page=2", goes_on=3)
    sources = [
        found(json), found(Sitemap(at("/sitemap.xml")), range(5)), listing, found(Feed(at("/feed"))),
        found(WordPressApi(at("/wp-json/wp/v2/posts"))),
    ]  # fmt: skip
    kinds = [type(each.source) for each in in_order(sources)]
    assert kinds == [WordPressApi, Feed, Listing, Sitemap, JsonListing]


def test_a_list_in_json_that_goes_on_or_has_the_text_comes_before_a_single_page() -> None:
    single = found(Listing(at("/")), range(5))
    json = found(JsonListing(at("/api/berita"), "/berita/{slug}"), range(3))
    going_on = replace(json, goes_on=4)
    whole = replace(json, links=tuple(replace(link, document=b"{}") for link in json.links))
    walked = found(Listing(at("/berita")), range(6), "/berita?page=2", goes_on=3)
    assert in_order([single, json]) == (single, json)
    assert in_order([single, going_on]) == (going_on, single)
    assert in_order([going_on, walked]) == (walked, going_on)
    assert in_order([walked, whole]) == (whole, walked)


def test_a_sitemap_goes_before_a_list_that_shows_one_page() -> None:
    listing = found(Listing(at("/berita")), range(3))
    long, short = found(Sitemap(at("/sitemap.xml")), range(9)), found(Sitemap(at("/sitemap.xml")), range(2))
    assert in_order([listing, long]) == (long, listing)
    assert in_order([short, listing]) == (listing, short)


@pytest.mark.parametrize(
    ("first", "second", "form"),
    [
        ("/berita", "/berita?page=2", "/berita?page={n}"),
        ("/berita", "/berita/index/20", "/berita/index/{n}"),
        ("/index.php/18-berita", "/index.php/18-berita?start=5", "/index.php/18-berita?start={n}"),
        ("/", "/page/2/", "/page/{n}/"),
        ("/berita/1", "/berita/2", "/berita/{n}"),
        ("/2026/berita", "/2026/berita/hal/2", "/2026/berita/hal/{n}"),
        ("/berita", "/berita/lama", None),
    ],
)
def test_how_pages_are_numbered(first: str, second: str, form: str | None) -> None:
    assert pages_form(at(first), at(second)) == form


def test_samples_are_spread_over_the_first_source() -> None:
    one, two = found(Listing(at("/berita")), range(9)), found(Sitemap(at("/sitemap.xml")), range(12))
    assert [link.url for link in choose_samples([one, two], 3)] == [at(path_of(n)) for n in (0, 4, 8)]
    assert [link.url for link in choose_samples([found(Listing(at("/")), range(1)), two], 3)] == [
        at(path_of(n)) for n in (0, 5, 11)
    ]
    assert choose_samples([], 3) == []
