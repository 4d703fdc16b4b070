# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

import pytest

from archive.models import Hint
from scrapers.extraction.body.region import region_of
from scrapers.extraction.fields.byline import find_author, find_category
from scrapers.extraction.fields.metadata import read_metadata
from scrapers.extraction.fields.title import Title
from scrapers.extraction.page.weighing import Weighing
from tests.extraction.reading import page_of

TEXT = "Warga datang sejak pagi untuk membeli beras, minyak, dan gula yang disediakan oleh dinas."


def author(above: str, after: str = "", head: str = "", hint: str | None = None) -> str | None:
    page = page_of(f"<h1>Pasar</h1>{above}<div id=i><p>{TEXT}</p>{after}</div>", head=head)
    box = next(box for box in page.outline.boxes if box.element.get("id") == "i")
    region = region_of(Weighing(page.outline), box, None, "text")
    found = find_author(page, read_metadata(page), (), region, Hint(author=hint))
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("<p>Oleh: Rina Wulandari</p>", "Rina Wulandari"),
        ("<p>Oleh <b>Rina</b> | Senin, 9 Maret 2026</p>", "Rina"),
        ("<div>Diposting oleh Admin pada 9 Maret 2026</div>", "Admin"),
        ("<p>Posted by Humas on March 9, 2026</p>", "Humas"),
        ("<p>Penulis : Sari, S.E.</p>", "Sari"),
        ("<p>9 Maret 2026</p>", None),
    ],
)
def test_bylines(above: str, name: str | None) -> None:
    assert author(above) == name


def test_signatures_metadata_and_hints() -> None:
    assert author("", "<p>Demikian acara itu ditutup. (nf/kominfo)</p>") == "nf/kominfo"
    assert author("<p>Oleh Rina</p>", head="<meta name=author content=Dinkop>") == "Rina"
    assert (
        author("<p><b>Ekonomi</b> 12 Mei 2025 &middot; Penulis: Rina Sari &middot; dibaca 31 kali</p>") == "Rina Sari"
    )
    assert author("<p>Rina</p>", head="<meta name=author content=Sari>") == "Sari"
    written = '<script type="application/ld+json">{"@type":"NewsArticle","author":"Sari"}</script>'
    assert author("<p>Oleh Rina</p>", head=written) == "Sari"
    assert (
        author("", head="<meta name=author content=Dinkop><meta property='og:site_name' content=Dinkop>", hint="Tim")
        == "Tim"
    )


@pytest.mark.parametrize(
    ("body", "category"),
    [
        (
            "<div class=breadcrumbs><a href=/>Beranda</a> » <a href=/k>Kegiatan</a> » Pasar Murah</div><h1>Pasar Murah</h1>",
            "Kegiatan",
        ),
        ("<p><a href=/>Home</a> / <a href=/b>Bidang Pasar</a> / Pasar Murah</p><h1>Pasar Murah</h1>", "Bidang Pasar"),
        ("<h1>Pasar Murah</h1><p>Kategori: <a href=/k>Pasar</a></p>", "Pasar"),
        ("<h1>Pasar Murah</h1><a rel='category tag' href=/k>Pasar</a>", "Pasar"),
        ("<h1>Pasar Murah</h1>", "Umum"),
    ],
)
def test_categories(body: str, category: str) -> None:
    page = page_of(body)
    block = next(block for block in page.outline.blocks if block.text == "Pasar Murah")
    found = find_category(page, read_metadata(page), (), Title("Pasar Murah", "h1", block), Hint(category="Umum"))
    assert found is not None
    assert found.value == category
