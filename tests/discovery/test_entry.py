from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.discovery.entry import cut_alike, entry_document, is_whole, plain_text, whole_among

LONG = "Kalimat tentang koperasi. " * 15


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("Pasar  Murah\n", "Pasar Murah"),
        ("<b>Pasar</b> &amp; UMKM", "Pasar & UMKM"),
        ("Pasar &amp;#8220;Murah&amp;#8221;", "Pasar “Murah”"),
        ("a<script>x</script>b", "a b"),
        ("3 < 5 & 6", "3 < 5 & 6"),
        ("\u200bPasar\ufeff", "Pasar"),
        ("", ""),
        (None, ""),
    ],
)
def test_plain_text(markup: str | None, expected: str) -> None:
    assert plain_text(markup) == expected


@given(st.text(alphabet="<>&;ab# \n\"'/!", max_size=60))
def test_plain_text_is_one_line(markup: str) -> None:
    text = plain_text(markup)
    assert text == text.strip()
    assert "\n" not in text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (LONG, True),
        (f"<p>{LONG}</p><p>The post Pasar appeared first on Dinkop.</p>", True),
        (LONG + "Selengkapnya di kantor dinas.", True),
        ("Pendek.", False),
        (LONG + "...", False),
        (LONG + "[…]", False),
        (f"<p>{LONG} …</p><p>The post Pasar appeared first on Dinkop.</p>", False),
        (LONG + "<a>Baca selengkapnya »</a>", False),
        (LONG + "Lanjutkan membaca Pasar Murah →", False),
    ],
)
def test_a_whole_article_is_told_from_a_teaser(content: str, expected: bool) -> None:
    assert is_whole(content) is expected


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([55, 55, 55, 55], True),
        ([100, 101, 99, 100], True),
        ([55, 55, 55], False),
        ([55, 90, 300, 120], False),
        ([], False),
    ],
)
def test_texts_of_one_length_were_cut(lengths: list[int], expected: bool) -> None:
    assert cut_alike(["kata " * length for length in lengths]) is expected


@pytest.mark.parametrize(
    ("lengths", "whole"),
    [
        ([300, 400, 40, 900, 0], [True, True, False, True, False]),
        ([20, 25, 30, 35, 40, 60, 70, 22], [False] * 8),  # first paragraphs, two of them long ones
        ([55, 55, 55, 55], [False] * 4),
        ([300], [True]),
        ([], []),
    ],
)
def test_a_list_prints_its_articles_whole_or_only_how_they_begin(lengths: list[int], whole: list[bool]) -> None:
    assert whole_among(["kata " * length for length in lengths]) == whole


def test_an_entrys_document_is_the_same_bytes_for_the_same_article() -> None:
    document = entry_document(
        title="Pasar “Murah”",
        link="https://a.go.id/x",
        published=None,
        author="",
        category="Umum",
        image=None,
        content_html="<p>x",
    )
    assert json.loads(document)["author"] is None
    assert (
        document
        == (
            '{"author":null,"category":"Umum","content_html":"<p>x","image":null,"link":"https://a.go.id/x",'
            '"published":null,"title":"Pasar “Murah”"}'
        ).encode()
    )


def test_an_entry_of_another_list_than_a_feed_says_so() -> None:
    document = entry_document(
        title="Rapat",
        link="https://a.go.id/x",
        published=None,
        author=None,
        category=None,
        image=None,
        content_html="<p>x",
        source="list json",
    )
    assert json.loads(document)["source"] == "list json"
