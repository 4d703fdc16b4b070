from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.marks import CLOSE, OPEN, Marked


@pytest.mark.parametrize(
    ("raw", "parts", "plain", "markup"),
    [
        ("", [], "", ""),
        ("rapat", [("rapat", False)], "rapat", "rapat"),
        (f"{OPEN}a{CLOSE}{OPEN}b{CLOSE}", [("a", True), ("b", True)], "ab", "<mark>a</mark><mark>b</mark>"),
        (f"x {OPEN}<i>{CLOSE}", [("x ", False), ("<i>", True)], "x <i>", "x <mark>&lt;i&gt;</mark>"),
        (f"{CLOSE}a{OPEN}b", [("ab", False)], "ab", "ab"),
    ],
)
def test_marks_become_parts_text_and_markup(raw: str, parts: list[tuple[str, bool]], plain: str, markup: str) -> None:
    marked = Marked(raw)
    assert (marked.parts, marked.plain, marked.html) == (parts, plain, markup)


@given(st.text(alphabet=st.one_of(st.sampled_from([OPEN, CLOSE, "<", "&", '"', "'"]), st.characters())))
def test_markup_holds_no_element_but_mark_and_loses_no_text(raw: str) -> None:
    marked = Marked(raw)
    assert (
        html.unescape(re.sub("</?mark>", "", marked.html)) == marked.plain == "".join(text for text, _ in marked.parts)
    )
    assert "<" not in re.sub("</?mark>", "", marked.html)
