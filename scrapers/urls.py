"""Addresses: one spelling for each page, so that no article is fetched or kept twice."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, unquote_to_bytes, urljoin, urlsplit

import idna

MAX_LENGTH = 2000  # characters; longer ones are data in disguise or links that grow at each step

_NOISE = re.compile(
    r"fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|twclid|ttclid|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi"
    r"|share|replytocom|like_comment|_wpnonce|phpsessid|jsessionid|aspsessionid\w*|ci_session|laravel_session|session_?id"
    r"|cfid|cftoken|amp|usqp|(?:utm|mtm|pk|hsa|__cf_chl)_.*"
)
# A short value of these is an article number or a word of the site; a long one is a session.
_SESSION_IF_LONG = frozenset({"sid", "s_id", "sess", "session", "token"})
_SESSION_CHARACTERS = 16

_EDGE = "".join(map(chr, range(0x21)))  # what browsers trim: C0 controls and the space
_INSIDE = re.compile(r"[\t\r\n]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Already canonical, no query: most links of a page and of a sitemap. Dot segments, `//` and short ports, among them
# the schemes' own, go the full way.
_PLAIN_PATH = re.compile(r"(?!/+/|[^?#]*/\.)/[A-Za-z0-9_~/.-]*")
_PORT = r"[1-9][0-9]{3}|[1-5][0-9]{4}"
_PLAIN = re.compile(rf"https?://(?:[a-z0-9-]+\.)+[a-z0-9]+(?::(?:{_PORT}))?{_PLAIN_PATH.pattern}")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\]")
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_IN_PATH = "!$&'()*+,;=:@/%"
_IN_QUERY = "!$'()*+,;:@/?=%"
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp|xhtml|amp)$", re.IGNORECASE)
_WORD_BREAK = re.compile(r"[^0-9a-z]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def canonical(url: str, base: str | None = None) -> str | None:
    """The one spelling of an http(s) address, or ``None`` for anything that can't be fetched.

    :param url: as it stands in an ``href``
    :param base: address of the page it stands on, for relative links

    >>> canonical(" /berita/pasar-murah-12?utm_source=wa#isi", "HTTP://Dinkop.go.id:80/")
    'http://dinkop.go.id/berita/pasar-murah-12'
    """
    if len(url) > 2 * MAX_LENGTH:
        return None
    if _PLAIN.fullmatch(url) and len(url) <= MAX_LENGTH:
        return url
    if base is not None and _PLAIN_PATH.fullmatch(url):
        home = _home(base)
        return f"{home}{url}" if home is not None and len(home) + len(url) <= MAX_LENGTH else None
    return _fetchable(url, base)


@lru_cache(maxsize=256)
def _home(base: str) -> str | None:
    """Scheme and authority of a page's address."""
    root = _fetchable("/", base)
    return None if root is None else root.removesuffix("/")


def _fetchable(url: str, base: str | None) -> str | None:
    try:
        return _canonical(url, base)
    except ValueError:  # malformed brackets, ports and host labels
        return None


