"""Pictures and documents of an article."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Protocol
from urllib.parse import unquote, urlsplit

from bs4.element import Tag
from lxml import etree

from archive.models import Attachment, Image
from scrapers.extraction.body import furniture
from scrapers.extraction.body.captions import SET_OFF, Captions, reads_as_caption
from scrapers.extraction.dates import find_dates
from scrapers.extraction.page import Page
from scrapers.extraction.page.outline import Block, Box
from scrapers.urls import canonical

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
}
_DOCUMENT = re.compile(rf"\.(?:{'|'.join(MEDIA_TYPES)})", re.IGNORECASE)
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-large-file", "src")
_ICON = re.compile(r"emoji|avatar|gravatar|icon|logo|spacer|pixel|blank\.|loading|1x1|badge|/smilies/", re.IGNORECASE)
_SMALL = 64  # pixels; a smaller picture is an icon
_CAPTION = re.compile(r"caption|keterangan|credit", re.IGNORECASE)
_CAPTION_WORDS = 4  # of a caption outside of a figure at least
_ABOVE_TITLE = 3  # lines above the headline where the main picture may stand


class _Element(Protocol):
    """What BeautifulSoup's and lxml's elements have in common."""

    def get(self, key: str, /) -> object: ...


def images(pictures: Iterable[Tag], url: str, captions: Captions) -> Iterator[Image]:
    """Pictures, each once, with the words under them; icons and avatars are left out."""
    seen: set[str] = set()
    for tag in pictures:
        address = image_address(tag, url)
        if address is not None and address not in seen:
            seen.add(address)
            yield Image(address, captions.of(tag) or _caption(tag))


def image_address(element: _Element, url: str) -> str | None:
    """Where a picture lies, also where a script loads it later; ``None`` for icons and embedded ones."""
    sizes = [str(element.get(name) or "").removesuffix("px") for name in ("width", "height")]
    if any(size.isdecimal() and len(size) < 6 and int(size) <= _SMALL for size in sizes):
        return None
    for name in _LAZY:
        value = str(element.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return None if _ICON.search(value) else canonical(value, url)
    return None


def _caption(tag: Tag) -> str | None:
    figure = tag.find_parent("figure")
    if figure is not None and (caption := figure.find("figcaption")) is not None:
        return " ".join(caption.get_text(" ").split()) or None
    for parent in tag.parents:
        if len(parent.find_all("img", limit=2)) > 1 or len(parent.get_text()) > 1000:
            return None
        near = parent.find(class_=_CAPTION)
        if near is not None and not near.find("img"):
            return " ".join(near.get_text(" ").split()) or None
    return None


def lead_image(page: Page, title_at: int | None, first: int, last: int) -> Image | None:
    """The picture between headline and text, which often stands outside the article's own box.

    :param title_at: index of the headline's block
    :param first: index of the article's first block
    :param last: index behind its last one
    """
    start = title_at if title_at is not None and title_at < last else first
    for element in page.root.iter("img"):
        box = page.outline.box_of(element)
        if box is None or not start - _ABOVE_TITLE <= box.start <= last or box.start < start - _ABOVE_TITLE:
            continue
        if any(furniture.is_furniture_box(outer) for outer in box.ancestors()):
            continue
        address = image_address(element, page.url)
        if address is not None:
            return Image(address, _figure_caption(element) or _line_below(page, box))
    return None


def _line_below(page: Page, box: Box) -> str | None:
    """The line right below a picture that stands alone in its box or its line, where it is set off."""
    block = next(iter(page.outline.blocks[box.start : box.start + 1]), None)
    if block is None or block.heading is not None or block.linked or _tells_about_article(block):
        return None
    home = block.box.element
    words = "".join("".join(map(str, e.itertext())) for e in home.iter(*SET_OFF))
    named = _CAPTION.search(f"{home.get('class')} {home.get('id')}") is not None
    set_off = "".join(words.split()) == "".join(block.text.split())
    return block.text if reads_as_caption(block.text, set_off=named or set_off) else None


def _tells_about_article(block: Block) -> bool:
    """Whether a line gives date, author or number of readers instead of words about a picture."""
    return (
        block.words < _CAPTION_WORDS
        or furniture.is_furniture_line(block.text)
        or furniture.is_publication_line(block.text)
        or furniture.begins_as_label(block)
        or bool(find_dates(block.text, label=True))
    )


def _figure_caption(element: etree._Element) -> str | None:
    figure = next(element.iterancestors("figure"), None)
    caption = figure.find(".//figcaption") if figure is not None else None
    return " ".join("".join(map(str, caption.itertext())).split()) or None if caption is not None else None


def attachments(links: Iterable[tuple[str, str]], url: str) -> Iterator[Attachment]:
    """Linked documents, each once.

    :param links: target as written and text of each
    """
    seen: set[str] = set()
    for href, text in links:
        if not _DOCUMENT.search(unquote("".join(href.split()))):
            continue  # as most links, before the address is made canonical
        address = canonical(href, url)
        if address is None or address in seen or (media_type := media_type_of(address)) is None:
            continue
        seen.add(address)
        yield Attachment(address, " ".join(text.split()) or None, media_type)


def media_type_of(url: str) -> str | None:
    """The media type of a document by its address, ``None`` for pages and pictures."""
    extension = posixpath.splitext(unquote(urlsplit(url).path))[1].lstrip(".").lower()
    return MEDIA_TYPES.get(extension)
