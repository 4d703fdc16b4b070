"""Fields of JSON records, also nested ones and lists that sites wrap in strings."""

from __future__ import annotations

import json
from typing import Any


def unfold(value: Any) -> Any:  # noqa: ANN401 — whatever JSON can hold
    """The list or object itself, where a site wraps it as a string of JSON."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def value_at(record: Any, path: str) -> Any:  # noqa: ANN401 — whatever JSON can hold
    """A field of a record, also one below (``kategori.nama``) or in a list (``images.0``)."""
    if isinstance(record, dict) and path in record:
        return record[path]
    name, dot, rest = path.partition(".")
    if isinstance(record, dict):
        inner = record.get(name)
    elif isinstance(record, list) and name.isascii() and name.isdigit() and int(name) < len(record):
        inner = record[int(name)]
    else:
        return None
    return value_at(inner, rest) if dot else inner


def text_at(record: dict[str, Any], path: str | None) -> str:
    """A field as text; of an object the part that names it, ``{"nama": "Koperasi"}``. Empty where there is none."""
    value = value_at(record, path) if path else None
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("rendered", "name", "nama", "title", "judul", "url") if key in value), None
        )
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()
