# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

from scrapers.extraction.body.region import cut_out, region_of
from scrapers.extraction.fields.title import Title
from scrapers.extraction.page.weighing import Weighing
from tests.extraction.reading import page_of

A = "Warga datang sejak pagi untuk membeli beras, minyak, dan gula yang disediakan oleh dinas."


def test_cuts_the_articles_lines_out_of_the_page() -> None:
    page = page_of(
        f"<div><h1>Pasar</h1><p>{A}</p><div>Bagikan: <a href=/w>WhatsApp</a></div>ekor<p style='display:none'>gelap</p><p>{A}!</p>"
        "Dilihat 5 kali<br></div>"
    )
    title = Title("Pasar", "h1", page.outline.blocks[0])
    region = region_of(Weighing(page.outline), page.outline.boxes[1], title, "text")
    assert (region.first, region.last, region.characters) == (1, 5, 2 * len(A) + 5)
    assert cut_out(page, region).text == f"{A}\n\nekor\n\n{A}!"


def test_a_region_without_lines_is_its_box() -> None:
    page = page_of("<p>Bagikan:</p>")
    region = region_of(Weighing(page.outline), page.outline.boxes[1], None, "text")
    assert (region.first, region.last, region.characters, region.blocks) == (0, 1, 0, ())
