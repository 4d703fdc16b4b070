"""Cells that no spreadsheet takes for a formula, and that come back as they were."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.site.spreadsheet import guarded, lines


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"), ("@x", "'@x"), ("+62 31", "'+62 31"), ("-a", "'-a"), ("\tx", "'\tx"),
        ("-7.54", "-7.54"), ("+6231", "+6231"), ("-1e5", "-1e5"), ("a=b", "a=b"), (None, ""), (12, "12"), ("", ""),
    ],
)  # fmt: skip
def test_cells(value: object, cell: str) -> None:
    [[found]] = csv.reader(io.StringIO(lines([[value]]), newline=""))
    assert found == cell


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), min_size=2)))
def test_every_cell_comes_back_but_for_the_apostrophe(rows: list[list[str]]) -> None:
    found = list(csv.reader(io.StringIO(lines(rows), newline="")))
    assert [[cell.lstrip("'") for cell in row] for row in found] == [[c.lstrip("'") for c in row] for row in rows]
    assert guarded(lines(rows)) == lines(found)
