"""The files that describe an export: JSON Schema and README."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from archive.export.fields import ARTICLE, IMAGE, OFFICE, REVISION, Field


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record in ``articles.jsonl.gz``, ``articles.json``, ``offices/``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Article",
        "description": "One news item of a cooperative office, in its present form.",
        **_object(ARTICLE),
        "$defs": {
            "office": {"description": "A record of offices.json.", **_object(OFFICE)},
            "revision": {"description": "A record of revisions.jsonl.gz.", **_object(REVISION)},
        },
    }


def readme(articles: int, offices: int, updated_at: str | None, *, parquet: bool = False) -> str:
    """Return the README of an export, in Markdown.

    :param updated_at: when the newest page behind these files was fetched, ISO 8601
    """
    columns = "| `articles.parquet` | the same in columns |\n" if parquet else ""
    state = f", as of {updated_at}" if updated_at else ""
    return f"""# News of the cooperative offices of East Java

{articles:,} articles of {offices} offices{state}. The same archive always gives the same bytes;
`sha256sum -c SHA256SUMS` tells whether a file is whole.

| file | holds |
|---|---|
| `articles.jsonl.gz` | every article, one JSON object a line, gzip |
| `articles.json` | the same as one JSON array |
| `articles.csv` | the same as a table |
{columns}| `offices/<id>.json` | the articles of one office, one JSON array |
| `offices.json` | the offices |
| `images.csv` | the pictures of all articles |
| `revisions.jsonl.gz` | earlier forms of articles that were edited |
| `schema.json` | JSON Schema (draft 2020-12) of an article; of an office and a revision under `$defs` |
| `versions.csv` | of each article its id, number of earlier forms, and status |
| `changes.json` | ids that are new, revised, gone, returned or removed since the export before |
| `datapackage.json` | these files as a Data Package (Frictionless), with the types of all columns |
| `CITATION.cff` | how to cite |
| `SHA256SUMS` | checksums |

Articles stand newest first; one without a date stands by its event or by when it was found, else at the end. Text is
UTF-8. The texts belong to the offices that published them: name the office and the address (`url`) when you quote.

## CSV
Separated by commas, text in quotation marks, lines end in a line feed, a null is an empty field without quotation
marks. A text that begins with `=`, `+`, `-`, `@`, a tab or a line break has an apostrophe before it, so that no
spreadsheet takes it for a formula; the JSON files hold it as it was. In Excel use Data → From Text/CSV and UTF-8.

## Fields of an article
{_table(ARTICLE)}

## Fields of an office
{_table(OFFICE)}

## Fields of a revision
{_table(REVISION)}

## Fields of a picture
{_table(IMAGE)}
"""


def _object(fields: Sequence[Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {field.name: {"description": field.description, **field.schema} for field in fields},
        "required": [field.name for field in fields],
        "additionalProperties": False,
    }


def _table(fields: Iterable[Field]) -> str:
    rows = (f"| `{field.name}` | {_type(field)} | {field.description} |" for field in fields)
    return "\n".join(("| field | type | meaning |", "|---|---|---|", *rows))


def _type(field: Field) -> str:
    """Return the field's JSON type in words.

    >>> _type(ARTICLE[5])
    'string'
    """
    if "enum" in field.schema:
        return " or ".join(field.schema["enum"])
    forms = field.schema.get("anyOf", [field.schema])
    names: list[str] = []
    for form in forms:
        types = [form["type"]] if isinstance(form["type"], str) else form["type"]
        names += [form["format"] if name == "string" and "format" in form else name for name in types]
    return " or ".join(names)