def _canonical(url: str, base: str | None) -> str | None:
    text = _INSIDE.sub("", url).strip(_EDGE)
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return None
    text = _forward_slashes(text)
    parts = urlsplit(urljoin(base.strip(_EDGE), text) if base else text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    authority = _authority(parts)
    if authority is None:
        return None
    query = _query(parts.query)
    result = f"{parts.scheme}://{authority}{_path(parts.path)}{'?' + query if query else ''}"
    return result if len(result) <= MAX_LENGTH else None


def _forward_slashes(text: str) -> str:
    """Backslashes before the query, as browsers read them."""
    if "\\" not in text:
        return text
    address, mark, rest = text.partition("?")
    return address.replace("\\", "/") + mark + rest


def _authority(parts: SplitResult) -> str | None:
    name = unquote(parts.hostname or "").rstrip(".").lower()
    if ":" in name:
        name = f"[{name}]"
    elif not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except idna.IDNAError:
            return None
    if not _HOST.fullmatch(name) or ".." in name:
        return None
    default = 443 if parts.scheme == "https" else 80
    return name if parts.port in (None, default) else f"{name}:{parts.port}"


def _escape(text: str, safe: str) -> str:
    """Percent-encoding with one spelling: upper-case digits, nothing encoded that needn't be."""
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    text = _ESCAPED.sub(_one_escape, text)
    return quote(text.encode("utf-8", "replace"), safe=safe)


def _one_escape(match: re.Match[str]) -> str:
    character = chr(unquote_to_bytes(match[0])[0])
    return character if character in _UNRESERVED else match[0].upper()


def _path(path: str) -> str:
    path = _PATH_SESSION.sub("", _escape(path, _IN_PATH))
    kept: list[str] = []
    segments = path.lstrip("/").split("/")
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", "..") and kept:
        kept.append("")
    return "/" + "/".join(kept).lstrip("/")


def _query(query: str) -> str:
    kept: list[str] = []
    for field in query.split("&"):
        while field.lower().startswith("amp;"):  # escaped twice by the page
            field = field[4:]  # noqa: PLW2901 — the loop is the peeling
        name, _, value = field.partition("=")
        if field and not _is_noise(unquote(name).lower(), value):
            kept.append(_escape(field, _IN_QUERY))
    return "&".join(kept)


def _is_noise(name: str, value: str) -> bool:
    if _NOISE.fullmatch(name):
        return True
    return name in _SESSION_IF_LONG and len(value) >= _SESSION_CHARACTERS


def host(url: str) -> str:
    """Host and, where it isn't the scheme's own, port: the key of a site.

    >>> host("http://127.0.0.1:8000/berita")
    '127.0.0.1:8000'
    """
    return _host(url)


@lru_cache(maxsize=4096)
def _host(url: str) -> str:
    return urlsplit(canonical(url) or "").netloc


def host_name(url: str) -> str:
    """The name that a host goes by, without port and ``www.``: one server, whose requests wait in one queue.

    >>> host_name("https://www.dinkop.go.id:8443/berita")
    'dinkop.go.id'
    """
    return (urlsplit(url).hostname or "").removeprefix("www.")


def origin(url: str) -> str:
    """Scheme, host and port as an address has them: what a robots.txt is for.

    >>> origin("https://dinkop.go.id/berita?page=2")
    'https://dinkop.go.id'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def same_site(a: str, b: str) -> bool:
    """Whether two addresses belong to one web site; ``www.`` and the scheme don't matter."""
    first, second = host(a).removeprefix("www."), host(b).removeprefix("www.")
    return bool(first) and first == second


def location(url: str) -> str:
    """Path and query of a canonical address: what ``article_url`` patterns are searched in.

    >>> location("https://dinkop.go.id/berita/detail?id=5")
    '/berita/detail?id=5'
    """
    start = url.find("/", url.find("//") + 2)
    return url[start:] if start > 0 else "/"


def slug_words(url: str) -> list[str]:
    """The words of an article's title that its address repeats, in lower case, without its number.

    >>> slug_words("https://dinkopum.jombangkab.go.id/berita/rapat-koordinasi-tahun-2025-11620")
    ['rapat', 'koordinasi', 'tahun', '2025']
    """
    parts = urlsplit(url)
    values = (field.partition("=")[2] for field in parts.query.split("&"))
    pieces = [_words(piece) for piece in (*parts.path.split("/"), *values)]
    return max(reversed(pieces), key=len, default=[])


def _words(piece: str) -> list[str]:
    text = _EXTENSION.sub("", unquote(piece)).lower()
    words = [word for word in _WORD_BREAK.split(text) if word]
    kept = [word for word in words if not word.isdigit() or len(word) <= 2 or _YEAR.fullmatch(word)]
    return kept if any(word.isalpha() for word in kept) else []
