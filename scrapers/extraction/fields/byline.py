"""Who wrote it, and in which section it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.models import Hint
from scrapers.extraction import text
from scrapers.extraction.body import furniture
from scrapers.extraction.body.region import Region
from scrapers.extraction.fields.metadata import Metadata, Statement
from scrapers.extraction.fields.testimony import words_of
from scrapers.extraction.fields.title import Title
from scrapers.extraction.page import Page, selectors
from scrapers.extraction.page.outline import Block

_NEAR_BLOCKS = 10  # lines above or below the text in which a byline may stand
_BY = re.compile(
    r"^[\W_]*(?:(?:ditulis|diposting|diposkan|dipublikasikan|diunggah|diterbitkan|dibuat)\s+oleh|oleh|penulis|reporter|"
    r"author|(?:posted|written|published)\s+by|by|pewarta|kontributor|redaktur|editor|jurnalis)(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r"\s*(?:[|•·/,;(]|\s[-–—]\s|\s(?:pada|on|at|tanggal|in|di)\s|\d|\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu)\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+[|•·]\s+")  # the parts of a line like "12 Mei 2025 · Penulis: Rina · dibaca 31 kali"
_HERE = (
    "detail",
    "detail berita",
    "detail news",
    "baca",
    "baca berita",
    "read",
    "isi berita",
    "single",
    "post",
    "artikel detail",
)
_HOME = ("home", "beranda", "halaman utama", "depan")
_MARKS = re.compile(r"^[\s/|»›>«•·:–—-]+|[\s/|»›>«•·:–—-]+$")
_SECTION = re.compile(r"^[\W_]*(?:kategori|category|rubrik|posted in|filed under)\s*:?\s+(.{2,60})$", re.IGNORECASE)
_MAX_NAME = 80  # characters
_MAX_CATEGORY = 60


def find_author(
    page: Page, metadata: Metadata, css: tuple[str, ...], region: Region, hint: Hint | None
) -> Statement | None:
    """The author as the page names one; the name of the site itself is none.

    What readers see counts more than ``<meta name="author">``: many sites put the same office there on every page.
    """
    found = selectors.first(page.root, css)
    if found is not None:
        return Statement(_without_by(found.text), found.witness)
    site = words_of(metadata.site_name or "")
    named = metadata.author
    if named is not None and (words_of(named.value) == site or len(named.value) > _MAX_NAME):
        named = None
    if named is not None and named.witness != "meta author":
        return named
    line = _line(page.outline.blocks, region)
    if line is not None:
        return Statement(line, "page")
    if named is not None:
        return named
    signed = text.author_of("\n".join(block.text for block in region.blocks))
    if signed is not None:
        return Statement(signed, "text")
    return Statement(hint.author, "list") if hint is not None and hint.author else None


def _line(blocks: list[Block], region: Region) -> str | None:
    near = (
        *reversed(blocks[max(0, region.first - _NEAR_BLOCKS) : region.first]),
        *blocks[region.last : region.last + _NEAR_BLOCKS // 2],
    )
    for block in near:
        if len(block.text) > 160 or furniture.opens_furniture(block):
            continue
        for part in (" ".join(block.pieces), *block.pieces, *_BETWEEN.split(block.text)):
            match = _BY.match(part)
            name = _NAME_END.split(part[match.end() :], maxsplit=1)[0].strip(" :.-") if match else ""
            if 2 <= len(name) <= _MAX_NAME and any(map(str.isalpha, name)) and len(name.split()) <= 8:
                return name
    return None


def _without_by(name: str) -> str:
    match = _BY.match(name)
    return name[match.end() :].strip() if match else name


def find_category(
    page: Page, metadata: Metadata, css: tuple[str, ...], title: Title, hint: Hint | None
) -> Statement | None:
    """The section the article stands in: as declared, as the page says, or the last step of its breadcrumbs."""
    found = selectors.first(page.root, css)
    if found is not None:
        return Statement(found.text, found.witness)
    for said in _sections(page, metadata, title):
        if said is not None and len(said.value) <= _MAX_CATEGORY:
            return said
    return Statement(hint.category, "list") if hint is not None and hint.category else None


def _sections(page: Page, metadata: Metadata, title: Title) -> Iterator[Statement | None]:
    """The most telling first; each is looked for only where those before it say nothing."""
    yield metadata.category
    yield Statement(metadata.rel_category, "rel=category") if metadata.rel_category else None
    yield _crumb(page, title)
    yield _named(page, title)


def _crumb(page: Page, title: Title) -> Statement | None:
    """The last step before the headline in the way that leads to the page."""
    title_at = title.block.index if title.block is not None else 0
    for box in page.outline.boxes:
        if box.start > title_at:
            break
        if box.end > box.start and furniture.is_breadcrumb(box):
            step = _last_step([piece for block in page.outline.inside(box) for piece in block.pieces], title)
            if step is not None:
                return Statement(step, "breadcrumb")
    for block in page.outline.blocks[:title_at]:
        if block.links > 1 and words_of(block.pieces[0]) in _HOME and (step := _last_step(block.pieces, title)):
            return Statement(step, "breadcrumb")
    return None


def _last_step(steps: Sequence[str], title: Title) -> str | None:
    skipped = (*_HOME, *_HERE, words_of(title.text), "")
    names = [name for step in steps if words_of(name := _MARKS.sub("", step)) not in skipped]
    return names[-1] if names else None


def _named(page: Page, title: Title) -> Statement | None:
    if title.block is None:
        return None
    near = page.outline.blocks[max(0, title.block.index - 4) : title.block.index + 6]
    match = next(filter(None, (_SECTION.match(" ".join(b.pieces)) for b in near if len(b.text) <= 80)), None)
    return Statement(match[1].strip(), "page") if match else None
