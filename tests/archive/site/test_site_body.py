"""Plain text becomes paragraphs, lists and tables, and no word gets lost on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.site.body import Block, blocks
from archive.site.opening import LENGTH, opening


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", []),
        ("Satu.\n\nDua.", [Block("paragraph", ("Satu.",)), Block("paragraph", ("Dua.",))]),
        ("Satu\ndua", [Block("paragraph", ("Satu", "dua"))]),
        ("1. a\n2. b", [Block("numbers", ("a", "b"))]),
        ("1. a\n\n2. b\n\n3) c", [Block("numbers", ("a", "b", "c"))]),
        ("3. a\n4. b", [Block("numbers", ("a", "b"), 3)]),
        ("1. a\n2. b\n\n1. c", [Block("numbers", ("a", "b")), Block("numbers", ("c",))]),
        ("- a\n- b\n\n• c", [Block("bullets", ("a", "b", "c"))]),
        ("Isu:\n- a", [Block("paragraph", ("Isu:",)), Block("bullets", ("a",))]),
        ("a | b\n1 | 2", [Block("table", ("a | b", "1 | 2"))]),
        ("Jombang | Dinkop", [Block("paragraph", ("Jombang | Dinkop",))]),
        ("-tanpa spasi", [Block("paragraph", ("-tanpa spasi",))]),
        ("2025. Tahun itu", [Block("paragraph", ("2025. Tahun itu",))]),
    ],
)
def test_blocks(body: str, expected: list[Block]) -> None:
    assert blocks(body) == expected


def test_cells() -> None:
    assert blocks("| Kecamatan | Koperasi |\nDiwek | 21")[0].cells == [["Kecamatan", "Koperasi"], ["Diwek", "21"]]


def test_a_caption_stands_alone_whatever_its_spaces_and_capitals() -> None:
    assert blocks("Rapat dibuka.\nSuasana  rapat\n\n- Suasana rapat", ["suasana rapat", "- Suasana rapat"]) == [
        Block("paragraph", ("Rapat dibuka.",)),
        Block("caption", ("Suasana  rapat",)),
        Block("caption", ("- Suasana rapat",)),
    ]


LINES = st.lists(st.sampled_from(["", "kata lain", "- butir", "1. satu", "2. dua", "a | b", "c | d"]))


@given(LINES)
def test_every_word_stays_in_order(lines: list[str]) -> None:
    kept = [word for block in blocks("\n".join(lines)) for line in block.lines for word in re.findall(r"[a-z]+", line)]
    assert kept == re.findall(r"[a-z]+", "\n".join(lines))


@given(st.text())
def test_any_text_can_be_shown(body: str) -> None:
    assert all(block.lines for block in blocks(body))
    assert len(opening(body)) <= LENGTH + 2


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Rapat dibuka.\n\n1. satu\n\nRapat ditutup.", "Rapat dibuka. Rapat ditutup."),
        ("- hanya\n- daftar", "- hanya - daftar"),
        ("kata " * 60, "kata " * 43 + "kata\N{NO-BREAK SPACE}…"),
        ("", ""),
    ],
)
def test_opening(body: str, expected: str) -> None:
    assert opening(body) == expected
