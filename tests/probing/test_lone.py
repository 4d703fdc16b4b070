from __future__ import annotations

import pytest

from scrapers.probing.lone import prove_lone
from scrapers.probing.tour import Visit, probe
from scrapers.registry.office import Listing
from tests.probing.pages import ORIGIN, desk, html_page, look_at, notebook, text_of

TITLE = "Pasar murah digelar lagi di Ngoro"
PATH = "/kabar/pasar-murah-digelar-lagi-di-ngoro"
SHOWN = f"<div><h4><a href='{PATH}'>{TITLE}</a></h4><span>5 Mei 2026</span></div>"


def article(title: str = TITLE, day: str = "5 Mei 2026", text: str = text_of(1)) -> bytes:
    return html_page(f"<h1>{title}</h1><span>{day}</span>{text}")


async def test_the_only_article_of_a_site_is_found_and_those_to_come_have_its_form() -> None:
    pages = {"/": html_page(SHOWN), PATH: article()}
    report = await probe(desk(pages), Visit(f"{ORIGIN}/", "2026-10-03", "dinkop-archive"))
    assert [found.source for found in report.sources] == [Listing(f"{ORIGIN}/")]
    assert [sample.article.title for sample in report.samples if sample.article] == [TITLE]
    assert report.article_url is not None
    assert report.article_url.search("/kabar/bazar-koperasi-dibuka-bupati")
    assert not report.article_url.search("/profil/visi-dan-misi-dinas")


@pytest.mark.parametrize(
    ("front", "page"),
    [
        (SHOWN.replace("5 Mei 2026", ""), article()),
        (SHOWN, article(day="")),
        (SHOWN, article(day="6 Mei 2026")),
        (SHOWN, article(title="Pasar murah digelar lagi di Ploso")),
        (SHOWN, article(text="<p>Pasar murah ditunda sampai ada kabar dari dinas kabupaten.</p>")),
        (SHOWN.replace(TITLE, "Pasar murah"), article(title="Pasar murah")),
        (SHOWN, b""),
        ("", article()),
    ],
    ids=[
        "undated list",
        "undated page",
        "another day",
        "another title",
        "no text",
        "no headline",
        "no page",
        "no list",
    ],
)
async def test_without_agreement_nothing_is_taken_for_one(front: str, page: bytes) -> None:
    asked = desk({PATH: page})
    assert await prove_lone(asked, notebook(html_page(front))) is None


async def test_few_pages_are_asked_for_and_none_beyond_the_budget() -> None:
    shown = "".join(SHOWN.replace(PATH, f"{PATH}-{word}") for word in ("satu", "dua", "tiga"))
    asked = desk({})
    assert await prove_lone(asked, notebook(html_page(shown))) is None
    assert asked.asked == [f"{ORIGIN}{PATH}-satu", f"{ORIGIN}{PATH}-dua"]
    assert await prove_lone(desk({PATH: article()}, budget=0), notebook(html_page(SHOWN))) is None


async def test_a_list_behind_the_front_page_shows_it_too() -> None:
    notes = notebook(html_page("<p>Selamat datang</p>"))
    notes.looks.append(look_at("/kabar", html_page(SHOWN)))
    found = await prove_lone(desk({PATH: article()}), notes)
    assert found is not None
    assert found.search(PATH)
