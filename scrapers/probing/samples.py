"""A few articles, fetched and read as a crawl would read them: the proof that everything before was right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from archive.clock import now
from archive.models import Article, Kind, Snapshot
from scrapers.discovery import Link
from scrapers.extraction import ExtractionError, Template, extract, learn
from scrapers.extraction.topic import judge
from scrapers.probing.answer import Answer
from scrapers.probing.asker import Asker
from scrapers.probing.notebook import Notebook
from scrapers.probing.report import Sample
from scrapers.urls import host

ARTICLE = "article"
COUNT = 3
_SPARE = 1  # another one where a page can't be read


async def read_samples(desk: Asker, notes: Notebook, links: Sequence[Link]) -> tuple[tuple[Sample, ...], int]:
    """Fetch and read articles; also from how many pages the site's layout was learnt.

    An article that its list carries with the text is read from there, as in a crawl; its page is fetched all the same,
    to see whether the address is right.
    """
    answers: list[tuple[Link, Answer]] = []
    for link in links[: COUNT + _SPARE]:
        if sum(answer.usable for _, answer in answers) == COUNT:
            break
        answer = await desk.ask(link.url)
        if not answer.usable:
            notes.miss(ARTICLE, answer)
        answers.append((link, answer))
    pages = [(answer.body, answer.final_url, answer.encoding) for _, answer in answers if answer.usable]
    template = learn(pages)
    samples = tuple(read_sample(link, answer, template, now()) for link, answer in answers)
    return samples, template.pages if template else 0


def read_sample(link: Link, answer: Answer, template: Template | None, fetched_at: datetime) -> Sample:
    """Read one article: from its list's document where there is one, else from its page."""
    if link.document is None and not answer.usable:
        return Sample(link.url, problem=answer.trouble)
    try:
        article = extract(_snapshot(link, answer, fetched_at), None, template)
    except ExtractionError as error:
        return Sample(link.url, problem=str(error).removeprefix(f"{answer.final_url}: "))
    return Sample(link.url, article, about=_about(article))


def _about(article: Article) -> bool:
    return judge(article.title, article.body).about


def _snapshot(link: Link, answer: Answer, fetched_at: datetime) -> Snapshot:
    whole = link.document is not None
    return Snapshot(
        office="",
        site=host(link.url),
        url=link.url,
        final_url=link.url if whole else answer.final_url,
        fetched_at=fetched_at,
        status=200,
        kind=link.kind if whole else Kind.PAGE,
        media_type="application/json" if whole else "text/html",
        encoding="utf-8" if whole else answer.encoding,
        body=link.document or answer.body,
        hint=link.hint,
    )
