"""Where a list goes on: the one link, in any of its many forms, that leads to the next page of older articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from lxml import etree

from scrapers.discovery.html.page import Anchor, Page, text_of, words_of
from scrapers.discovery.traps import is_trap
from scrapers.urls import canonical, location, same_site

_NEXT = re.compile(
    r"(?:(?:halaman|laman|hal\.?|page|posts?|postingan|pos(?:-pos)?|tulisan|berita|entri|artikel|go to|ke|load|lihat|"
    r"muat|show|tampilkan|baca)\s+)*"
    r"(?:selanjut(?:nya)?|berikut(?:nya)?|next|older|lama|lebih lama|lebih banyak|more|lagi|lainnya|lanjut)"
    r"(?:\s+(?:page|posts?|entries|halaman|berita|articles?|news|artikel))*",
    re.IGNORECASE,
)
_ARROWS = frozenset(
    {"›", "»", ">", ">>", "→", "⟩", "❯", "▶", "⇒", "＞", "chevron_right", "navigate_next", "arrow_forward"}
)
_DECORATION = re.compile(r"^[\s«‹<←\[(]*|[\s»›>→\])….·]*$")
_NEXT_CLASS = re.compile(
    r" (?:next|nextpostslink|older|blog pager older link|load ?more|pagination next|nav previous) "
)
_NEXT_ICON = re.compile(r" (?:right|next|forward) ")
_BACK_CLASS = re.compile(r" (?:prev|previous|newer|left|first|disabled) ")
_LOAD_MORE = (
    "data-next",
    "data-next-url",
    "data-next-page",
    "data-url",
    "data-href",
    "data-load-more",
    "hx-get",
    "data-link",
)
_PAGER_CLASS = re.compile(r" (?:pag\w*|nav ?links|page ?numbers?|wp pagenavi|pager|halaman|pages?) ")
_ACTIVE = re.compile(r" (?:active|current|aktif|selected|disabled) ")
_NUMBER = re.compile(r"\d{1,4}")
_NUMBERS = re.compile(r"\d+")
_MAX_NUMBER_DISTANCE = 3  # a pager shows its next page beside the current one, or skips few


def next_page(page: Page, anchors: Sequence[Anchor], articles: frozenset[str] = frozenset()) -> str | None:
    """Address of the list's next page, or ``None`` at its end; never the page itself, an article or a trap.

    :param anchors: the page's links
    :param articles: addresses known to be articles
    """
    for url in _proposals(page, anchors):
        if url != page.url and url not in articles and same_site(url, page.url) and not _leads_astray(url, page.url):
            return url
    return None


def _leads_astray(url: str, current: str) -> bool:
    """A trap, unless the current page lies in it already (an agenda as a list that was asked for)."""
    return is_trap(url) and not is_trap(current)


def _proposals(page: Page, anchors: Sequence[Anchor]) -> Iterator[str]:
    yield from _declared(page, anchors)
    numbered = _numbered(page, anchors)
    yield from (url for url in _worded(anchors) if _continues(url, page.url))
    if numbered:
        yield numbered
    elif following := _elsewhere(page, anchors):
        yield following
    yield from _load_more(page)


def _declared(page: Page, anchors: Sequence[Anchor]) -> Iterator[str]:
    for element in page.root.iter("link"):
        if "next" in element.get("rel", "").lower().split():
            address = canonical(element.get("href") or "", page.base)
            if address and _continues(address, page.url):
                yield address
    yield from (anchor.url for anchor in anchors if "next" in anchor.element.get("rel", "").lower().split())


def _worded(anchors: Sequence[Anchor]) -> Iterator[str]:
    """Links that say "next" by their label, text, class or icon, in this order of trust."""
    unclear: list[str] = []
    for anchor in anchors:
        element = anchor.element
        around = words_of(element) + _parent_words(element)
        label = element.get("aria-label") or element.get("title") or ""
        text = text_of(element)
        if _says_next(label) or (_says_next(text) and " disabled " not in around):  # older posts float left as well
            yield anchor.url
        elif _BACK_CLASS.search(around) and not _NEXT_CLASS.search(around):
            continue
        elif text in _ARROWS or _NEXT_CLASS.search(around):
            yield anchor.url
        elif not text and any(_NEXT_ICON.search(words_of(icon)) for icon in element.iter("i", "span", "svg", "img")):
            unclear.append(anchor.url)
    yield from unclear


def _says_next(text: str) -> bool:
    if not text or len(text) > 60:
        return False
    return _NEXT.fullmatch(_DECORATION.sub("", text)) is not None


def _parent_words(element: etree._Element) -> str:
    parent = element.getparent()
    return words_of(parent) if parent is not None and parent.tag in ("li", "span", "div") and len(parent) == 1 else " "


def _continues(url: str, current: str) -> bool:
    """Whether an address could be a further page of the current one: same path but for numbers, or a longer one."""
    there, here = unquote(location(url)), unquote(location(current))
    if _NUMBERS.sub("0", there) == _NUMBERS.sub("0", here):
        return True
    before_query = here.partition("?")[0].rstrip("/")
    trunk = _NUMBERS.split(before_query)[0].rstrip("/")
    trunk = re.sub(r"/(?:page|halaman|index|hal|laman|p)$", "", trunk)
    return there.partition("?")[0].startswith(trunk) and bool(_NUMBERS.search(there))


def _numbered(page: Page, anchors: Sequence[Anchor]) -> str | None:
    """The link to the number after the current one, in a row of page numbers."""
    return _following(page, [each for each in _numbers(anchors) if _continues(each[1].url, page.url)])


def _elsewhere(page: Page, anchors: Sequence[Anchor]) -> str | None:
    """The same where further pages have addresses unlike the first's: ``/halberita-2.html`` below ``/berita.html``.

    A row of numbers is such a list's if its addresses differ in nothing but these numbers, and a link that says "next"
    leads to one of them.
    """
    rows: dict[str, list[tuple[int, Anchor]]] = {}
    for number, anchor in _numbers(anchors):
        before, found, behind = location(anchor.url).rpartition(str(number))
        if found and not behind[:1].isdigit() and not before[-1:].isdigit():
            rows.setdefault(f"{before}#{behind}", []).append((number, anchor))
    worded = frozenset(_worded(anchors))
    named = (row for row in rows.values() if any(anchor.url in worded for _, anchor in row))
    return next((following for row in named if (following := _following(page, row))), None)


def _numbers(anchors: Sequence[Anchor]) -> list[tuple[int, Anchor]]:
    return [(int(text), anchor) for anchor in anchors if _NUMBER.fullmatch(text := text_of(anchor.element))]


def _following(page: Page, row: list[tuple[int, Anchor]]) -> str | None:
    if not row:
        return None
    current = _current_number(page, row)
    following = [(number, anchor.url) for number, anchor in row if current < number <= current + _MAX_NUMBER_DISTANCE]
    return min(following)[1] if following else None


def _current_number(page: Page, row: list[tuple[int, Anchor]]) -> int:
    for number, anchor in row:
        if anchor.url == page.url:
            return number
    pagers = {anchor.element.getparent() for _, anchor in row} | {
        parent.getparent() for _, anchor in row if (parent := anchor.element.getparent()) is not None
    }
    for pager in pagers:
        if pager is None or len(pager) > 200:
            continue
        for element in pager.iter("span", "strong", "b", "li", "em", "a"):
            text = text_of(element) if len(element) < 4 else ""
            plain = (
                element.tag in ("strong", "b", "em") or element.get("aria-current") or _ACTIVE.search(words_of(element))
            )
            if plain and (match := _NUMBER.search(text)) and len(text) < 20:
                return int(match[0])
    linked = {number for number, _ in row}
    return next((number for number in range(1, max(linked) + 1) if number not in linked), 1)


def _load_more(page: Page) -> Iterator[str]:
    """Buttons that fetch the next part by script, where their address stands in an attribute."""
    for name in _LOAD_MORE:
        for element in page.root.iterfind(f".//*[@{name}]"):
            value = element.get(name, "")
            if element.tag not in ("a", "button", "div", "span", "input", "section", "ul"):
                continue
            asks = name.startswith("data-next") or _says_next(text_of(element)) or "more" in words_of(element)
            address = canonical(value, page.base) if asks and re.search(r"[/?=]", value) else None
            if address:
                yield address
