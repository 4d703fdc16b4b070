# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

import pytest

from scrapers.extraction.body import find_body, text_start
from scrapers.extraction.fields.title import Title
from scrapers.extraction.page.weighing import Weighing
from tests.extraction.reading import outline_of

P = "<p>Warga datang sejak pagi untuk membeli beras, minyak, dan gula yang disediakan oleh dinas di alun-alun.</p>"
SIDE = "<div id=s><h3>Berita Terbaru</h3><ul><li><a href=/1>Bazar produk usaha mikro</a><li><a href=/2>Lomba tumpeng hari koperasi</a></ul></div>"


def found(body: str, title: str | None = None) -> str | None:
    outline = outline_of(body)
    block = next((b for b in outline.blocks if b.text == title), None)
    box = find_body(Weighing(outline), Title(title, "page", block) if title else None)
    return None if box is None else box.element.get("id") or box.tag


@pytest.mark.parametrize(
    ("body", "box"),
    [
        (f"<div id=a>{P * 3}</div>{SIDE}", "a"),
        (f"<div id=a><div id=b>{P}</div><div id=c>{P * 2}</div></div>{SIDE}", "a"),
        (f"<div id=a>{P[3:-4]}<br><br>{P[3:-4]}</div>{SIDE}", "a"),
        (f"<table><tr><td>{SIDE}</td><td id=a>{P[3:-4]}<br><br>{P[3:-4]}<br>{P[3:-4]}</td></tr></table>", "a"),
        (f"<div id=w><div id=a>{P * 2}</div>{SIDE}</div>", "a"),
        (f"<div id=a>{P * 2}</div><div><p>{P[3:-4] * 4}</p><p>© 2026 Dinkop</p></div>", "a"),
        (f"<div id=a>{P * 2}</div><aside>{P * 3}</aside>", "a"),
    ],
)
def test_finds_the_articles_box(body: str, box: str) -> None:
    assert found(body) == box


def test_text_near_the_headline_beats_longer_text_elsewhere() -> None:
    body = f"<div><div><h2>Pasar Murah</h2><div id=a>{P * 4}</div></div></div><div id=b>{P * 4}<p>Acara itu dibuka oleh bupati.</p></div>"
    assert found(body) == "b"
    assert found(body, "Pasar Murah") == "a"


def test_a_neighbour_with_a_linked_headline_is_another_article() -> None:
    body = f"<div id=l><div id=a><h2>Pasar Murah</h2>{P * 2}</div><div><h2><a href=/x>Bazar Desa</a></h2>{P * 2}</div></div>"
    assert found(body, "Pasar Murah") == "a"


def test_a_page_without_running_text_has_no_body() -> None:
    assert found("<p>Segera</p>" + SIDE) is None


def test_text_start() -> None:
    outline = outline_of(f"{SIDE}<div><b>Oleh Admin</b>{P}</div>")
    assert text_start(Weighing(outline)) == 4
    assert text_start(Weighing(outline_of("x"))) is None
