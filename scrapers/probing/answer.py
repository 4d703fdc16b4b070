"""What came back for one request, or why nothing did."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from scrapers.refusals import AddressRefused, AskedToWait, RobotsRefused, RobotsUnread, Untrusted

# kind of failure -> what it means, in words
FAILURES = {
    "name": "there is no such host",
    "refused": "the host refuses the connection",
    "timeout": "the host doesn't answer in time",
    "tls": "its TLS certificate can't be trusted",
    "robots": "its robots.txt forbids it",
    "unread": "its robots.txt couldn't be read",
    "address": "not a public address",
    "wait": "it asks for a longer pause than a probe has",
    "budget": "not asked: the requests were used up",
    "large": "it is larger than a document may be",
    "broken": "the connection broke",
}
_KINDS: Mapping[type[Exception], str] = {
    AddressRefused: "address",
    RobotsRefused: "robots",
    Untrusted: "tls",
    AskedToWait: "wait",
    CannotResolveHostError: "name",
    DownloadCancelledError: "large",
    DownloadConnectionRefusedError: "refused",
    DownloadTimeoutError: "timeout",
}
_TLS = re.compile(r"certificate|SSL|TLS|VerificationError", re.IGNORECASE)
_TLS_REASON = re.compile(r"'([^']*(?:certificate|handshake|alert|protocol|version)[^']*)'|(VerificationError)")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing came.

    :param kind: key of ``FAILURES``
    :param detail: what the software below said, on one line
    """

    kind: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{FAILURES[self.kind]}{f' ({self.detail})' if self.detail else ''}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for one request.

    :param url: address that was asked
    :param final_url: where redirects led; the same as ``url`` where there were none
    :param status: HTTP status, 0 where nothing came
    :param encoding: charset of the HTTP header
    :param valid_until: last day of the host's certificate, ISO 8601; ``None`` for http
    :param failure: why nothing came
    """

    url: str
    final_url: str
    status: int = 0
    body: bytes = field(default=b"", repr=False)
    encoding: str | None = None
    valid_until: str | None = None
    failure: Failure | None = None
    media_type: str = "text/html"

    @property
    def usable(self) -> bool:
        """Whether a document came."""
        return self.status == 200

    @property
    def trouble(self) -> str:
        """Why this is no document, in words."""
        return str(self.failure) if self.failure else f"HTTP {self.status}"


def failure_of(error: Exception) -> Failure:
    """Sort what the downloader raised into a kind that can be told to people.

    >>> failure_of(DownloadTimeoutError("took longer than 60 s")).kind
    'timeout'
    """
    if isinstance(error, RobotsUnread):
        return failure_of(error.__cause__) if isinstance(error.__cause__, Exception) else Failure("unread", error.met)
    words = " ".join(f"{error}".split())[:200]
    kind = next((kind for raised, kind in _KINDS.items() if isinstance(error, raised)), None)
    if kind is not None:
        tells_more = isinstance(error, IgnoreRequest | Untrusted) and not isinstance(error, RobotsRefused)
        return Failure(kind, words if tells_more else "")
    if isinstance(error, DownloadFailedError | ResponseDataLossError) and _TLS.search(words):
        reasons = [match[1] or "it is another host's" for match in _TLS_REASON.finditer(words)]
        return Failure("tls", ", ".join(dict.fromkeys(reasons)) or words)
    return Failure("broken", f"{type(error).__name__}: {words}".rstrip(": "))
