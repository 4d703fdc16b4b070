"""An office's declaration: TOML text to records, and back.

How the text is laid out follows from the fields of the records in ``office``; nothing is listed twice.
"""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_type_hints

from scrapers.registry.office import Feed, JsonListing, Listing, Office, Selectors, Site, Sitemap, Source, WordPressApi
from scrapers.registry.platforms import PLATFORMS, resolve
from scrapers.registry.rules import OfficeError, is_address, show

_KINDS: Mapping[str, type[Any]] = MappingProxyType(
    {"wordpress": WordPressApi, "feed": Feed, "sitemap": Sitemap, "listing": Listing, "json": JsonListing}
)
_KIND_OF = {record: kind for kind, record in _KINDS.items()}
# annotation -> TOML's types that may stand for it, how the value is made, what to call it
_SCALARS: Mapping[object, tuple[tuple[type, ...], Callable[[Any], object], str]] = MappingProxyType(
    {
        str: ((str,), str, "text in quotes"),
        bool: ((bool,), bool, "true or false"),
        float: ((int, float), float, "a number"),
        re.Pattern[str]: ((str,), re.compile, "a regular expression"),
    }
)
_LINE = 120  # characters up to which a list stays on one line
_Record = TypeVar("_Record")


def parse(text: str) -> Office:
    """Read one office's declaration.

    :raises OfficeError: the text isn't TOML, or declares something that can't be
    """
    try:
        return _build(Office, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise OfficeError(f"expected TOML: {error}") from error


def render(office: Office) -> str:
    """Write ``office`` as text that ``parse`` reads back, with short comments for people."""
    return "\n".join(_lines(office)) + "\n"


def render_site(site: Site) -> str:
    """Write ``site`` as the block that an office's text can end with."""
    return "\n".join(["[[site]]", *_lines(site, "site.")]) + "\n"


def _layout(record: type[Any]) -> dict[str, tuple[Field[Any], Any]]:
    """Return key in the file -> field and annotation, ``| None`` taken off."""
    hints = get_type_hints(record)
    bare = {name: get_args(hint)[0] if type(None) in get_args(hint) else hint for name, hint in hints.items()}
    return {field.metadata.get("key", field.name): (field, bare[field.name]) for field in fields(record)}


_LAYOUTS = {record: _layout(record) for record in (Office, Site, Selectors, *_KINDS.values())}


def _build(record: type[_Record], table: Mapping[str, Any]) -> _Record:
    """Make a record of a TOML table: every key known, every value of its type, nothing needed missing."""
    layout = _LAYOUTS[record]
    for key, value in table.items():
        if key not in layout:
            near = difflib.get_close_matches(key, layout, n=1)
            hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(layout)}"
            raise OfficeError(f"{key if key.isidentifier() else show(key)} = {show(value)}: unknown key, {hint}")
    for key, (field, _) in layout.items():
        if key not in table and field.default is MISSING:
            raise OfficeError(f"{key}: missing, every {record.__name__} has one")
    return record(**{layout[key][0].name: _value(layout[key][1], key, value) for key, value in table.items()})


def _value(hint: Any, key: str, value: object) -> object:  # noqa: ANN401 - an annotation has no better type
    """Make what ``hint`` asks for: a scalar, a list of scalars, a table, or a list of tables."""
    if hint in _SCALARS:
        return _scalar(hint, key, value)
    if hint in _TABLES:
        return _table(hint, key, value)
    if not isinstance(value, list):
        raise OfficeError(f"{key} = {show(value)}: expected a list")
    item = get_args(hint)[0]
    if item in _SCALARS:
        return tuple(_scalar(item, key, each) for each in value)
    return tuple(_table(item, f"{key} {number}", each) for number, each in enumerate(value, start=1))


def _scalar(hint: object, key: str, value: object) -> object:
    types, make, expected = _SCALARS[hint]
    if type(value) not in types:  # isinstance would take true for a number
        raise OfficeError(f"{key} = {show(value)}: expected {expected}")
    try:
        return make(value)
    except (re.error, OverflowError) as error:
        raise OfficeError(f"{key} = {show(value)}: expected {expected}, but {error}") from error


def _table(hint: object, place: str, value: object) -> object:
    if not isinstance(value, dict):
        raise OfficeError(f"{place} = {show(value)}: expected a table")
    try:
        return _TABLES[hint](value)
    except OfficeError as error:
        raise error.within(place) from None


def _site(table: Mapping[str, Any]) -> Site:
    site = _build(Site, table)
    if site.platform is not None and site.platform not in PLATFORMS:
        raise OfficeError(f"platform = {show(site.platform)}: expected one of {', '.join(PLATFORMS)}")
    resolved = resolve(site)
    for url in site.examples:
        if resolved.recognises(url) is False:
            raise OfficeError(f"examples = {show(url)}: expected an address that article_url matches")
    return site


def _source(table: Mapping[str, Any]) -> object:
    kind = table.get("kind", "")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise OfficeError(f"kind = {show(kind)}: expected one of {', '.join(_KINDS)}")
    source = _build(_KINDS[kind], {key: value for key, value in table.items() if key != "kind"})
    if not is_address(source.url):
        raise OfficeError(f"url = {show(source.url)}: expected a full address, http:// or https://")
    return source


_TABLES: Mapping[object, Callable[[Any], object]] = MappingProxyType(
    {Site: _site, Source: _source, Selectors: partial(_build, Selectors)}
)


def _lines(record: object, prefix: str = "") -> Iterator[str]:
    """Give the lines of ``record``: its own values, then its tables."""
    tables: list[tuple[str, Any]] = []
    if kind := _KIND_OF.get(type(record)):
        yield f'kind = "{kind}"'
    for key, (field, hint) in _LAYOUTS[type(record)].items():
        value, comment = getattr(record, field.name), field.metadata.get("comment")
        if value is None or (value == field.default and not comment):
            continue
        if hint is Selectors:
            tables.append((f"[{prefix}{key}]", value))
        elif value and get_args(hint) and get_args(hint)[0] in _TABLES:
            tables += [(f"[[{prefix}{key}]]", item) for item in value]
        else:
            yield f"{key} = {_toml(value)}" + (f"  # {comment}" if comment else "")
    for header, item in tables:
        yield f"\n{header}"
        yield from _lines(item, f"{header.strip('[]')}.")


def _toml(value: object) -> str:
    """Return a scalar or a list of scalars in TOML."""
    if isinstance(value, tuple):
        items = [_toml(item) for item in value]
        line = f"[{', '.join(items)}]"
        return line if len(line) <= _LINE else "[\n" + "".join(f"    {item},\n" for item in items) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(int(value) if value == int(value) else value)
    if isinstance(value, re.Pattern):
        if "'" not in value.pattern and value.pattern.isprintable():
            return f"'{value.pattern}'"  # a literal string: backslashes need no second one
        value = value.pattern
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # TOML has JSON's escapes, and this one
