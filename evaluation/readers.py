"""What is measured: our extractor, with and without a site's template, and three libraries, each behind one function.

This module also runs as a program, ``python -m evaluation.readers NAME``, because the libraries live in a virtual
environment of their own: sites come as JSON on standard input, answers and the time taken go out on standard output.
Each measurement has a process to itself and nothing runs beside it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FETCHED_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)  # after the newest post
_ROUNDS = 2
_WARM_UP = 5  # pages read before the clock starts: lazy imports and compiled patterns are not the reader's speed


@dataclass(frozen=True, slots=True)
class Document:
    """A page to be read."""

    body: bytes
    url: str
    encoding: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader says about a page; an empty body where it gave up.

    :param published: ISO 8601 date or datetime
    """

    title: str = ""
    body: str = ""
    published: str | None = None
    witness: str = ""


Reader = Callable[[Document], Answer]
Prepare = Callable[[Sequence[Document]], Reader]


@dataclass(frozen=True, slots=True)
class Measured:
    """A reader's answers, site by site, and the processor time it took to read them and to learn the sites.

    Processor time, because a busy neighbour lengthens the wall clock's; every reader uses one thread.
    """

    answers: list[list[Answer]]
    seconds: float
    learning_seconds: float


def alone(_: Sequence[Document]) -> Reader:
    """Our extractor, page by page."""
    from scrapers.extraction import extract_html  # noqa: PLC0415  not importable in the libraries' environment

    return lambda page: _ours(lambda: extract_html(page.body, page.url, encoding=page.encoding, fetched_at=FETCHED_AT))


def with_site(site: Sequence[Document]) -> Reader:
    """Our extractor with the template that the site's own pages teach."""
    from scrapers.extraction import extract_html  # noqa: PLC0415
    from scrapers.extraction.layout.template import learn  # noqa: PLC0415

    template = learn([(page.body, page.url, page.encoding) for page in site])
    return lambda page: _ours(
        lambda: extract_html(page.body, page.url, encoding=page.encoding, template=template, fetched_at=FETCHED_AT)
    )


def _ours(extract: Callable[[], Any]) -> Answer:
    from scrapers.extraction import ExtractionError  # noqa: PLC0415

    try:
        article = extract()
    except ExtractionError as error:
        return Answer(witness=str(error))
    witness = {**article.witness, "published": article.published_from}
    return Answer(article.title, article.body, article.published, str(witness))


def trafilatura(_: Sequence[Document]) -> Reader:
    """Trafilatura as its documentation recommends for articles: metadata and tables, no readers' comments."""
    from trafilatura import bare_extraction  # type: ignore[import-not-found]  # noqa: PLC0415

    def read(page: Document) -> Answer:
        found = bare_extraction(page.body, url=page.url, with_metadata=True, include_comments=False)
        return Answer(found.title or "", found.text or "", found.date) if found else Answer()

    return read


def newspaper4k(_: Sequence[Document]) -> Reader:
    """Newspaper4k set to Indonesian; it is kept from fetching the pictures that a page names."""
    from newspaper import Article  # type: ignore[import-not-found]  # noqa: PLC0415
    from newspaper.exceptions import ArticleException  # type: ignore[import-not-found]  # noqa: PLC0415

    def read(page: Document) -> Answer:
        article = Article(page.url, language="id", fetch_images=False)
        try:
            article.download(input_html=page.body.decode(page.encoding or "utf-8", "replace"))
            article.parse()
        except ArticleException:
            return Answer()
        date = article.publish_date
        return Answer(article.title or "", article.text or "", date.isoformat() if date else None)

    return read


def readability(_: Sequence[Document]) -> Reader:
    """Readability-lxml; it reads no dates."""
    from lxml.etree import ParserError  # noqa: PLC0415
    from lxml.html import fromstring  # noqa: PLC0415
    from readability import Document as Readable  # type: ignore[import-not-found]  # noqa: PLC0415
    from readability.readability import Unparseable  # type: ignore[import-not-found]  # noqa: PLC0415

    def read(page: Document) -> Answer:
        document = Readable(page.body)
        try:
            text = "\n".join(fromstring(document.summary(html_partial=True)).itertext())
        except (Unparseable, ParserError):
            return Answer()
        return Answer(document.short_title() or "", text)

    return read


OURS: dict[str, Prepare] = {"this archive, site known": with_site, "this archive, page alone": alone}
LIBRARIES: dict[str, Prepare] = {
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "readability-lxml": readability,
}


def measure(prepare: Prepare, sites: Sequence[Sequence[Document]]) -> Measured:
    """Read every page of every site, twice; the faster time of each site counts, for it was disturbed less."""
    warm = prepare(sites[0])
    for page in sites[0][:_WARM_UP]:
        warm(page)
    rounds = [[_read(prepare, site) for site in sites] for _ in range(_ROUNDS)]
    return Measured(
        answers=[site.answers for site in rounds[0]],
        seconds=sum(min(site.seconds for site in same) for same in zip(*rounds, strict=True)),
        learning_seconds=sum(min(site.learning_seconds for site in same) for same in zip(*rounds, strict=True)),
    )


@dataclass(frozen=True, slots=True)
class _SiteRead:
    answers: list[Answer]
    seconds: float
    learning_seconds: float


def _read(prepare: Prepare, site: Sequence[Document]) -> _SiteRead:
    started = time.process_time()
    reader = prepare(site)
    learnt = time.process_time()
    answers = [reader(page) for page in site]
    return _SiteRead(answers, time.process_time() - learnt, learnt - started)


def main() -> None:
    """Measure the reader that the command line names."""
    prepare = (OURS | LIBRARIES)[sys.argv[1]]
    sites = [
        [Document(Path(page["file"]).read_bytes(), page["url"], page["encoding"]) for page in site]
        for site in json.load(sys.stdin)
    ]
    json.dump(asdict(measure(prepare, sites)), sys.stdout)


if __name__ == "__main__":
    main()
