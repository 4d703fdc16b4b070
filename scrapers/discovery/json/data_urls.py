"""JSON documents that a page or script names as the source of its data."""

from __future__ import annotations

import re

from scrapers.urls import canonical

_QUOTED = re.compile(r"""["'`](?P<url>(?:https?:)?\\?/[^"'`\s<>{}|^]{2,300}|\.{0,2}/?api/[^"'`\s<>{}|^]{2,300})["'`]""")
_DATA = re.compile(
    r"(?:^|/)api(?:[/._-]|$)|/v\d+/|\.json(?:\?|$)|list-?berita|/rest/|/graphql|/wp-json/|/data/", re.IGNORECASE
)
_NEWS = re.compile(r"berita|news|artikel|article|posts?\b|kabar|warta|publikasi|informasi", re.IGNORECASE)
_NO_DATA = re.compile(
    r"manifest\.json|/oembed|api\.w\.org|schema\.org|googleapis|gstatic|facebook|twitter|youtube|instagram|w3\.org|"
    r"/maps/|tiktok|\.(?:js|css|png|jpe?g|svg|woff2?|gif|ico|webp)(?:\?|$)|/login|/auth|cloudflare|jsdelivr|unpkg|lang/\w+\.json",
    re.IGNORECASE,
)
_NEXT_BUILD = re.compile(r'"buildId"\s*:\s*"([\w-]{3,64})"')
_MAX_SOURCE = 3_000_000  # characters that are searched
_MAX_FOUND = 40


def data_urls(source: str, base: str) -> tuple[str, ...]:
    """Addresses of JSON documents in the source of a page or script, those that speak of news first.

    :param base: address of the page, for relative addresses
    """
    source = source[:_MAX_SOURCE]
    found: dict[str, None] = {}
    for quoted in dict.fromkeys(match["url"] for match in _QUOTED.finditer(source)):
        text = quoted.replace("\\/", "/").replace("\\u0026", "&").replace("&amp;", "&")
        if _DATA.search(text) and not _NO_DATA.search(text) and (address := canonical(text, base)):
            found.setdefault(address)
            if len(found) >= _MAX_FOUND:
                break
    build = _NEXT_BUILD.search(source)
    if build:
        found.setdefault(canonical(f"/_next/data/{build[1]}/index.json", base) or base)
    return tuple(sorted(found, key=lambda address: _NEWS.search(address) is None))
