"""XML as sites send it: unpacked, repaired where it is merely sloppy, refused where it is hostile or no XML at all."""

from __future__ import annotations

import re
import zlib
from html.entities import html5
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from scrapers.burden import burden
from scrapers.discovery import DiscoveryError

MAX_BYTES = 10 * 1024 * 1024  # unpacked; a sitemap of 50,000 addresses takes about 8 MB
MAX_TAGS = 500_000  # a sitemap of 50,000 addresses has 250,000

_GZIP = b"\x1f\x8b"
_HEAD_BYTES = 2048  # enough to see what a document is
_ROOT = re.compile(rb"<(?:\?xml|!doctype(?!\s+html)|(?:\w+:)?(?:rss|feed|rdf|urlset|sitemapindex))\b", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]*>\s*([^<]{1,120})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_AMPERSAND = re.compile(r"&(?:(#x?[0-9A-Fa-f]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});)?")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AFTER_ROOT = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf|urlset|sitemapindex)\s*>", re.IGNORECASE)


def unpack(body: bytes, url: str) -> bytes:
    """The document itself where it came gzipped, whatever its name says.

    :raises DiscoveryError: it is damaged, or larger than :data:`MAX_BYTES`
    """
    if body.startswith(_GZIP):
        packed = zlib.decompressobj(wbits=31)
        try:
            body = packed.decompress(body, MAX_BYTES + 1)
        except zlib.error as error:
            raise DiscoveryError(f"{url}: damaged gzip ({error})") from error
        if not packed.eof and len(body) <= MAX_BYTES:
            raise DiscoveryError(f"{url}: damaged gzip (cut short)")
    if len(body) > MAX_BYTES:
        raise DiscoveryError(f"{url}: larger than {MAX_BYTES // 1024 // 1024} MB")
    return body


def parse_xml(body: bytes, url: str) -> Element:
    """The root element of an XML document; entity declarations are refused, sloppiness is repaired.

    Repaired: white space or warnings before the declaration, text after the root, HTML entities, bare ampersands,
    characters that XML forbids, bytes that are not of the declared encoding.

    :raises DiscoveryError: something else came; the message says what
    """
    body = unpack(body, url)
    if heavy := burden(body, MAX_TAGS):
        raise DiscoveryError(f"{url}: expected a list, got {heavy}")
    root = _ROOT.search(body, 0, 64 * 1024)
    if root is None and not body.startswith(_UTF16):
        _refuse(body, url)
    try:
        return _strict(body[root.start() :] if root and not body.startswith(_UTF16) else body, url)
    except ParseError:
        return _repaired(body[root.start() if root else 0 :], url)


def _strict(document: bytes | str, url: str) -> Element:
    try:
        element: Element = fromstring(document)
    except DefusedXmlException as error:
        raise DiscoveryError(f"{url}: declares entities, refused ({type(error).__name__})") from error
    except (ValueError, LookupError) as error:  # an encoding nobody knows
        raise ParseError(str(error)) from error
    return element


def _repaired(document: bytes, url: str) -> Element:
    text = _DECLARATION.sub("", _decoded(document), count=1)
    text = _AMPERSAND.sub(_known_entity, _FORBIDDEN.sub("", text))
    ends = [match.end() for match in _AFTER_ROOT.finditer(text)]
    try:
        return _strict(text[: ends[-1]] if ends else text, url)
    except ParseError as error:
        raise DiscoveryError(f"{url}: broken XML ({error})") from error


def _decoded(document: bytes) -> str:
    try:
        return document.decode("utf-8")
    except UnicodeDecodeError:
        declared = _ENCODING.match(document)
        name = declared[1].decode("ascii") if declared else "cp1252"
    try:
        return document.decode(name if name.lower().replace("-", "") != "utf8" else "cp1252", "replace")
    except (LookupError, ValueError):
        return document.decode("cp1252", "replace")


def _known_entity(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&amp;"
    if name in _XML_ENTITIES or name.startswith("#"):
        return match[0] if not name.startswith("#") or _allowed(name) else ""
    characters = html5.get(f"{name};")
    return "".join(f"&#{ord(character)};" for character in characters) if characters else f"&amp;{name};"


def _allowed(reference: str) -> bool:
    digits = reference[1:]
    try:
        number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    except ValueError:
        return False
    return number <= 0x10FFFF and not _FORBIDDEN.match(chr(number))


def _refuse(body: bytes, url: str) -> NoReturn:
    raise DiscoveryError(f"{url}: expected XML, got {what_came(body)}")


def what_came(body: bytes) -> str:
    """A document that isn't what its place promises, in a few words for a message."""
    head = body[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        return "an empty document"
    if _HTML.search(head):
        title = _TITLE.search(body[: 64 * 1024])
        return f"an HTML page titled “{title[1].decode('utf-8', 'replace').strip()}”" if title else "an HTML page"
    if head[:1] in b"{[":
        return "JSON"
    if head[:1] == b"<":
        return f"markup that starts with {head[:40].decode('utf-8', 'replace')!r}"
    if b"\x00" in head or sum(byte < 9 or 13 < byte < 32 for byte in head) > len(head) // 20:
        return f"{len(body)} bytes of binary data"
    return f"text that starts with {head[:40].decode('utf-8', 'replace')!r}"


def name_of(element: Element) -> str:
    """An element's name without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()
