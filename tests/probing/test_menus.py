from __future__ import annotations

import re

from scrapers.probing.menus import RESERVED, look_at_lists, read_lists, turn_page
from scrapers.probing.report import Found
from scrapers.registry.office import Listing
from tests.probing.pages import ORIGIN, cards, desk, html_page, look_at, notebook, path_of, site

PATTERN = re.compile(r"^/berita/[^/?]+-\d+$")


async def test_the_page_that_the_menu_calls_news_is_looked_at() -> None:
    notes = notebook()
    asked = desk(site())
    await look_at_lists(asked, notes)
    assert [look.url for look in notes.looks] == [f"{ORIGIN}/", f"{ORIGIN}/berita"]


async def test_a_menu_without_news_leads_to_the_customary_places() -> None:
    notes = notebook(b"<html><body><a href='/profil'>Profil</a><p>Selamat datang di situs kami.</p></body></html>")
    asked = desk({"/news": site()["/berita"]})
    await look_at_lists(asked, notes)
    assert asked.asked[:2] == [f"{ORIGIN}/berita", f"{ORIGIN}/news"]
    assert f"{ORIGIN}/news" in [look.url for look in notes.looks]


async def test_a_page_that_names_the_list_is_a_step_on_the_way() -> None:
    front = b"<html><body><nav><a href='/informasi'>Informasi</a></nav></body></html>"
    way = b"<html><body><h1>Informasi</h1><a href='/informasi/berita'>Berita</a></body></html>"
    notes = notebook(front)
    await look_at_lists(desk({"/informasi": way, "/informasi/berita": site()["/berita"]}), notes)
    assert [look.url.removeprefix(ORIGIN) for look in notes.looks] == ["/", "/informasi", "/informasi/berita"]


async def test_requests_are_kept_for_reading_articles() -> None:
    notes = notebook()
    asked = desk(site(), budget=RESERVED)
    await look_at_lists(asked, notes)
    assert (asked.asked, len(notes.looks)) == ([], 1)


def test_the_front_page_stands_behind_the_lists() -> None:
    notes = notebook()
    notes.looks.append(look_at("/berita", site()["/berita"]))
    notes.looks.append(look_at("/profil", site()["/profil"]))
    lists = read_lists(notes.looks, PATTERN, notes)
    assert [(found.source.url, len(found.links)) for found in lists] == [(f"{ORIGIN}/berita", 6), (f"{ORIGIN}/", 4)]
    assert [(tried.url, tried.outcome) for tried in notes.tried] == [(f"{ORIGIN}/profil", "no links to articles")]


async def test_the_second_page_proves_that_a_list_goes_on() -> None:
    notes = notebook()
    notes.looks.append(look_at("/berita", site()["/berita"]))
    found = read_lists(notes.looks, PATTERN, notes)[0]
    turned = await turn_page(desk(site()), notes, found, PATTERN)
    assert (turned.goes_on, turned.pages_form, len(turned.links)) == (6, "/berita?page={n}", 12)
    assert turned.links[-1].url == ORIGIN + path_of(11)


async def test_a_second_page_that_repeats_the_first_adds_nothing() -> None:
    notes = notebook()
    notes.looks.append(look_at("/berita", site()["/berita"]))
    found = read_lists(notes.looks, PATTERN, notes)[0]
    turned = await turn_page(desk({"/berita?page=2": html_page(cards(range(6)))}), notes, found, PATTERN)
    assert (turned.goes_on, len(turned.links)) == (0, 6)


async def test_a_missing_second_page_is_noted() -> None:
    notes = notebook()
    found = Found(Listing(f"{ORIGIN}/berita"), (), f"{ORIGIN}/berita?page=2")
    assert (await turn_page(desk({}), notes, found, PATTERN)).goes_on is None
    assert [(tried.what, tried.outcome) for tried in notes.tried] == [("second page", "HTTP 404")]


async def test_a_list_of_one_page_is_not_asked_for_another() -> None:
    asked = desk({})
    found = Found(Listing(f"{ORIGIN}/berita"), ())
    assert await turn_page(asked, notebook(), found, PATTERN) is found
    assert asked.asked == []
