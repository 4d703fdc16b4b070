from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.export.fields import Field
from archive.export.statement import FORMULA_STARTS, csv_line, csv_text, json_line

FIELDS = [
    Field("number", "?1", {"type": "integer"}, ""),
    Field("text", "?2", {"type": "string"}, ""),
    Field("nullable", "?3", {"type": ["string", "null"]}, ""),
    Field("either", "?4", {"anyOf": []}, ""),
    Field("list", "?5", {"type": "array"}, "", json_text=True),
]
# A text that lxml read holds no NUL, and no half of a surrogate pair is ever stored.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
ROWS = st.tuples(st.integers(0, 2**53), TEXT, st.none() | TEXT, st.none() | TEXT, st.lists(TEXT))


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    yield connection
    connection.close()


Row = tuple[int, str, str | None, str | None, list[str]]


@given(ROWS)
def test_json_holds_what_the_row_holds(db: sqlite3.Connection, row: Row) -> None:
    [line] = db.execute(f"SELECT {json_line(FIELDS)}", (*row[:4], json.dumps(row[4]))).fetchone()
    assert json.loads(line) == dict(zip([field.name for field in FIELDS], row, strict=True))
    assert b"\n" not in line


@given(ROWS)
def test_csv_holds_what_the_row_holds_and_no_formula(db: sqlite3.Connection, row: Row) -> None:
    [line] = db.execute(f"SELECT {csv_line(FIELDS)}", (*row[:4], json.dumps(row[4]))).fetchone()
    [cells] = csv.reader(io.StringIO(line.decode(), newline=""), strict=True)
    texts = [str(row[0]), row[1], row[2] or "", row[3] or "", json.dumps(row[4])]
    assert cells == ["'" + text if text[:1] and text[0] in FORMULA_STARTS else text for text in texts]


def test_only_the_beginnings_of_a_formula_get_an_apostrophe(db: sqlite3.Connection) -> None:
    texts = [chr(code) + rest for code in range(1, 0x180) for rest in ("", "x", "1")]
    sql = f"SELECT {csv_line([Field('text', '?1', {'type': 'string'}, '')])}"
    cells = [db.execute(sql, [text]).fetchone()[0].decode() for text in texts]
    found = [text for text, cell in zip(texts, cells, strict=True) if cell.startswith("\"'") and text[0] != "'"]
    assert found == [start + rest for start in sorted(FORMULA_STARTS) for rest in ("", "x", "1")]


@given(TEXT)
def test_a_long_text_is_written_as_sql_writes_it(db: sqlite3.Connection, text: str) -> None:
    [cell] = db.execute(f"SELECT {csv_line([Field('text', '?1', {'type': 'string'}, '')])}", [text]).fetchone()
    assert csv_text(text.encode()) == cell


def test_csv_tells_nothing_from_an_empty_text(db: sqlite3.Connection) -> None:
    [line] = db.execute(f"SELECT {csv_line(FIELDS)}", (None, "", "", None, "[]")).fetchone()
    assert line == b',"","",,"[]"'
