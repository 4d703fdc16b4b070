from __future__ import annotations

import re

import pytest

from scrapers.probing.navigation import menu_links, taught, without_menus
from scrapers.probing.notebook import Look
from tests.probing.pages import ORIGIN, look_at

ROOT = re.compile(r"^/[^/?._-]+(?:[-_]+[^/?._-]+)+/?$")
OFFICE = {"/profil-dinas/": "Profil Dinas", "/tugas-pokok-dan-fungsi/": "Tugas Pokok dan Fungsi"}
MENU = {"/": "Beranda", "/berita": "Berita", **OFFICE}
TITLES = [f"Koperasi desa {place} membuka gerai" for place in ("Ngoro", "Diwek", "Ploso", "Kesamben", "Perak", "Gudo")]


def path_of(title: str) -> str:
    return f"/{title.lower().replace(' ', '-')}/"


def rows(titles: list[str], day: str = "") -> str:
    return "".join(f"<div class=aa><h4><a href='{path_of(t)}'>{t}</a></h4>{day}</div>" for t in titles)


def page(path: str, inner: str, *, side: str = "") -> Look:
    menu = "".join(
        f"<li class='bb item-{n}'><a href='{to}'>{word}</a></li>" for n, (to, word) in enumerate(MENU.items())
    )
    return look_at(path, f"<html><body><div class=cc><ul>{menu}</ul></div>{inner}{side}</body></html>".encode())


def test_links_that_stand_on_every_page_at_places_of_their_own_are_the_menu() -> None:
    found = menu_links([page("/", rows(TITLES[:3])), page("/berita", rows(TITLES[1:6]))])
    assert found == {ORIGIN + path: word for path, word in MENU.items()}


def test_an_article_that_stands_on_every_page_stands_in_a_list_as_well() -> None:
    side = f"<div class=dd><p><a href='{path_of(TITLES[2])}'>{TITLES[2]}</a></p></div>"
    looks = [page("/", rows(TITLES[:4]), side=side), page("/berita?page=2", rows(TITLES[4:]), side=side)]
    assert ORIGIN + path_of(TITLES[2]) not in menu_links(looks)


def test_a_link_with_a_date_beside_it_is_no_menus() -> None:
    dated = "<div><a href='/harga-pangan/'>Harga Pangan</a> <i>3 Mei 2026</i></div>"
    side = f"<div class=dd>{dated}<div>{TITLES[0]}</div></div>"
    looks = [page("/", rows(TITLES[:3]), side=side), page("/berita", rows(TITLES[1:6]), side=side)]
    assert menu_links(looks) == {ORIGIN + path: word for path, word in MENU.items()}


def test_what_is_read_most_stands_on_every_page_and_is_no_menus() -> None:
    headlines = [*(f"{title} di pasar lama" for title in TITLES[4:]), "Pasar Murah Dibuka"]
    side = "".join(f"<ol><li><a href='{path_of(title)}'>{title}</a> (87)</li></ol>" for title in headlines)
    looks = [page("/", rows(TITLES[:2]), side=side), page("/berita", rows(TITLES[2:4]), side=side)]
    assert menu_links(looks) == {ORIGIN + path: word for path, word in MENU.items()}


def test_one_page_tells_nothing() -> None:
    assert menu_links([page("/", rows(TITLES))]) == {}
    assert menu_links([page("/", rows(TITLES)), page("/", rows(TITLES[:2]))]) == {}


def test_a_menu_teaches_no_addresses() -> None:
    look = page(
        "/berita", "".join(f"<p><a href='/kabar/{n}'>Koperasi membuka gerai {n}</a></p>" for n in (131, 142, 155))
    )
    menus = {ORIGIN + path for path in MENU}
    assert taught(look, menus) == [f"{ORIGIN}/kabar/{n}" for n in (131, 142, 155)]
    assert taught(page("/berita", ""), menus) == []


@pytest.mark.parametrize(
    ("words", "proven", "left_out"),
    [
        ("Profil Dinas", [], True),
        ("Profil Dinas", ["/profil-dinas/"], False),
        ("Profil dinas kini lengkap di satu laman", [], False),
    ],
)
def test_what_stands_in_a_menu_is_left_out_by_name(words: str, proven: list[str], *, left_out: bool) -> None:
    pattern = without_menus(ROOT, {f"{ORIGIN}/profil-dinas/": words}, [ORIGIN + path for path in proven])
    assert (pattern.search("/profil-dinas/") is None) is left_out
    assert pattern.search("/profil-dinas-diperbarui/")


def test_a_pattern_of_two_shapes_keeps_both() -> None:
    two = re.compile(r"^/berita/\d+$|^/[a-z]+-[a-z]+$")
    pattern = without_menus(two, {f"{ORIGIN}/visi-misi": "Visi Misi"})
    assert [bool(pattern.search(path)) for path in ("/berita/7", "/pasar-murah", "/visi-misi")] == [True, True, False]
