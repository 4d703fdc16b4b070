"""What makes one record a line of JSON or of CSV, as UTF-8 bytes: SQL, but for long texts."""

from __future__ import annotations

from collections.abc import Iterable

from archive.export.fields import Field

# What a spreadsheet takes for the beginning of a formula; others end up there when a line is split.
FORMULA_STARTS = "=+-@\t\n\r"
_STARTS = ", ".join(str(ord(character)) for character in FORMULA_STARTS)
_START_BYTES = tuple(character.encode() for character in FORMULA_STARTS)

_APOSTROPHE = "char(39)"
_QUOTED = "'\"%w\"'"


def json_line(fields: Iterable[Field]) -> str:
    """Return the SQL expression of a record as one line of JSON."""
    members = ", ".join(f"'{field.name}', {_json_value(field)}" for field in fields)
    return f"CAST(json_object({members}) AS BLOB)"


def csv_line(fields: Iterable[Field]) -> str:
    """Return the SQL expression of a record as one line of CSV (RFC 4180, without its end).

    A text that a spreadsheet would take for a formula gets an apostrophe before it. SQLite's ``%w`` doubles quotation
    marks, at half the cost of ``replace()``.
    """
    cells = [_cell(field) for field in fields]
    pattern = ",".join(form for form, _ in cells)
    return f"CAST(format('{pattern}', {', '.join(value for _, value in cells)}) AS BLOB)"


def csv_text(text: bytes) -> bytes:
    """Return one text as a cell of ``csv_line``, which costs less than SQL where it is long."""
    guarded = b"'" + text if text.startswith(_START_BYTES) else text
    return b'"' + guarded.replace(b'"', b'""') + b'"'


def _json_value(field: Field) -> str:
    return f"json({field.sql})" if field.json_text else field.sql


def _cell(field: Field) -> tuple[str, str]:
    """Return the cell's part of the pattern, and the SQL expression that fills it."""
    types = field.schema.get("type", ["string", "null"])
    if types in ("integer", "number"):
        return "%s", f"ifnull({field.sql}, '')"
    # Nearly every text begins with a letter or a digit: to see that costs less than to see which character it is.
    suspect = f"{field.sql} < 'A' AND {field.sql} NOT BETWEEN '0' AND ':'"
    guarded = f"iif({suspect} AND unicode({field.sql}) IN ({_STARTS}), {_APOSTROPHE} || {field.sql}, {field.sql})"
    if "null" in types:
        quoted = f"format({_QUOTED}, {guarded})"
        return "%s", f"iif({field.sql} IS NULL, '', {quoted})"
    return '"%w"', guarded
