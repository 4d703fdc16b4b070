"""How the articles of a list in JSON are addressed: told by the site's own links, else tried out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scrapers.discovery.json.document import load_json
from scrapers.discovery.json.record import unfold, value_at
from scrapers.registry.office import JsonListing
from scrapers.urls import location

PLACES = ("/berita/{{{}}}", "/berita/detail/{{{}}}", "/news/{{{}}}", "/artikel/{{{}}}", "/berita/baca/{{{}}}")
_HEADLINE_GOES_ON = re.compile(r"\}[-_]+[A-Za-z]")  # another article, whose slug begins alike
# A link as a script makes it: to:`/artikel/${e.id}`, href:"/berita/".concat(e.slug), path:"/berita/"+e.slug
_WRITTEN = re.compile(
    r"""(?:\b(?:to|href|path|url|link)["']?\s{0,3}[:=]\s{0,3}|push\()["'`](?P<path>/[\w/-]{2,60}/)"""
    r"""(?:\$\{[\w$.?]{1,40}\.(?P<inside>\w{1,30})\}`|["'](?:\.concat\(|\s?\+\s?)[\w$.?]{1,40}\.(?P<behind>\w{1,30})\b)"""
)
_NEWS = re.compile(r"berita|news|artikel|article|post|kabar|warta|publikasi|informasi|read|baca", re.IGNORECASE)
_API = re.compile(r"/api/", re.IGNORECASE)
_MAX_SCRIPT = 3_000_000  # characters that are searched
_MAX_VALUE = 200  # characters; longer values are texts
_MAX_ITEMS = 30  # items that are compared with the site's links


def link_template(items: Sequence[Mapping[str, Any]], known: Iterable[str], *, least: int = 1) -> str | None:
    """The template that makes the addresses in ``known`` of the items' fields; ``None`` where none does.

    :param least: items whose addresses it must make

    >>> items = [{"id": 7, "slug": "pasar-murah", "aktif": 1}, {"id": 8, "slug": "rapat-kerja", "aktif": 1}]
    >>> link_template(items, ["https://a.go.id/profil", "https://a.go.id/berita/pasar-murah-7"])
    '/berita/{slug}-{id}'
    """
    paths = list(dict.fromkeys(location(url) for url in known))
    rows = [_values(item) for item in items[:_MAX_ITEMS]]
    telling = [name for name in dict.fromkeys(name for row in rows for name in row) if _tells(name, rows)]
    votes: Counter[str] = Counter()
    for row in rows:
        own = sorted(((name, row[name]) for name in telling if name in row), key=lambda pair: -len(pair[1]))
        templates = dict.fromkeys(_templated(path, own) for path in paths)
        votes.update(template for template in templates if "{" in template and not _HEADLINE_GOES_ON.search(template))
    template, number = next(iter(votes.most_common(1)), (None, 0))
    return template if number >= least else None


def written_templates(script: str, items: Sequence[Mapping[str, Any]]) -> list[str]:
    """The templates by which a script makes links to news of the items' fields.

    >>> written_templates("h(L,{to:`/artikel/${e.id}`})", [{"id": 7, "judul": "Pasar"}, {"id": 8, "judul": "Rapat"}])
    ['/artikel/{id}']
    """
    rows = [_values(item) for item in items[:_MAX_ITEMS]]
    links = dict.fromkeys(
        f"{match['path']}{{{match['inside'] or match['behind']}}}" for match in _WRITTEN.finditer(script[:_MAX_SCRIPT])
    )
    news = (link for link in links if _NEWS.search(link) and not _API.search(link))
    return [link for link in news if _tells(link.partition("{")[2][:-1], rows)]


def list_items(body: bytes, source: JsonListing, url: str) -> list[dict[str, Any]]:
    """The items of a list that could be read before."""
    found = unfold(load_json(body, url))
    for name in filter(None, source.items.split(".")):
        found = unfold(value_at(found, name))
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def customary(source_link: str) -> list[str]:
    """Usual templates with the field that a guessed one names.

    >>> customary("/berita/{slug}")[:2]
    ['/berita/{slug}', '/berita/detail/{slug}']
    """
    field = re.search(r"\{([^}]+)\}", source_link)
    return [place.format(field[1]) for place in PLACES] if field else []


def _values(item: Mapping[str, Any]) -> dict[str, str]:
    """The fields that could stand in an address."""
    texts = {str(name): str(value) for name, value in item.items() if isinstance(value, str | int)}
    return {name: text for name, text in texts.items() if 0 < len(text) <= _MAX_VALUE and " " not in text}


def _tells(name: str, rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether a field names its item: no two items have the same value."""
    values = [row[name] for row in rows if name in row]
    return len(values) == len(rows) == len(set(values)) and name.isidentifier()


def _templated(path: str, fields: Iterable[tuple[str, str]]) -> str:
    """A path with the values of an item's fields replaced by their names, longest first."""
    for name, value in fields:
        if value not in path:  # most by far: a sitemap names thousands of pages
            continue
        path = re.sub(rf"(?<![A-Za-z0-9{{]){re.escape(value)}(?![A-Za-z0-9}}])", f"{{{name}}}", path, count=1)
    return path
