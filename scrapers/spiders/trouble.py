"""What stood in the way: a failed request or a page that isn't the site, sorted into the outcomes of a visit."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass

from OpenSSL import SSL
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from scrapers.addresses import AddressError
from scrapers.discovery.obstacle import Obstacle
from scrapers.refusals import AddressRefused, AskedToWait, RobotsRefused

BLOCKING = {401, 402, 403, 405, 406, 418, 429, 444, 451}  # a server that answers, but not us
OBSTACLES = {"challenge": "challenge", "suspended": "suspended", "parked": "suspended", "login": "blocked"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that stood in the way.

    :param outcome: as in ``archive.crawl_log.visits.Visit``
    :param evidence: status or message
    """

    outcome: str
    evidence: str


def trouble_of(error: BaseException) -> Trouble:
    """Sort what Scrapy reports of a failed request."""
    return Trouble(_outcome(error), reason(error))


def obstacle_trouble(obstacle: Obstacle) -> Trouble:
    """Sort a page that stands in the site's place."""
    return Trouble(OBSTACLES.get(obstacle.kind, "error"), f"{obstacle.kind}: {obstacle.evidence}")


def reason(error: BaseException) -> str:
    """What went wrong, in a few words: ``HTTP 503``, ``DownloadTimeoutError: …``."""
    if isinstance(error, HttpError):
        return f"HTTP {error.response.status}"
    if isinstance(error, IgnoreRequest):
        return str(error)
    return f"{type(error).__name__}: {error}".rstrip(": ")


# The first kind of error that is found among an error and its causes names the outcome.
SORTED: tuple[tuple[type[BaseException], str], ...] = (
    (RobotsRefused, "robots"),
    (AskedToWait, "blocked"),
    (AddressRefused, "refused"),
    (AddressError, "refused"),
    (IgnoreRequest, "moved"),  # what is left: a redirect to a host that the office's file doesn't name
    (SSL.Error, "tls"),
    (ssl.SSLError, "tls"),
    (DownloadTimeoutError, "slow"),
    (BaseException, "unreachable"),
)


def _outcome(error: BaseException) -> str:
    if isinstance(error, HttpError):
        status = error.response.status
        return "blocked" if status in BLOCKING else "error" if status >= 500 else "nothing"
    causes = list(_causes(error))
    return next(outcome for kind, outcome in SORTED if any(isinstance(cause, kind) for cause in causes))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, what it was raised from, and what Twisted collected in it."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [cause for cause in (each.__cause__, each.__context__) if cause]
        waiting += [inner.value for inner in getattr(each, "reasons", None) or () if hasattr(inner, "value")]
