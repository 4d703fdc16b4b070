# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

import pytest

from archive.models import Image
from scrapers.extraction.body.media import image_address, lead_image, media_type_of
from tests.extraction.reading import page_of

URL = "https://dinkop.example/berita/pasar"


@pytest.mark.parametrize(
    ("attributes", "address"),
    [
        ({"src": "/a.jpg"}, "https://dinkop.example/a.jpg"),
        ({"src": "data:image/gif;base64,x", "data-lazy-src": "b.jpg"}, "https://dinkop.example/berita/b.jpg"),
        ({"src": "/a.jpg", "width": "32px"}, None),
        ({"src": "/logo-dinas.png"}, None),
        ({"src": "data:x"}, None),
        ({}, None),
        ({"src": "javascript:x"}, None),
    ],
)
def test_address_of_a_picture(attributes: dict[str, str], address: str | None) -> None:
    assert image_address(attributes, URL) == address


@pytest.mark.parametrize(
    ("url", "media_type"),
    [
        ("https://x.example/a.pdf", "application/pdf"),
        ("https://x.example/A%20b.DOCX?x=1", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("https://x.example/a.html", None),
        ("https://x.example/pdf", None),
    ],
)
def test_media_type(url: str, media_type: str | None) -> None:
    assert media_type_of(url) == media_type


def test_lead_picture_stands_between_headline_and_text() -> None:
    page = page_of(
        "<div><img src=/kop.jpg><p>a</p><p>b</p><p>c</p><p>d</p></div><h1>e</h1><figure><img src=/l.jpg><figcaption>f</figcaption></figure><p>g</p>"
    )
    assert lead_image(page, 4, 6, 7) == Image("https://dinkop.example/l.jpg", "f")
    assert lead_image(page_of("<nav><img src=/a.jpg></nav><p>g</p>"), None, 0, 1) is None


@pytest.mark.parametrize(
    ("below", "caption"),
    [
        ("<small>Warga memilih beras di pasar</small>", "Warga memilih beras di pasar"),
        ("<div class=caption>Warga memilih beras di pasar</div>", "Warga memilih beras di pasar"),
        ("<p>Foto: Humas Pemkab Jayamulya</p>", "Foto: Humas Pemkab Jayamulya"),
        ("<small>Senin, 9 Maret 2026 oleh Admin</small>", None),
        ("<small>Diposting oleh Humas Pemkab Jayamulya</small>", None),
        ("<small>Dilihat 120 kali</small>", None),
        ("<small>Humas Pemkab</small>", None),
        ("<p>Warga memilih beras di pasar, sejak pagi.</p>", None),
        ("<a href=/x><small>Warga memilih beras di pasar</small></a>", None),
    ],
)
def test_words_below_the_lead_picture(below: str, caption: str | None) -> None:
    page = page_of(f"<h1>e</h1><div><img src=/l.jpg></div>{below}<p>g</p>")
    assert lead_image(page, 0, 2, 3) == Image("https://dinkop.example/l.jpg", caption)
