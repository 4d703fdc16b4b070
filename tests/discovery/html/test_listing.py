from __future__ import annotations

import contextlib
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Hint
from scrapers.discovery import DiscoveryError
from scrapers.discovery.html.listing import read_listing
from tests.discovery.soundness import check_sound

SITE = "https://dinkop.contoh.go.id"
URL = f"{SITE}/berita"
TITLES = (
    "Rapat Koordinasi Teknis KUKM",
    "Pasar Murah Ramadan Dibuka Bupati",
    "Pelatihan Usaha Mikro Kecil",
    "Monitoring Harga Bahan Pokok",
    "Tera Ulang di Pasar Legi",
)
MENU = """<nav><a href="/">Beranda</a><a href="/profil/tugas-pokok-dan-fungsi">Tugas Pokok dan Fungsi</a>
  <a href="/profil/visi-misi">Visi dan Misi</a><a href="/berita">Berita</a></nav>"""
FOOTER = """<footer><a href="/layanan/izin-usaha-mikro">Izin Usaha Mikro</a>
  <a href="https://jatimprov.go.id/a-b-c">Provinsi</a></footer>"""


def link(number: int) -> str:
    return f'<a href="{address(number)}">{TITLES[number]}</a>'


def address(number: int) -> str:
    return f"/berita/{TITLES[number].lower().replace(' ', '-')}-{900 - number}"


def card(number: int) -> str:
    return f"""<div class="card"><a href="{address(number)}"><img src="/x.jpg" alt="foto"></a><div>
      <span class="badge">Koperasi</span><h4><a href="{address(number)}#isi">{TITLES[number]}</a></h4>
      <small><i class="fa fa-calendar"></i> Senin, {number + 1} Maret 2026 | <i></i> 12 kali dibaca</small>
      <p>Kegiatan berlangsung pada Selasa (3/3/2026) di pendopo dan dihadiri para pelaku usaha dari kecamatan.</p>
      <a href="{address(number)}">Baca Selengkapnya »</a></div></div>"""


def row(number: int) -> str:
    return f"<tr><td>{number + 1}</td><td>{link(number)}</td><td>{number + 1}/03/2026</td></tr>"


def flat_after(number: int) -> str:
    return f"<h3>{link(number)}</h3><p>{number + 1} Maret 2026</p><p>Isi singkat.</p>"


def flat_before(number: int) -> str:
    return f"<span>{number + 1} Maret 2026</span><h3>{link(number)}</h3><p>Isi singkat.</p>"


def whole_article(number: int) -> str:
    text = "<p>Acara dibuka pada 17 Agustus 2020 oleh kepala dinas.</p>" + "<p>Kalimat panjang.</p>" * 40
    return f"""<article><h2>{link(number)}</h2>
      <div class="entry-meta">Diposting oleh <span class="author">Admin</span> pada {number + 1} Maret 2026</div>
      {text}</article>"""


def headline_outside(number: int) -> str:
    return f"""<li><h5>{TITLES[number]}</h5><time datetime="2026-03-0{number + 1}T08:00:00+07:00">kemarin</time>
      <a href="{address(number)}">Selengkapnya</a></li>"""


def wrapped(number: int) -> str:
    return f"""<a href="{address(number)}"><div class="tgl">{number + 1} Maret 2026</div>
      <div class="judul">{TITLES[number]}</div>
      <p>Isi singkat yang lebih panjang daripada judulnya supaya tidak terpilih sebagai judul.</p></a>"""


def page(entries: str, more: str = "") -> bytes:
    return f"<html><body><div>{MENU}<main>{entries}</main>{more}{FOOTER}</div></body></html>".encode()


LAYOUTS = {
    "cards": (card, "Senin, {} Maret 2026", "Koperasi", None),
    "table": (row, "{}/03/2026", None, None),
    "flat, date after": (flat_after, "{} Maret 2026", None, None),
    "flat, date before": (flat_before, "{} Maret 2026", None, None),
    "whole articles": (whole_article, "{} Maret 2026", None, "Admin"),
    "headline outside the link": (headline_outside, "2026-03-0{}T08:00:00+07:00", None, None),
    "one link round all": (wrapped, "{} Maret 2026", None, None),
}


@pytest.mark.parametrize("given_pattern", [None, re.compile(r"^/berita/[^/]+-\d+$")])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_entries_of_every_layout(layout: str, given_pattern: re.Pattern[str] | None) -> None:
    make, date, category, author = LAYOUTS[layout]
    found = read_listing(page("\n".join(map(make, range(5)))), URL, article_url=given_pattern)
    assert [(link.url, link.hint) for link in found.links] == [
        (SITE + address(number), Hint(TITLES[number], date.format(number + 1), category, author, URL))
        for number in range(5)
    ]


def test_what_is_left_out_is_counted_and_the_next_page_found() -> None:
    more = '<a href="/berita?page=2">2</a> <a href="/berkas/rencana-kerja-2025-12.pdf">PDF</a>'
    found = read_listing(page("".join(map(card, range(5))), more), URL)
    assert found.more == (f"{URL}?page=2",)
    assert found.skipped == {"no article": 7, "other site": 1}


def test_articles_of_a_platforms_other_host() -> None:
    body = page('<a href="https://ppid.contoh.go.id/berita/pasar-murah-12">Pasar murah dibuka</a>')
    pattern = re.compile(r"^/berita/")
    assert read_listing(body, URL, article_url=pattern).links == ()
    assert len(read_listing(body, URL, article_url=pattern, hosts=["ppid.contoh.go.id"]).links) == 1


