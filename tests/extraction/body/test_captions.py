# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Image
from scrapers.extraction.body.captions import reads_as_caption
from scrapers.extraction.body.fragment import clean

URL = "https://dinkop.example/berita/pasar"
WORDS = "Peserta menimbang keripik sebelum dikemas"
TEXT = "Warga datang sejak pagi untuk membeli beras, minyak, dan gula yang disediakan oleh dinas."


def caption(html: str) -> str | None:
    (image,) = clean(html, URL).images
    assert image.url == "https://dinkop.example/a.jpg"
    return image.caption


@pytest.mark.parametrize(
    "html",
    [
        f"<p><img src=/a.jpg><br><em>{WORDS}</em></p><p>{TEXT}</p>",
        f"<p><img src=/a.jpg></p><p><i>{WORDS}</i></p><p>{TEXT}</p>",
        f"<p style='text-align: center'><img src=/a.jpg></p><p style='text-align: center'>{WORDS}</p><p>{TEXT}</p>",
        f"<p><img src=/a.jpg></p><p align=center>{WORDS}</p><p>{TEXT}</p>",
        f"<center><img src=/a.jpg><br><small>{WORDS}</small></center>{TEXT}",
        f"<div><img src=/a.jpg><div class=text-center>{WORDS}</div></div><p>{TEXT}</p>",
        f"<p><img src=/a.jpg><br>{WORDS}</p><p>{TEXT}</p>",
        f"<figure><img src=/a.jpg><figcaption>{WORDS}</figcaption></figure><p>{TEXT}</p>",
        f"<figure><figcaption>{WORDS}</figcaption><img src=/a.jpg></figure><p>{TEXT}</p>",
        f"<div class=wp-caption><img src=/a.jpg><p class=wp-caption-text>{WORDS}</p></div><p>{TEXT}</p>",
        f"<div><img src=/a.jpg></div><div class=keterangan-foto>{WORDS}</div><p>{TEXT}</p>",
        f"<table><tr><td><img src=/a.jpg></td></tr><tr><td>{WORDS}</td></tr></table><p>{TEXT}</p>",
        f"<a href=/a.jpg><img src=/a.jpg></a><p><em>{WORDS}</em></p><p>{TEXT}</p>",
    ],
)
def test_words_below_a_picture_that_the_markup_sets_off(html: str) -> None:
    assert caption(html) == WORDS
    assert WORDS in clean(html, URL).text


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Humas Pemkab",
        "Ket. Foto: Bupati membuka acara",
        "Keterangan gambar : suasana pasar",
        "Dok. Dinkop",
        "Bupati meninjau stan koperasi. Foto: jombangkab.go.id",
        "Peserta pelatihan di balai desa (Foto: Humas)",
    ],
)
def test_words_that_speak_of_a_picture_themselves(line: str) -> None:
    assert caption(f"<p><img src=/a.jpg></p><p>{line}</p><p>{TEXT}</p>") == line


@pytest.mark.parametrize(
    "html",
    [
        f"<p><img src=/a.jpg></p><p>{TEXT}</p>",
        f"<p><img src=/a.jpg>{TEXT}</p><p>{TEXT} {TEXT} {TEXT}</p>",  # it floats
        f"<p><img src=/a.jpg></p><p><em>JOMBANG – {TEXT}</em></p>",
        f"<p><img src=/a.jpg></p><p><em>{TEXT} {TEXT} {TEXT}</em></p>",
        "<p><img src=/a.jpg></p><p>Kepala dinas <em>membuka</em> acara itu.</p>",
        f"<p><img src=/a.jpg></p><h3>{WORDS}</h3><p>{TEXT}</p>",
        f"<p>{WORDS}</p><p><img src=/a.jpg></p><p>{TEXT}</p>",
        f"<p><img src=/a.jpg></p><p>{TEXT}</p><p><em>{WORDS}</em></p>",
        f"<center><p><img src=/a.jpg></p><p>{WORDS}</p><p>{TEXT}</p></center>",
        f"<table><tr><td><img src=/a.jpg></td></tr><tr><td><p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p></td></tr></table>",
    ],
)  # fmt: skip
def test_a_report_is_no_caption(html: str) -> None:
    assert caption(html) is None


def test_each_picture_has_its_own_words() -> None:
    html = f"<p><img src=/a.jpg><br><em>{WORDS} pagi</em></p><p>{TEXT}</p><p><img src=/b.jpg></p><p><em>{WORDS} sore</em></p>"
    assert clean(html, URL).images == (
        Image("https://dinkop.example/a.jpg", f"{WORDS} pagi"),
        Image("https://dinkop.example/b.jpg", f"{WORDS} sore"),
    )


@given(st.text(max_size=300), st.booleans())
def test_any_line_can_be_asked(line: str, set_off: bool) -> None:
    assert not reads_as_caption(line, set_off=set_off) or len(line) <= 250
