"""What tables and columns hold, in the reader's language: ``metadata.yml`` is in English, beside it lie others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from datasette.utils import parse_metadata

from archive.site.language import Language

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Described:
    """A table: title, description, and what each column means; ``language`` is that of the three."""

    title: str
    description: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"


def described(speech: Language, table: str) -> Described:
    """The table in ``speech``, in English where nobody has said it in that language."""
    for code in (speech.code, "en"):
        found = _tables(code).get(table)
        if found:
            return Described(found.get("title", table), found.get("description", ""), found.get("columns", {}), code)
    return Described(table, language=speech.code)


@cache
def _tables(code: str) -> Mapping[str, Any]:
    path = FOLDER / ("metadata.yml" if code == "en" else f"metadata.{code}.yml")
    if not path.is_file():
        return {}
    tables: Mapping[str, Any] = parse_metadata(path.read_text(encoding="utf-8"))["databases"]["archive"]["tables"]
    return tables
