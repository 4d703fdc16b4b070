"""A report as people read it: on a terminal in colour, in a pipe as plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Console
from rich.text import Text

from scrapers.probing.report import SOURCE_NAMES, Found, Report, Sample, Tried, first_words, last_words
from scrapers.urls import location

_LABEL = 15  # characters


def print_report(report: Report, console: Console) -> None:
    """Print everything that was found, and what wasn't."""
    for line in lines(report):
        console.print(line, soft_wrap=True, highlight=False)


def lines(report: Report) -> Iterator[Text]:
    """The report, line by line."""
    yield Text.assemble((report.front, "bold"), f"  {report.title}")
    yield from (_labelled(label, words) for label, words in _facts(report) if words)
    if report.sources:
        yield Text("\nWhere the news is listed, best first", "bold")
        yield from (_labelled(SOURCE_NAMES[type(found.source)], _source(found)) for found in report.sources)
    if report.article_url:
        yield _labelled("addresses", report.article_url.pattern)
    if report.samples:
        yield Text(f"\nArticles as a crawl would read them, {_layout(report)}", "bold")
        for sample in report.samples:
            yield from _sample(sample)
    if report.tried:
        yield Text("\nLooked for in vain", "bold")
        yield from _tried(report.tried)


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    if report.problem:
        yield "problem", report.problem
    yield "asked", report.asked if report.asked != report.front else ""
    reasons = ", ".join(report.reasons) or (f"generator {report.generator}" if report.generator else "")
    made = (report.platform or "unknown") + (f": {reasons}" if reasons else "")
    yield "platform", made if report.charset else ""
    other = report.header_charset and report.header_charset.lower() != report.charset
    yield "encoding", (report.charset or "") + (f", though the header says {report.header_charset}" if other else "")
    delay = f", Crawl-delay {report.crawl_delay_seconds:g} s" if report.crawl_delay_seconds else ""
    yield "robots.txt", report.robots + delay if report.robots else ""
    yield "TLS", report.tls
    yield "scripts", "the front page is empty without them" if report.script_only else ""
    yield "elsewhere", ", ".join(report.elsewhere)
    whose = "a portal's" if report.scope.portal else "an office's own"
    yield "the site is", f"{whose}: {report.scope.why}" if report.scope.why and not report.problem else ""
    yield "requests", str(report.requests)


def _source(found: Found) -> str:
    figures = [f"{len(found.links)} articles"]
    if found.whole:
        figures.append(f"{found.whole} with text")
    titles = sum(link.hint.title is not None for link in found.links)
    days = sum(link.hint.published_raw is not None for link in found.links)
    figures.append(f"beside the links {titles} titles and {days} dates")
    if found.goes_on is not None:
        figures.append(f"second page: {found.goes_on} more ({found.pages_form or found.next_url})")
    elif found.next_url:
        figures.append(f"goes on at {found.next_url}")
    return f"{found.source.url}  {', '.join(figures)}"


def _layout(report: Report) -> str:
    return f"layout learnt from {report.layout_pages} pages" if report.layout_pages else "without a learnt layout"


def _sample(sample: Sample) -> Iterator[Text]:
    if sample.article is None:
        yield Text.assemble("  ", (location(sample.url), "bold"), f"  {sample.problem}")
        return
    article = sample.article
    suspect = f", doubtful: {article.date_suspect}" if article.date_suspect else ""
    day = f"{article.published} from {article.published_from}: {article.published_raw}{suspect}"
    yield Text.assemble("  ", (article.title, "bold"), f"  ({article.witness.get('title', '')})")
    yield _labelled("  address", article.url)
    yield _labelled("  date", day if article.published else "none found")
    yield _labelled("  text", f"{len(article.body.split())} words ({article.witness.get('body', '')})")
    yield _labelled("  begins", first_words(article.body))
    yield _labelled("  ends", last_words(article.body))


def _tried(tried: Iterable[Tried]) -> Iterator[Text]:
    for what, places in groupby(sorted(tried, key=lambda each: each.what), key=lambda each: each.what):
        by_outcome: dict[str, list[str]] = {}
        for each in places:
            by_outcome.setdefault(each.outcome, []).append(location(each.url))
        yield _labelled(what, "; ".join(f"{', '.join(urls)}: {outcome}" for outcome, urls in by_outcome.items()))


def _labelled(label: str, words: str) -> Text:
    return Text.assemble("  ", (f"{label:<{_LABEL}}", "dim"), " ", words)
