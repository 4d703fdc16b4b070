"""One HTTP exchange with a practice site: what was asked, what is answered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """One request. ``headers`` has lower-case names; ``views`` counts earlier GETs of the same path."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    views: int = 0

    @property
    def path(self) -> str:
        """Path without query, percent-decoded."""
        return unquote(urlsplit(self.target).path) or "/"

    @property
    def query(self) -> dict[str, str]:
        """Query parameters; the last of several wins."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.target).query).items()}

    @property
    def origin(self) -> str:
        """Scheme and authority as the client wrote them, ``http://127.0.0.1:8101``."""
        return f"http://{self.headers.get('host', '127.0.0.1')}"

    @property
    def conditional(self) -> bool:
        """Whether it asks to be told only of a change."""
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, with the content type as it stands in the header."""

    body: bytes = field(repr=False)
    content_type: str = "text/html; charset=UTF-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def html(text: str, status: int = 200) -> Reply:
    """An HTML answer in UTF-8."""
    return Reply(text.encode(), status=status)


def xml(text: str, content_type: str = "application/xml; charset=UTF-8") -> Reply:
    """An XML answer in UTF-8."""
    return Reply(text.encode(), content_type)


def as_json(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """A JSON answer the way PHP prints it: slashes and non-ASCII characters escaped."""
    text = json.dumps(value, separators=(",", ":")).replace("/", "\\/")
    return Reply(text.encode(), "application/json; charset=UTF-8", status, headers or {})


def with_validators(reply: Reply, request: Request, changed_at: datetime) -> Reply:
    """Add ETag and Last-Modified, and answer 304 where the client has this form already."""
    etag = f'"{hashlib.md5(reply.body, usedforsecurity=False).hexdigest()}"'
    last_modified = format_datetime(changed_at.astimezone(UTC), usegmt=True)
    reply = replace(reply, headers={**reply.headers, "ETag": etag, "Last-Modified": last_modified})
    asked = request.headers.get("if-none-match")
    known = asked == etag if asked is not None else request.headers.get("if-modified-since") == last_modified
    return replace(reply, status=304, body=b"") if known else reply