def test_a_clock_in_the_header_dates_no_article() -> None:
    body = page(
        f'<div class="date">Selasa, 24 November 2026</div><ul><li><a href="{address(0)}">{TITLES[0]}</a></li></ul>'
    )
    found = read_listing(body, URL, article_url=re.compile("^/berita/"))
    assert [link.hint.published_raw for link in found.links] == [None]


def test_dates_that_may_belong_to_either_neighbour_are_left_out() -> None:
    entries = "<p>1 Maret 2026</p>" + "".join(flat_after(number) for number in range(3))
    found = read_listing(page(entries.replace("<p>Isi singkat.</p>", "")), URL)
    assert {link.hint.published_raw for link in found.links} == {None}


def test_a_page_without_articles_is_an_empty_list() -> None:
    found = read_listing(page("<p>Belum ada berita.</p>"), URL)
    assert (found.links, found.more) == ((), ())


def test_a_page_in_the_sites_place_is_no_empty_list() -> None:
    with pytest.raises(DiscoveryError, match="got a suspended page"):
        read_listing(b"<html><head><title>Account Suspended</title></head><body><p>x</p></body></html>", URL)


def test_not_found_is_how_some_lists_end() -> None:
    assert read_listing(b"<html><head><title>404 Not Found</title></head><body><p>x</p></body></html>", URL).links == ()


def test_forty_kilobytes_take_a_few_milliseconds() -> None:
    body = page("".join(map(card, range(5))) * 3 + "<p>isi " + "kata " * 6500 + "</p>")
    assert len(body) > 38_000
    read_listing(body, URL)
    best = min(_seconds(body) for _ in range(10))
    assert best < 0.02  # measured: 0.004; the bound allows for a busy machine


def _seconds(body: bytes) -> float:
    started = time.process_time()
    read_listing(body, URL)
    return time.process_time() - started


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 50_000 + b'<a href="/berita/a-b-c-1">x</a>',
        b"".join(b'<a href="/berita/a-b-c-%d">x y z</a>' % number for number in range(20_000)),
        b"".join(b'<div><a href="/berita/a-b-c-%d">x y z</a>' % number for number in range(2_000)),
        b"".join(b'<p><a href="/berita/a-b-c-1">x</a> 1 Maret 2026' for _ in range(20_000)),
    ],
    ids=["deep", "many", "nested", "one"],
)
def test_hostile_pages_take_bounded_time(body: bytes) -> None:
    started = time.process_time()
    read_listing(body, URL)
    assert time.process_time() - started < 5.0


@given(st.binary(max_size=200), st.sampled_from(["next", "", "a-b-c-1", "?page=2"]))
def test_never_anything_but_a_discovery_error(noise: bytes, tail: str) -> None:
    link = f'<div><a href="/{tail}">'.encode()
    for body in (noise, link + noise + link + noise):
        with contextlib.suppress(DiscoveryError):
            check_sound(read_listing(body, URL))


ROOT = re.compile(r"^/[^/?._-]+(?:[-_]+[^/?._-]+){2,}/?$")


def rows_at_root(titles: list[str]) -> str:
    links = (f'<a href="/{title.lower().replace(" ", "-")}/">{title}</a>' for title in titles)
    return "".join(f"<div class=row><h4>{link}</h4></div>" for link in links)


def test_a_short_headline_is_known_by_the_rows_that_it_stands_in() -> None:
    menu = '<ul><li><a href="/profil-dinas/">Profil Dinas</a></li><li><a href="/kontak/">Kontak</a></li></ul>'
    listed = rows_at_root([*TITLES, "Pasar Murah", "Penghargaan"])
    found = read_listing(f"<html><body>{menu}{listed}</body></html>".encode(), URL, article_url=ROOT)
    assert [link.hint.title for link in found.links] == [*TITLES, "Pasar Murah", "Penghargaan"]
    assert found.skipped == {"no article": 2}


@pytest.mark.parametrize("others", [["Pasar Murah", "Pasar Legi", "Profil Dinas"], ["Pasar Murah"]])
def test_rows_that_are_few_or_mostly_something_else_prove_nothing(others: list[str]) -> None:
    listed = rows_at_root([*TITLES[: 4 if len(others) > 1 else 2], *others])
    found = read_listing(f"<html><body>{listed}</body></html>".encode(), URL, article_url=ROOT)
    assert not {link.hint.title for link in found.links} & {*others}


def test_links_that_say_read_on_outweigh_a_menu_of_long_words() -> None:
    pages = ("daftar-koperasi-binaan", "peta-sebaran-pasar", "wilayah-geografis-kabupaten")
    menu = "".join(f"<li><a href='/{name}.html'>{name.replace('-', ' ').title()}</a></li>" for name in pages)
    says = (
        "Selengkapnya",
        "Baca Selengkapnya »",
        "Read more",
        "Baca lebih lanjut …",
        "Lihat detail",
        "SELENGKAPNYA",
    ) * 2
    news = "".join(
        f"<div><h4>Rumah produksi {n}</h4><a href='/berita/detail/{n + 10}-09-2026_rumah-produksi'>{more}</a></div>"
        for n, more in enumerate(says)
    )
    found = read_listing(f"<html><body><ul>{menu}</ul>{news}</body></html>".encode(), URL)
    assert [link.hint.title for link in found.links] == [f"Rumah produksi {n}" for n in range(12)]
