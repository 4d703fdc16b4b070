"""Rows as CSV that a spreadsheet reads without taking any cell for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from archive.export.statement import FORMULA_STARTS

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def lines(rows: Iterable[Sequence[object]]) -> str:
    """``rows`` as RFC 4180 has them; nothing stands where a value is ``None``."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def guarded(text: str) -> str:
    """Whole lines of CSV with every cell made harmless."""
    return lines(csv.reader(io.StringIO(text, newline="")))


def _cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it, as in the exports.

    >>> _cell("=1+1"), _cell("-7.54"), _cell(None)
    ("'=1+1", '-7.54', '')
    """
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(tuple(FORMULA_STARTS)) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
