"""What stood in the way: a failed request or a page that isn't the site, sorted into the outcomes of a visit."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

from OpenSSL import SSL
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest, ResponseDataLossError
from scrapy.spidermiddlewares.httperror import HttpError

from scrapers.addresses import AddressError
from scrapers.causes import causes
from scrapers.discovery import DiscoveryError
from scrapers.discovery.obstacle import Obstacle, ObstacleError
from scrapers.refusals import (
    AddressRefused,
    AskedToWait,
    HostRefused,
    Refused,
    RobotsRefused,
    RobotsUnread,
    Untrusted,
)

BLOCKING = {401, 402, 403, 405, 406, 418, 429, 444, 451}  # a server that answers, but not us
OBSTACLES = {
    "challenge": "challenge",
    "suspended": "suspended",
    "parked": "suspended",
    "login": "blocked",
    "not found": "nothing",
    "default page": "nothing",
}


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


def list_trouble(error: DiscoveryError) -> Trouble:
    """Sort a document that isn't the list it should be."""
    return obstacle_trouble(error.obstacle) if isinstance(error, ObstacleError) else Trouble("nothing", str(error))


def reason(error: BaseException) -> str:
    """What went wrong, in a few words: ``HTTP 503``, ``DownloadTimeoutError: …``."""
    if isinstance(error, HttpError):
        return f"HTTP {error.response.status}"
    if isinstance(error, IgnoreRequest | Untrusted):
        return str(error)
    return f"{type(error).__name__}: {error}".rstrip(": ")


# The first kind of error that is found among an error and its causes names the outcome.
SORTED: tuple[tuple[type[BaseException], str], ...] = (
    (RobotsRefused, "robots"),
    (AskedToWait, "blocked"),
    (AddressRefused, "refused"),
    (AddressError, "refused"),
    (HostRefused, "moved"),
    (IgnoreRequest, "nothing"),  # what is left: more than we read, redirects in a circle, the night's requests used up
    (DownloadCancelledError, "nothing"),  # more than we read
    (ResponseDataLossError, "nothing"),  # less than was promised
    (Untrusted, "tls"),
    (SSL.Error, "tls"),
    (ssl.SSLError, "tls"),
    (DownloadTimeoutError, "slow"),
    (BaseException, "unreachable"),
)


def was_refused(error: BaseException) -> bool:
    """Whether our own rules or the site's held the request back; Scrapy hands on a redirect that leaves http(s)."""
    return _is_redirect(error) or any(isinstance(cause, Refused) for cause in causes(error))


def _outcome(error: BaseException) -> str:
    if isinstance(error, RobotsUnread):
        return _outcome(error.__cause__) if error.__cause__ else "error"
    if isinstance(error, HttpError):
        status = error.response.status
        if _is_redirect(error):
            return "moved"
        return "blocked" if status in BLOCKING else "error" if status >= 500 else "nothing"
    met = list(causes(error))
    return next(outcome for kind, outcome in SORTED if any(isinstance(cause, kind) for cause in met))


def _is_redirect(error: BaseException) -> bool:
    return isinstance(error, HttpError) and 300 <= error.response.status < 400
