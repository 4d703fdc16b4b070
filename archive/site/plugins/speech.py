"""What every template may say and link to, Datasette's own pages included."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request

from archive.site.described import described
from archive.site.hook import hookimpl
from archive.site.language import DEFAULT, languages
from archive.site.opening import opening
from archive.site.page import absolute, href, spoken

STATIC = Path(__file__).parent.parent / "static"
# Parameters that make another page of an address; others don't.
NAMING = frozenset({"q", "kantor", "tingkat", "tahun", "bulan", "kategori", "urut", "persis", "hal", "lang"})
SECTIONS = ("/cari", "/kantor", "/data", "/metode", "/archive")


@hookimpl
def extra_template_vars(datasette: Datasette, request: Request | None) -> dict[str, object]:
    """``t`` speaks the reader's language, ``href`` links in it, ``asset`` links to the design's files."""
    speech = spoken(request)
    return {
        "t": speech,
        "lang": speech.code,
        "href": partial(href, datasette, speech),
        "asset": partial(_asset, datasette),
        "opening": opening,
        "tongues": {code: _translated(datasette, request, code) for code in languages()},
        "whole": partial(_whole, datasette, request),
        "canonical": _canonical(datasette, request),
        "described": partial(described, speech),
        "section": _section(datasette, request),
    }


def _asset(datasette: Datasette, name: str) -> str:
    address: str = datasette.urls.path(f"/static/{name}")
    return f"{address}?{_digest(name)}"


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def _path(datasette: Datasette, request: Request | None) -> str:
    base: str = datasette.setting("base_url")
    path: str = request.path if request else "/"
    return "/" + path.removeprefix(base).lstrip("/") if path.startswith(base) else path


def _translated(datasette: Datasette, request: Request | None, code: str) -> str:
    """The same page in another language."""
    path = _path(datasette, request)
    pairs = parse_qsl(request.query_string, keep_blank_values=True) if request else []
    kept = [(name, value) for name, value in pairs if name not in ("lang", "_lang")]
    if code != DEFAULT:
        kept.append(("_lang" if path.startswith("/archive") else "lang", code))
    address: str = datasette.urls.path(path)
    return f"{address}?{urlencode(kept)}" if kept else address


def _whole(datasette: Datasette, request: Request | None, address: str) -> str:
    """An address inside the archive with scheme and host."""
    return absolute(datasette, request, address) if request else address


def _canonical(datasette: Datasette, request: Request | None) -> str:
    """The one address of this page, without parameters that don't name it."""
    pairs = parse_qsl(request.query_string) if request else []
    kept = [(name, value) for name, value in pairs if name in NAMING]
    address: str = datasette.urls.path(_path(datasette, request))
    return _whole(datasette, request, f"{address}?{urlencode(kept)}" if kept else address)


def _section(datasette: Datasette, request: Request | None) -> str:
    path = _path(datasette, request)
    return next((section for section in SECTIONS if path == section or path.startswith(section + "/")), path)
