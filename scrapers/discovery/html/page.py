"""An HTML page parsed once, for everything that discovery asks of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

from scrapers.burden import burden
from scrapers.discovery import DiscoveryError
from scrapers.discovery.xml.document import unpack, what_came
from scrapers.urls import canonical

MAX_BYTES = 5 * 1024 * 1024  # a list of articles is 20 to 200 KB
MAX_ANCHORS = 5000

_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|title|meta|div|p|a|ul|ol|li|table|h[1-6]|span|section|main|article)\b", re.IGNORECASE
)
_XML_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b", re.DOTALL
)
# One step along one axis: with two, the parser's library compares every text with every other.
_TEXTS = etree.XPath(
    "descendant::text()[not(parent::script or parent::style or parent::noscript or parent::template)]",
    smart_strings=False,
)
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\ufeff]")
NO_WORDS = " "


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of a page: where it leads, in its canonical form, and the element it is."""

    url: str
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page.

    :param url: canonical address it was fetched from
    :param base: what its relative links start from
    :param charset: of its bytes, ``"utf-8"``, ``"cp1252"``
    """

    url: str
    base: str
    root: etree._Element
    charset: str = "utf-8"

    def anchors(self) -> Iterator[Anchor]:
        """The links that can be followed, in the page's order, at most :data:`MAX_ANCHORS`."""
        number = 0
        origin = self.base[: self.base.find("/", self.base.find("//") + 2)]
        known: dict[str, str | None] = {}  # one entry's picture, headline and "more" lead to one address
        for element in self.root.iter("a", "area"):
            href = element.get("href")
            if not href or href.startswith("#"):
                continue
            number += 1
            if number > MAX_ANCHORS:
                return
            if href not in known:
                rooted = href[0] == "/" and href[1:2] not in ("/", "\\")  # most are, and joining costs most
                known[href] = canonical(origin + href) if rooted else canonical(href, self.base)
            address = known[href]
            if address:
                yield Anchor(address, element)


def parse_page(body: bytes, url: str, encoding: str | None = None) -> Page:
    """A page as a tree.

    :param url: address it was fetched from
    :param encoding: charset of the HTTP header; the bytes themselves are believed more
    :raises DiscoveryError: it is no HTML page, or larger than :data:`MAX_BYTES`
    """
    body = unpack(body, url)
    if len(body) > MAX_BYTES:
        raise DiscoveryError(f"{url}: a page larger than {MAX_BYTES // 1024 // 1024} MB")
    charset, body = _charset(body, encoding)
    if _XML_ROOT.match(body) or not _MARKUP.search(body):
        raise DiscoveryError(f"{url}: expected an HTML page, got {what_came(body)}")
    if heavy := burden(body):
        raise DiscoveryError(f"{url}: expected an HTML page, got {heavy}")
    root = _tree(body, charset, url)
    address = canonical(url) or url
    return Page(address, _base(root, address), root, charset)


def _charset(body: bytes, encoding: str | None) -> tuple[str, bytes]:
    """The charset that fits the bytes; headers and ``<meta>`` often say ``iso-8859-1`` over UTF-8."""
    marked, mark = read_bom(body)
    if marked and mark:
        if marked.startswith(("utf-16", "utf-32")):
            return "utf-8", body[len(mark) :].decode(marked, "replace").encode("utf-8", "replace")
        return "utf-8", body[len(mark) :]
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        declared = resolve_encoding(encoding) if encoding else html_body_declared_encoding(body[:4096])
    else:
        return "utf-8", body
    if declared in (None, "utf-8") and _mostly_utf8(body):
        return "utf-8", body
    name = declared if declared and declared != "utf-8" else "cp1252"
    try:
        codecs.lookup(name)
    except LookupError:
        name = "cp1252"
    if name not in ("cp1252", "utf-8"):
        return "utf-8", body.decode(name, "replace").encode("utf-8", "replace")
    return name, body


def _mostly_utf8(body: bytes) -> bool:
    """A page cut in a character, or with a few stray bytes, is still UTF-8."""
    text = body.decode("utf-8", "replace")
    foreign = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    return foreign > text.count("\ufffd")


def _tree(body: bytes, charset: str, url: str) -> etree._Element:
    body = body.replace(b"\x00", b"")
    for huge in (False, True):  # a page with unclosed tags may nest deeper than the parser's first bound of 256
        parser = etree.HTMLParser(encoding=charset, huge_tree=huge, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(body, parser)
        except (etree.LxmlError, ValueError, AssertionError) as error:
            raise DiscoveryError(f"{url}: expected an HTML page, got {what_came(body)}") from error
        if root is None:
            raise DiscoveryError(f"{url}: expected an HTML page, got {what_came(body)}")
        if not any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
            break
    return root


def _base(root: etree._Element, url: str) -> str:
    for element in root.iter("base"):
        declared = canonical(element.get("href") or "", url)
        if declared:
            return declared
    return url


def text_of(element: etree._Element) -> str:
    """What stands in an element, in one line; scripts and styles don't."""
    text = " ".join(_TEXTS(element))
    if "\u200b" in text or "\ufeff" in text or "\u200e" in text:
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def words_of(element: etree._Element) -> str:
    """Class and id of an element, lower case, with a space on either side of each word; :data:`NO_WORDS` for none."""
    names, name = element.get("class"), element.get("id")
    if not names and not name:
        return NO_WORDS
    return f" {names or ''} {name or ''} ".lower().replace("-", " ").replace("_", " ")
