"""Bytes of a page -> its tree, parsed once, and its outline."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from scrapers.burden import MAX_ATTRIBUTES, MAX_TAGS, burden
from scrapers.extraction import phrases, text
from scrapers.extraction.errors import ExtractionError
from scrapers.extraction.page.outline import Outline
from scrapers.extraction.page.walking import outline

MAX_BYTES = 10_000_000  # a bigger "page" is a download, a log or an attack
MAX_BLOCKS = 20_000  # no article has as many lines; bounds the time of everything that follows
_UNREAD = phrases.words(
    """script style noscript template svg math iframe object embed applet canvas audio video select option datalist
    input textarea button progress meter"""
)

_SELF_LINKS = etree.XPath("descendant::a[starts-with(@href, '#')]")
_MARK = "mark-of-a-place"  # a link to its own place on the page, "¶" or "🔗" behind a heading: no reader's word


@dataclass(eq=False)
class Page:
    """One parsed page.

    :param linked_data: texts of its JSON-LD scripts
    :param scripts: number of its other scripts
    :param frames: number of its frames
    """

    url: str
    root: etree._Element
    outline: Outline
    linked_data: tuple[str, ...] = ()
    scripts: int = 0
    frames: int = 0
    head: etree._Element | None = field(default=None)


def read_page(body: bytes, url: str, encoding: str | None = None) -> Page:
    """Parse a page.

    :raises ExtractionError: it is larger than 10 MB, has too many tags or lines, or holds no element at all
    """
    if len(body) > MAX_BYTES:
        raise ExtractionError(url, f"a page of {len(body):,} bytes", f"pages up to {MAX_BYTES:,} bytes")
    # As UTF-8 bytes, so that neither an XML declaration nor a meta charset is believed against text.decode.
    markup = text.decode(body, encoding).replace("\x00", "").encode("utf-8", "replace")
    if heavy := burden(markup):
        raise ExtractionError(url, heavy, f"pages up to {MAX_TAGS:,} tags with {MAX_ATTRIBUTES:,} attributes")
    root = _parse(markup)
    if root is None:
        raise ExtractionError(url, "an empty page", f"{len(body)} bytes")
    scripts = list(root.iter("script"))
    linked_data = tuple(s.text or "" for s in scripts if "ld+json" in (s.get("type") or "").lower())
    frames = sum(1 for _ in root.iter("frame", "iframe"))
    for link in _SELF_LINKS(root):
        if not any(map(str.isalnum, "".join(link.itertext()))) and link.find(".//img") is None:
            link.tag = _MARK
    etree.strip_elements(root, _MARK, *_UNREAD, with_tail=False)
    head = root.find("head")
    page_outline = outline(_visible(root))
    if len(page_outline.blocks) > MAX_BLOCKS:
        raise ExtractionError(url, f"a page of {len(page_outline.blocks):,} lines", f"pages up to {MAX_BLOCKS:,} lines")
    return Page(url, root, page_outline, linked_data, len(scripts) - len(linked_data), frames, head)


def _parse(markup: bytes) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return etree.fromstring(markup, parser) if markup and not markup.isspace() else None
    except etree.ParserError:
        return None
    except etree.XMLSyntaxError:
        return None


def _visible(root: etree._Element) -> etree._Element:
    body = root.find("body")
    return root if body is None else body
