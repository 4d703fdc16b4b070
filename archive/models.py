"""What the archive is about: one fetch, one news item, its earlier forms, one crawl.

Plain frozen records without behaviour beyond their own consistency. Standard library only, so that every
other part of the project may import them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a kept document is. The first three hold an article, the rest only lead to articles."""

    PAGE = "page"  # one HTML page
    POST = "post"  # one post object of a WordPress API answer (JSON)
    ENTRY = "entry"  # one entry of a full-text feed (XML) or one record of a JSON listing (JSON)
    API = "api"  # a whole WordPress API answer
    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"  # an HTML or JSON page that lists articles

    @property
    def holds_article(self) -> bool:
        """Whether a document of this kind is itself a news item."""
        return self in (Kind.PAGE, Kind.POST, Kind.ENTRY)


RELATIVE = ", relative"  # behind the witness of a date that counts back from the day it was read


@dataclass(frozen=True, slots=True)
class Hint:
    """What the place that listed an article said about it: a witness, never the article itself.

    :param title: the anchor text or headline in the list
    :param published_raw: the date as the list wrote it, for example ``"Senin, 9 Maret 2026"`` or RFC 822
    :param category: the list's section, where it names one
    :param author: the author, where the list names one
    :param found_in: URL of the list
    """

    title: str | None = None
    published_raw: str | None = None
    category: str | None = None
    author: str | None = None
    found_in: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One fetch of one document, as it came over the wire.

    :param office: office id, ``"jombang"``
    :param site: host (and port, where not the default) of the site, ``"dinkopum.jombangkab.go.id"``
    :param url: canonical URL that was asked for
    :param final_url: URL after redirects
    :param fetched_at: aware datetime in UTC
    :param status: HTTP status
    :param media_type: without parameters, ``"text/html"``
    :param encoding: charset of the HTTP header, ``None`` where it named none
    :param headers: response headers worth keeping, names in lower case
    :param body: decoded of any transfer or content encoding
    :param tls_verified: ``None`` for plain http
    """

    office: str
    site: str
    url: str
    final_url: str
    fetched_at: datetime
    status: int
    kind: Kind
    media_type: str
    encoding: str | None
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    tls_verified: bool | None = None
    hint: Hint = Hint()
    _sha256: str = field(default="", init=False, repr=False, compare=False)

    @property
    def sha256(self) -> str:
        """SHA-256 of the body, lower-case hexadecimal."""
        if not self._sha256:  # asked for several times on a page's way
            object.__setattr__(self, "_sha256", hashlib.sha256(self.body).hexdigest())
        return self._sha256


@dataclass(frozen=True, slots=True)
class Image:
    """One picture of an article: absolute URL, and the words under it where the page has some."""

    url: str
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """One document that an article links to: absolute URL, link text, media type such as ``application/pdf``."""

    url: str
    title: str | None
    media_type: str


@dataclass(frozen=True, slots=True)
class Article:
    """One news item as its document gives it. Made by extraction alone; nothing in it is invented.

    :param url: canonical URL
    :param body: plain text; a blank line between paragraphs, list items and table rows on lines of their own
    :param published: ISO 8601, a date (``2025-02-10``) or a datetime with offset (``2025-02-10T09:30:00+07:00``);
        ``None`` where the document doesn't say
    :param published_raw: the characters the date was read from
    :param published_from: the witness, for example ``json-ld``, ``meta article:published_time``, ``time``, ``page``,
        ``dateline``, ``url``, ``feed``, ``list``
    :param date_suspect: why the date should be doubted (``weekday``, ``year``, ``future``, ``contradicted``),
        or ``None``
    :param event_from: first day of the event the text reports, ISO date
    :param event_to: last day of it
    :param image_url: the main picture
    :param witness: field name -> the rung of the ladder that gave it, for title, body, author, category
    """

    url: str
    title: str
    body: str = field(repr=False)
    published: str | None = None
    published_raw: str | None = None
    published_from: str | None = None
    date_suspect: str | None = None
    event_from: str | None = None
    event_to: str | None = None
    author: str | None = None
    category: str | None = None
    image_url: str | None = None
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    witness: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """What the archive publishes about an office. Coordinates are WGS 84 degrees of the regency's seat.

    :param code: BPS code, ``"3517"``; ``"35"`` for the province; national offices have ``"00"``
    :param level: ``kabupaten``, ``kota``, ``provinsi`` or ``nasional``
    :param expected: articles a month that the office usually publishes, where known
    :param website: first enabled site, else ``None``
    """

    id: str
    code: str
    level: str
    region: str
    name: str
    latitude: float
    longitude: float
    expected: float | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier form of an article, with when it was first seen and when another form replaced it."""

    article_id: int
    number: int
    article: Article
    seen_at: datetime
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl of one or more offices."""

    id: int
    started_at: datetime
    ended_at: datetime | None
    end_reason: str | None
    offices: tuple[str, ...]
    requests: int = 0
    received_bytes: int = 0
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    gone: int = 0
    errors: int = 0


class Outcome(StrEnum):
    """What saving an article did."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    GONE = "gone"
    RESTORED = "restored"
