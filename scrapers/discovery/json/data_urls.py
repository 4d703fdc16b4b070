"""JSON documents that a page or script names as the source of its data."""

from __future__ import annotations

import re
from urllib.parse import urljoin

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
# A script that keeps the API's address apart from what it asks for: `get("".concat("https://a.go.id/api","/berita"))`,
# `create({baseURL:`${host}/api`})` … `get("/berita")`.
_ROOT = re.compile(
    r"""["'`](?P<root>https?:\\?/\\?/[^"'`\s<>{}|^]{3,100})["'`]|`\$\{[^{}`]{1,60}\}(?P<path>(?:/[\w.-]{1,30}){1,3})/?`"""
)
_ASKED = re.compile(
    r"""(?:get|fetch|request|concat|axios|\$http)\(\s{0,5}(?:["'`][^"'`\s]{0,100}["'`],\s{0,5})?["'`](?P<path>/?[\w/-]{3,80}(?:\?[\w=&-]{0,80})?)["'`]"""
)
_API_ROOT = re.compile(r"(?:^|[/.])api(?:/v\d+)?/?$|//api[.-][\w.-]+/?$", re.IGNORECASE)
_NEXT_BUILD = re.compile(r'"buildId"\s*:\s*"([\w-]{3,64})"')
_MAX_SOURCE = 3_000_000  # characters that are searched
_MAX_FOUND = 40
_MAX_JOINED = 4


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
    for address in _joined(source, base):
        found.setdefault(address)
    build = _NEXT_BUILD.search(source)
    if build:
        found.setdefault(canonical(f"/_next/data/{build[1]}/index.json", base) or base)
    return tuple(sorted(found, key=lambda address: _NEWS.search(address) is None))


def _joined(source: str, base: str) -> list[str]:
    """Addresses of news that a script puts together from an API's root and a path."""
    matches = list(_ROOT.finditer(source))
    quoted = dict.fromkeys(match["root"].replace("\\/", "/") for match in matches if match["root"])
    hosts = [*(root for root in quoted if root.count("/") == 2), base]
    below = dict.fromkeys(match["path"] for match in matches if match["path"])
    roots = [*quoted, *(urljoin(host, path) for path in below for host in hosts)]
    paths = dict.fromkeys(match["path"] for match in _ASKED.finditer(source) if _NEWS.search(match["path"]))
    joined = (
        canonical(f"{root.rstrip('/')}/{path.lstrip('/')}")
        for root in dict.fromkeys(roots)
        if _API_ROOT.search(root) and not _NO_DATA.search(root)
        for path in paths
    )
    return [address for address in joined if address and not address.endswith("/")][:_MAX_JOINED]
