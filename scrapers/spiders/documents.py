"""Between Scrapy's responses and the archive's documents."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.clock import now
from archive.crawl_log import Validators
from archive.models import Kind, Snapshot
from scrapers.discovery import Link
from scrapers.probing.answer import Answer
from scrapers.registry.office import Site

UNVERIFIED = "unverified"  # flag of a response whose server nobody vouches for
KEPT_HEADERS = ("date", "last-modified", "etag", "server", "content-language")


def charset(response: Response) -> str | None:
    """Charset of the HTTP header alone; what the page says of itself is for extraction to weigh."""
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
    return content_type.partition("charset=")[2].split(";")[0].strip(" \"'") or None


def media_type(response: Response) -> str:
    """What the HTTP header says the bytes are, ``"text/html"``."""
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return content_type.partition(";")[0].strip().lower() or "application/octet-stream"


def answer_of(url: str, response: Response) -> Answer:
    """What came for ``url``, as a first contact looks at it."""
    return Answer(
        url,
        response.url,
        response.status,
        response.body,
        charset(response),
        _valid_until(response),
        media_type=media_type(response),
    )


def _valid_until(response: Response) -> str | None:
    """The last day of the certificate the response came with, as ``"2027-01-31"``."""
    if response.certificate is None:
        return None
    end = (response.certificate.original.get_notAfter() or b"").decode("ascii", "replace")  # 20270131235959Z
    return f"{end[:4]}-{end[4:6]}-{end[6:8]}" if len(end) >= 8 else None


def snapshot_of(response: Response, *, office: str, site: Site, kind: Kind, url: str) -> Snapshot:
    """What came for ``url``, ready to be kept."""
    values = {name: response.headers.get(name) for name in KEPT_HEADERS}
    return Snapshot(
        office=office,
        site=site.host,
        url=url,
        final_url=response.url,
        fetched_at=now(),
        status=response.status,
        kind=kind,
        media_type=media_type(response),
        encoding=charset(response),
        headers={name: value.decode("latin-1") for name, value in values.items() if value is not None},
        body=response.body,
        tls_verified=UNVERIFIED not in response.flags if response.url.startswith("https:") else None,
    )


def part_of(snapshot: Snapshot, link: Link) -> Snapshot:
    """The article that a list document carries whole, as a document of its own."""
    assert link.document is not None
    return replace(
        snapshot,
        url=link.url,
        final_url=link.url,
        kind=link.kind,
        media_type="application/json",
        encoding="utf-8",
        headers={},
        body=link.document,
        hint=replace(link.hint, found_in=snapshot.url),
    )


def validators_of(snapshot: Snapshot) -> Validators:
    """What the next request for the same document should say."""
    return Validators(snapshot.headers.get("etag"), snapshot.headers.get("last-modified"), snapshot.sha256)


def conditional_headers(validators: Validators) -> dict[str, str]:
    """Headers that let a server answer 304 (RFC 9110)."""
    headers = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in headers.items() if value}


def error_of(failure: Failure) -> BaseException:
    """What went wrong; a failure without an error is Twisted's own mistake."""
    return failure.value or RuntimeError("no reason given")


def request_of(failure: Failure) -> Request:
    """The request that failed; Scrapy adds it to the failure."""
    return cast("Request", vars(failure)["request"])
