"""One page -> one article: a ladder per field, each value with its witness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from archive.models import Article, Hint, Image
from scrapers.extraction import body as bodies
from scrapers.extraction import text
from scrapers.extraction.body.media import lead_image
from scrapers.extraction.body.region import Region, cut_out, region_of
from scrapers.extraction.body.substance import MIN_CHARACTERS, has_substance
from scrapers.extraction.dates import event_range
from scrapers.extraction.errors import ExtractionError
from scrapers.extraction.fields.agreement import Published
from scrapers.extraction.fields.byline import find_author, find_category
from scrapers.extraction.fields.metadata import Metadata, Statement
from scrapers.extraction.fields.published import Evidence, find_published, judge, report_of, seen_on
from scrapers.extraction.fields.sightings import Extent
from scrapers.extraction.fields.title import Title, find_title
from scrapers.extraction.layout.template import Reading, Template
from scrapers.extraction.page import Page, selectors
from scrapers.extraction.page.weighing import Weighing
from scrapers.extraction.study import study
from scrapers.registry.office import Selectors, Site
from scrapers.urls import canonical

_NO_SELECTORS = Selectors()


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything known before the first field is read."""

    page: Page
    weighing: Weighing
    metadata: Metadata
    selectors: Selectors
    reading: Reading
    hint: Hint
    fetched_at: datetime | None


def extract_html(
    body: bytes,
    url: str,
    *,
    encoding: str | None = None,
    site: Site | None = None,
    template: Template | None = None,
    hint: Hint | None = None,
    fetched_at: datetime | None = None,
) -> Article:
    """The article that a page holds.

    :param url: the page's canonical URL
    :param encoding: charset of the HTTP header; a lying one is seen through
    :param site: its selectors come first
    :param template: what the site's pages have in common; one that doesn't fit this page is passed over
    :param hint: what the list that led here said
    :param fetched_at: when the page was seen: resolves relative dates, shows future ones
    :raises ExtractionError: the page has no title or no text
    """
    known = study(body, url, encoding)
    page = known.page
    case = _Case(
        page,
        known.weighing,
        known.metadata,
        site.selectors if site is not None else _NO_SELECTORS,
        template.read(page.outline) if template is not None else Reading(),
        hint or Hint(),
        fetched_at,
    )
    title = _title(case)
    if title is None:
        raise ExtractionError(
            url, _nothing(page, "no title"), "selectors, JSON-LD, og:title, <title>, headings, URL words"
        )
    region = _region(case, title)
    if region is None:
        raise ExtractionError(url, _nothing(page, "no text"), "selectors, template, text density")
    return _article(case, title, region)


def _nothing(page: Page, missing: str) -> str:
    """What is missing, with the reason where the page shows one."""
    words = sum(block.words for block in page.outline.blocks)
    if page.frames and words < 50:
        return f"{missing}: the page is {page.frames} frame(s)"
    if page.scripts and words < 50:
        return f"{missing}: the page's text comes only by script ({page.scripts} scripts, {words} words)"
    return f"{missing} among {words} words"


def _title(case: _Case) -> Title | None:
    found = selectors.first(case.page.root, case.selectors.title)
    if found is None:
        return find_title(
            case.page,
            case.metadata,
            text_at=bodies.text_start(case.weighing),
            hint=case.hint,
            expected=case.reading.title,
            noise=case.reading.noise,
        )
    box = case.page.outline.box_of(found.element)
    inside = case.page.outline.inside(box) if box is not None else []
    return Title(found.text, found.witness, next((b for b in inside if found.text in b.text), None))


def _region(case: _Case, title: Title) -> Region | None:
    outline, reading = case.page.outline, case.reading
    found = selectors.first(case.page.root, case.selectors.body)
    if found is not None and (box := outline.by_element.get(found.element)) is not None:
        return region_of(case.weighing, box, title, found.witness)
    if reading.body is not None:
        region = region_of(case.weighing, reading.body, title, "template", reading.repeated)
        if has_substance(case.weighing, title, region):
            return region
    for find in (bodies.find_body, bodies.find_table):
        if (box := find(case.weighing, title)) is not None:
            region = region_of(case.weighing, box, title, f"text{reading.failure}", reading.common)
            if has_substance(case.weighing, title, region):
                return region
    return None


def _article(case: _Case, title: Title, region: Region) -> Article:
    page, metadata = case.page, case.metadata
    author = find_author(page, metadata, case.selectors.author, region, case.hint)
    category = find_category(page, metadata, case.selectors.category, title, case.hint)
    declared = selectors.first(page.root, case.selectors.published)
    lead = lead_image(page, title.block.index if title.block else None, region.first, region.last)
    fragment = cut_out(page, region)
    body = text.clean(_with_caption(fragment.text, lead))
    if len(body) < MIN_CHARACTERS:
        raise ExtractionError(page.url, "no text", f"{region.witness}: nothing is left without menus and labels")
    images = _with_lead(fragment.images, lead)
    shown = canonical(metadata.image, page.url) if metadata.image else None
    picture = shown or (images[0].url if images else None)
    published = _published(case, _extent(title, region), body, picture, declared)
    event = event_range(report_of(body), published=published.day if published else None)
    return Article(
        url=page.url,
        title=text.clean(title.text),
        body=body,
        published=published.iso if published else None,
        published_raw=published.raw if published else None,
        published_from=published.witness if published else None,
        date_suspect=published.suspect if published else None,
        event_from=event[0].isoformat() if event else None,
        event_to=event[1].isoformat() if event else None,
        author=author.value if author else None,
        category=category.value if category else None,
        image_url=picture,
        images=images,
        attachments=fragment.attachments,
        witness=_witnesses(title=title.witness, body=region.witness, author=author, category=category),
    )


def _extent(title: Title, region: Region) -> Extent:
    return Extent(
        title.block.index if title.block is not None else None,
        region.first,
        region.last,
        frozenset(block.index for block in region.blocks),
    )


def _published(
    case: _Case, extent: Extent, body: str, picture: str | None, declared: selectors.Found | None
) -> Published | None:
    if declared is not None:
        found = judge(declared.text, declared.witness, seen_on(case.fetched_at))
        if found is not None:
            return found
    return find_published(
        Evidence(
            case.page,
            case.weighing,
            case.metadata,
            extent,
            body,
            case.hint,
            case.reading.published,
            case.reading.distrusted,
            picture,
            case.fetched_at,
            case.reading.neighbours,
        )
    )


def _with_lead(images: tuple[Image, ...], lead: Image | None) -> tuple[Image, ...]:
    return images if lead is None or any(image.url == lead.url for image in images) else (lead, *images)


def _with_caption(body: str, lead: Image | None) -> str:
    """The text below the words under the main picture, where that stands outside of the article's box."""
    if lead is None or not lead.caption or lead.caption in body:
        return body
    return f"{lead.caption}\n\n{body}"


def _witnesses(title: str, body: str, author: Statement | None, category: Statement | None) -> dict[str, str]:
    found = {"title": title, "body": body}
    if author is not None:
        found["author"] = author.witness
    if category is not None:
        found["category"] = category.witness
    return found
