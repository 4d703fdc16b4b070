# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

import pytest

from scrapers.extraction import page
from scrapers.extraction.errors import ExtractionError
from scrapers.extraction.page import read_page

URL = "https://dinkop.example/a"


def test_scripts_and_frames_are_counted_and_linked_data_kept() -> None:
    body = b'<script>a</script><script src=b></script><script type="application/ld+json">{"a":1}</script><iframe src=x></iframe>isi'
    read = read_page(body, URL)
    assert (read.scripts, read.frames, read.linked_data) == (2, 1, ('{"a":1}',))


def test_a_declaration_in_the_text_is_not_believed_against_the_bytes() -> None:
    body = '<?xml version="1.0" encoding="utf-16"?><html><head><meta charset="latin1"></head><body>– “é”</body></html>'
    assert read_page(body.encode(), URL, "utf-8").outline.blocks[0].text == "– “é”"


def test_a_mark_of_a_headings_own_place_is_no_word_of_it() -> None:
    body = (
        '<h1>Pasar Murah<a class="x" href="#pasar-murah" title="Link to this heading">¶</a></h1>'
        '<h2><a href="#a">🔗</a> Harga turun</h2><p>Beras<a href="#n1">1</a> dan gula<a href="#n2"><img src="/g.png"></a>.</p>'
    )
    assert [block.text for block in read_page(body.encode(), URL).outline.blocks] == [
        "Pasar Murah",
        "Harga turun",
        "Beras1 dan gula.",
    ]


@pytest.mark.parametrize("body", [b"", b" \n", b"\x00\x00", b"<!-- nothing -->"])
def test_an_empty_page_is_an_error(body: bytes) -> None:
    with pytest.raises(ExtractionError, match="an empty page"):
        read_page(body, URL)


def test_a_page_has_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MAX_BYTES", 10)
    with pytest.raises(ExtractionError, match="a page of 11 bytes"):
        read_page(b"<p>12345678", URL)
