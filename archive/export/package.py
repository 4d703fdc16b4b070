"""The files by which other software finds its way: ``datapackage.json`` (Frictionless) and ``CITATION.cff``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from archive.export.fields import ARTICLE, IMAGE, VERSION, Field
from archive.export.files import ExportedFile

TITLE = "News of the cooperative offices of East Java"
_TABLES: dict[str, Sequence[Field]] = {"articles.csv": ARTICLE, "images.csv": IMAGE, "versions.csv": VERSION}
_KEYS = {"articles.csv": "id", "versions.csv": "id"}
_TYPES = {"integer": "integer", "number": "number", "string": "string", "array": "array"}
_MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "gz": "application/gzip",
    "md": "text/markdown",
    "parquet": "application/vnd.apache.parquet",
}


def data_package(files: Iterable[ExportedFile], state: str | None) -> str:
    """Return the Data Package (Frictionless, version 1) of ``files``.

    :param state: when the newest page behind them was fetched, ISO 8601
    """
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": "dinkop-news-archive",
        "title": TITLE,
        "description": "Texts belong to the offices that published them: name the office and the address in a quote.",
    }
    if state:
        package |= {"version": state[:10], "created": state}
    package["resources"] = [_resource(file) for file in files]
    return json.dumps(package, ensure_ascii=False, indent=2)


def citation(state: str | None, articles: int) -> str:
    """Return ``CITATION.cff``, from which reference managers and code hosts read how to cite."""
    lines = [
        "cff-version: 1.2.0",
        "message: Please cite this data set as below, and the office and address of each article that you quote.",
        "type: dataset",
        f"title: {TITLE}",
        "authors:",
        "  - name: Dinkop news archive",
        f"abstract: {articles} news articles of the cooperative offices of East Java, as their sites had them.",
        "keywords: [Indonesia, East Java, cooperatives, local government, news]",
    ]
    if state:
        lines += [f'version: "{state}"', f"date-released: {state[:10]}"]
    return "\n".join(lines)


def _resource(file: ExportedFile) -> dict[str, Any]:
    ending = file.name.rpartition(".")[2]
    name = file.name.lower().replace("/", "-").replace(".", "-").replace("_", "-")
    resource: dict[str, Any] = {
        "name": name,
        "path": file.name,
        "type": "file",  # else readers guess by the name: schema.json would be a Table Schema
        "profile": "data-resource",
        "mediatype": _MEDIA_TYPES.get(ending, "text/plain"),
        "bytes": file.size_bytes,
        "hash": f"sha256:{file.sha256}",
    }
    fields = _TABLES.get(file.name)
    if fields is None:
        return resource
    schema: dict[str, Any] = {"fields": [_field(field) for field in fields], "missingValues": [""]}
    if file.name in _KEYS:
        schema["primaryKey"] = _KEYS[file.name]
    return resource | {
        "type": "table",
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n"},
        "schema": schema,
    }


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": _type(field), "description": field.description}
    if "enum" in field.schema:
        described["constraints"] = {"enum": list(field.schema["enum"])}
    return described


def _type(field: Field) -> str:
    """Return the type of a Table Schema: what is a date or a moment has a type of its own, where it is always one."""
    if "anyOf" in field.schema or "enum" in field.schema:
        return "string"
    form, types = field.schema.get("format"), field.schema["type"]
    if form == "date":
        return "date"
    if form == "date-time":
        return "datetime"
    return _TYPES[types if isinstance(types, str) else types[0]]
