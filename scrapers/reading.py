"""From a kept document to an article, or to the reason why there is none.

Pure: what a document says depends on the document, its site and the site's learnt template alone.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from archive.models import Article, Kind, Snapshot
from scrapers.discovery.obstacle import Obstacle, obstacle_document, obstacle_headings, obstacle_headline
from scrapers.extraction import ExtractionError, Template, extract
from scrapers.extraction.topic import judge
from scrapers.registry.office import Office, Site


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document gave.

    :param identity: names the article across hosts and URL forms
    :param article: ``None`` where the document holds none that belongs here
    :param refused: ``unreadable``, ``not_about``, ``missing`` for a page that only says it isn't there, ``obstacle``
        for one that stands in the site's place, ``broken`` for a mistake of ours; ``None`` with an article
    :param detail: the reason in words
    :param fits: whether the site's template was of use on this page
    """

    identity: str
    article: Article | None = None
    refused: str | None = None
    detail: str = ""
    fits: bool = True


def identify(site: Site, url: str) -> str:
    """Name the article at ``url``: by the platform's id where it has one, else by host and path.

    Scheme, ``www.``, a closing slash and a site's move to another host don't make another article.
    """
    if site.identity and (found := site.identity.search(url)):
        return f"{site.platform}:{found[1]}"
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    host = parts.netloc.removeprefix("www.")
    if site.formerly and host == site.host.removeprefix("www."):
        host = site.formerly.removeprefix("www.")
    return host + parts.path.rstrip("/") + query


def read(snapshot: Snapshot, site: Site, office: Office, template: Template | None = None) -> Reading:
    """Read the article that ``snapshot`` holds."""
    identity = identify(site, snapshot.final_url)
    try:
        article = extract(snapshot, site, template)
    except ExtractionError as error:
        obstacle = _obstacle(snapshot)
        if obstacle:
            return _refused(identity, snapshot, obstacle)
        return Reading(identity, refused="unreadable", detail=str(error), fits=False)
    except Exception as error:  # noqa: BLE001 - our own mistake on one page must not keep the others unread
        return Reading(identity, refused="broken", detail=_mistake(snapshot, error))
    obstacle = _headline(snapshot, article)
    if obstacle:
        return _refused(identity, snapshot, obstacle)
    fits = not article.witness["body"].startswith("text")  # "text" is the generic rung below the template's
    if site.about:
        verdict = judge(article.title, article.body, aliases=(office.name, *office.aliases))
        if not verdict.about:
            detail = f"{snapshot.final_url}: not about the office: {'; '.join(verdict.reasons)}"
            return Reading(identity, refused="not_about", detail=detail, fits=fits)
    return Reading(identity, article, fits=fits)


def _obstacle(snapshot: Snapshot) -> Obstacle | None:
    """What stands in the place of a page that no article could be read from."""
    if snapshot.kind is not Kind.PAGE:
        return None
    return obstacle_document(snapshot.body, snapshot.final_url, snapshot.encoding)


def _headline(snapshot: Snapshot, article: Article) -> Obstacle | None:
    """What the headline says of the page; its own headings where it doesn't show the one that the list gave."""
    if snapshot.kind is not Kind.PAGE:
        return None
    if {*article.witness["title"].split(", ")} <= {"list", "url"}:
        return obstacle_headings(snapshot.body, snapshot.final_url, snapshot.encoding)
    return obstacle_headline(article.title)


def _refused(identity: str, snapshot: Snapshot, obstacle: Obstacle) -> Reading:
    refused = "missing" if obstacle.kind == "not found" else "obstacle"
    detail = f"{snapshot.final_url}: {obstacle.kind}: {obstacle.evidence}"
    return Reading(identity, refused=refused, detail=detail, fits=False)


def _mistake(snapshot: Snapshot, error: Exception) -> str:
    """One line for a report: what broke, where, on which page."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    what = f"{type(error).__name__}: {error}"
    return f"{snapshot.final_url}: reading broke at {place} ({what}); the page is kept, please report"
