"""From a report to what the registry keeps: a site's declaration, and the comments that say where it came from."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from scrapers.probing.report import SOURCE_NAMES, Found, Report
from scrapers.registry.declaration import render, render_site
from scrapers.registry.office import Office, Site
from scrapers.registry.platforms import PLATFORMS, Platform
from scrapers.registry.rules import is_address
from scrapers.urls import host, location

_TITLE_BREAK = re.compile(r"\s[|»·:–—-]\s|\s?\|\s?")
WIDTH = 118  # characters of a comment line
_HEADER = "[[site]]\n"
_NO_REGION = ("go", "id", "www", "com", "co", "or", "net", "org", "sch", "desa", "my", "web")


@dataclass(frozen=True, slots=True)
class Publisher:
    """What no web page tells reliably about an office; what isn't given is a placeholder that a person replaces.

    :param code: BPS code; with a level and a region that agree with it
    """

    id: str
    name: str | None = None
    code: str | None = None
    level: str | None = None
    region: str | None = None
    portal: bool = False


def site_of(report: Report, *, portal: bool = False) -> Site:
    """The declaration of a probed site: only what answered, only a pattern that was proven."""
    examples = [sample.url for sample in report.samples if sample.article and is_address(sample.url)]
    platform = family(report.front, examples) or PLATFORMS.get(report.platform or "")
    proven = report.article_url if report.article_url is not None else platform.article_url if platform else None
    return Site(
        url=report.front,
        role="portal" if portal else "office",
        evidence="page",
        platform=platform.name if platform else None,
        sources=tuple(found.source for found in report.sources),
        article_url=report.article_url,
        about=portal,
        unverified_tls=report.unverified,
        examples=tuple(url for url in examples if proven is None or proven.search(location(url))),
    )


def family(front: str, articles: list[str]) -> Platform | None:
    """The platform that serves all hosts of one domain and names them in it, if all the articles are its.

    >>> platform = family("https://dinkop.jombangkab.go.id/", ["https://dinkop.jombangkab.go.id/berita/pasar-12"])
    >>> platform.name if platform else None
    'jombangkab'
    """
    for label in host(front).split("."):
        platform = PLATFORMS.get(label)
        if platform and platform.article_url and articles:
            pattern = platform.article_url
            return platform if all(pattern.search(location(url)) for url in articles) else None
    return None


def office_of(publisher: Publisher, site: Site, title: str) -> Office:
    """An office with this one site.

    :raises scrapers.registry.rules.OfficeError: what was given doesn't agree
    """
    return Office(
        id=publisher.id,
        code=publisher.code or "00",
        level=publisher.level or "nasional",
        region=publisher.region or "Indonesia",
        name=(publisher.name or title_of(title) or publisher.id).strip(),
        latitude=-2.5,
        longitude=118.0,
        sites=(site,),
    )


def title_of(title: str) -> str:
    """The part of a front page's title that names the publisher.

    >>> title_of("Beranda | Dinas Koperasi dan Usaha Mikro Kabupaten Contoh")
    'Dinas Koperasi dan Usaha Mikro Kabupaten Contoh'
    """
    parts = [part.strip() for part in _TITLE_BREAK.split(title)]
    return max(parts, key=lambda part: ("dinas" in part.lower(), len(part)))


def suggested_id(url: str) -> str:
    """An id from a host's telling labels.

    >>> suggested_id("https://www.dinkopum.jombangkab.go.id/")
    'dinkopum-jombangkab'
    """
    labels = [label for label in (urlsplit(url).hostname or "").split(".") if label not in _NO_REGION]
    return "-".join(labels).replace(":", "-").replace("_", "-").strip("-") or "situs"


def new_file(publisher: Publisher, report: Report) -> str:
    """The text of a new office's file.

    :raises scrapers.registry.rules.OfficeError: what was given doesn't agree
    """
    office = office_of(publisher, site_of(report, portal=publisher.portal), report.title)
    text = render(office).replace(_HEADER, _HEADER + _as_comments(remarks(report)), 1)
    return _as_comments(_to_fill_in(publisher)) + "\n" + text


def new_block(report: Report, *, portal: bool = False) -> str:
    """The text that declares the site in an office's existing file."""
    return render_site(site_of(report, portal=portal)).replace(_HEADER, _HEADER + _as_comments(remarks(report)), 1)


def remarks(report: Report) -> Iterator[str]:
    """What a person should know who reads the declaration: what was seen, when, and what wasn't there."""
    why = f" ({', '.join(report.reasons)})" if report.reasons else ""
    yield f"Probed on {report.day} in {report.requests} requests. Platform: {report.platform or 'unknown'}{why}."
    yield f"Encoding: {report.charset}. {_tls(report)}."
    if report.asked != report.front:
        yield f"{report.asked} led here."
    yield from (_source(found) for found in report.sources)
    for sample in report.samples:
        if (article := sample.article) is not None:
            when = f"{article.published} ({article.published_from})" if article.published else "no date"
            yield f"Read: {article.title}; {when}."
    if report.scope.portal:
        yield f'A portal, it seems: {report.scope.why}. role = "portal" and about = true would keep only what is.'
    for what, tried in groupby(sorted(report.tried, key=lambda each: each.what), key=lambda each: each.what):
        yield f"Not there: {what}: {'; '.join(f'{location(each.url)} {each.outcome}' for each in tried)}."


def _source(found: Found) -> str:
    """What a source showed: ``"feed: 12 articles, 12 with text."``."""
    added = found.goes_on or 0
    figures = [f"{len(found.links) - added} articles"]
    figures += [f"{found.whole} with text"] if found.whole else []
    figures += [f"its second page {added} more"] if added else []
    return f"{SOURCE_NAMES[type(found.source)]}: {', '.join(figures)}."


def _tls(report: Report) -> str:
    return f"TLS: {report.tls}" if report.front.startswith("https:") else "No TLS"


def _to_fill_in(publisher: Publisher) -> Iterator[str]:
    given = {"code": publisher.code, "level": publisher.level, "region": publisher.region, "name": publisher.name}
    missing = [name for name, value in given.items() if value is None]
    names = ", ".join([*missing, "latitude", "longitude"])
    yield f"To be filled in by a person: {names}; what stands there is a placeholder."


def _as_comments(lines: Iterator[str]) -> str:
    """Lines of a TOML file that say this and nothing else, whatever a web page put into it."""
    clean = ("".join(c if c.isprintable() else " " for c in line) for line in lines)
    wrapped = (part for line in clean for part in textwrap.wrap(line, WIDTH, break_long_words=False))
    return "".join(f"# {part}\n" for part in wrapped)
