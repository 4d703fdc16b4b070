"""One document -> one article. Pure: no clock, no network, no database.

``extract`` reads whatever a snapshot holds; ``extract_html`` is the ladder for pages.
"""

from archive.models import Article, Kind, Snapshot
from scrapers.extraction.article import extract_html
from scrapers.extraction.documents import read_entry, read_post
from scrapers.extraction.errors import ExtractionError
from scrapers.extraction.layout.template import Template, learn
from scrapers.registry.office import Site
from scrapers.urls import canonical

__all__ = ["ExtractionError", "Template", "extract", "extract_html", "learn"]


def extract(snapshot: Snapshot, site: Site | None = None, template: Template | None = None) -> Article:
    """The article that a snapshot holds; a page's stands where redirects led, as its identity and its layout do.

    :raises ExtractionError: it holds none, or what it holds can't be read
    """
    if snapshot.kind is Kind.POST:
        return read_post(snapshot.body, snapshot.url, fetched_at=snapshot.fetched_at)
    if snapshot.kind is Kind.ENTRY:
        return read_entry(snapshot.body, snapshot.url, hint=snapshot.hint, fetched_at=snapshot.fetched_at)
    if snapshot.kind is not Kind.PAGE:
        raise ExtractionError(snapshot.url, f"a {snapshot.kind} document instead of an article", "reading one article")
    return extract_html(
        snapshot.body,
        canonical(snapshot.final_url) or snapshot.url,
        encoding=snapshot.encoding,
        site=site,
        template=template,
        hint=snapshot.hint,
        fetched_at=snapshot.fetched_at,
    )
