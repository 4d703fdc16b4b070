"""A site that shows one article: too few addresses to learn a pattern from, so the page itself must prove it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.clock import now
from archive.models import Article
from scrapers.discovery import Link
from scrapers.discovery.html.block import Entry, entries
from scrapers.discovery.pattern import learn_pattern
from scrapers.discovery.shape import is_file
from scrapers.discovery.traps import is_trap
from scrapers.extraction.dates import read_date
from scrapers.extraction.fields.testimony import words_of
from scrapers.probing.asker import Asker
from scrapers.probing.notebook import Look, Notebook
from scrapers.probing.samples import read_sample
from scrapers.urls import same_site

_HEADLINE_WORDS = 3  # fewer are as often a menu's
_CHARACTERS = 250  # of text; a page of the office's own has no date, a notice no text
_MOST = 2  # pages that are asked for


async def prove_lone(desk: Asker, notes: Notebook) -> re.Pattern[str] | None:
    """The pattern of the only article's address; ``None`` unless its list and its page agree.

    The list must show headline and date, the page must have the same ones and a text.
    """
    for entry, days in [*_headlines(notes.looks)][:_MOST]:
        pattern = learn_pattern([entry.url], support=1)
        if pattern is None or desk.left == 0:
            continue
        article = read_sample(Link(entry.url), await desk.ask(entry.url), None, now()).article
        if article is not None and _is_the_same(article, entry, days):
            return pattern
    return None


def _headlines(looks: list[Look]) -> Iterator[tuple[Entry, frozenset[str]]]:
    """Links that read like headlines, each once, with the days that their page shows beside any of its links."""
    seen = {look.url for look in looks}
    for look in looks:
        found = entries([anchor for anchor in look.page.anchors() if same_site(anchor.url, look.url)])
        days = frozenset(filter(None, (_day(entry.published) for entry in found)))
        for entry in found:
            readable = entry.title and len(entry.title.split()) >= _HEADLINE_WORDS
            if days and readable and entry.url not in seen and not is_trap(entry.url) and not is_file(entry.url):
                seen.add(entry.url)
                yield entry, days


def _is_the_same(article: Article, entry: Entry, days: frozenset[str]) -> bool:
    same_day = article.published is not None and article.published[:10] in days
    return same_day and words_of(article.title) == words_of(entry.title or "") and len(article.body) >= _CHARACTERS


def _day(raw: str | None) -> str | None:
    reading = read_date(raw) if raw else None
    return reading.iso[:10] if reading is not None and reading.iso else None
