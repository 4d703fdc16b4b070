from __future__ import annotations

import pytest

from tests.extraction.reading import outline_of


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("satu<br>dua<p>tiga</p>empat", ["satu", "dua", "tiga", "empat"]),
        ("<span>satu<div>dua</div>tiga</span>", ["satu", "dua", "tiga"]),
        ("<p>a</p>\n <p> </p><p>&nbsp;</p>b", ["a", "b"]),
        ("<a href=/x><div>satu</div><div>dua</div></a>", ["satu", "dua"]),
        ("<table><tr><td>satu</td><td>dua</td></tr></table>", ["satu", "dua"]),
        ("<p>tampak<i style='DISPLAY : none'>sembunyi</i> juga</p><p hidden>x</p>", ["tampak juga"]),
        ("<script>x()</script><style>p{}</style><!-- c --><p>isi</p>", ["isi"]),
    ],
)
def test_a_line_ends_at_every_break(markup: str, texts: list[str]) -> None:
    assert [block.text for block in outline_of(markup).blocks] == texts


def test_pieces_are_the_text_nodes() -> None:
    block = outline_of("<p><i>Oleh</i> <b>Admin</b><span>Senin, 9 Maret 2026</span></p>").blocks[0]
    assert block.pieces == ("Oleh", "Admin", "Senin, 9 Maret 2026")


def test_link_text_across_boxes_counts_as_link_text() -> None:
    outline = outline_of("<a href=/x><div>satu</div><div>dua</div></a><p>tiga</p>")
    assert [block.linked for block in outline.blocks] == [4, 3, 0]


def test_hidden_elements_are_listed() -> None:
    outline = outline_of("<div style='visibility:hidden'><p>a</p></div>b")
    assert [str(element.tag) for element in outline.hidden] == ["div"]
