"""Odd articles on sites thrown by dice: page by page and with the site's template."""

from __future__ import annotations

from collections import Counter

from scrapers.extraction import ExtractionError, Template, extract_html, learn
from tests.extraction.odd_site import OddSite
from tests.extraction.wording import News
from tests.probing.seeds import seeds


def verdict(site: OddSite, item: News, template: Template | None) -> str:
    """``exact``, or what is wrong."""
    wanted = site.lines_of(item)
    try:
        article = extract_html(site.page(item), site.url(item), template=template)
    except ExtractionError:
        return "refused" if wanted else "exact"
    if [line for line in article.body.split("\n") if line] != wanted:
        return "body"
    if article.title != item.title:
        return "title"
    if article.published is not None and article.published[:10] != item.day.isoformat():
        return "invented date"
    caption = site.caption_of(item)
    return "exact" if caption is None or caption in [image.caption for image in article.images] else "caption"


def test_reads_odd_articles() -> None:
    found: Counter[str] = Counter()
    for seed in seeds("0-19"):
        site = OddSite(seed)
        template = learn([(site.page(item), site.url(item), None) for item in site.articles])
        found.update(verdict(site, item, known) for item in site.articles for known in (None, template))
    assert found["invented date"] == 0
    assert found["exact"] >= 0.95 * found.total(), found
