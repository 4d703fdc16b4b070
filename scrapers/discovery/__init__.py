"""Where a site lists its articles: pure functions from bytes to links."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.models import Hint, Kind


@dataclass(frozen=True, slots=True)
class Link:
    """One article that a list names.

    :param url: absolute, canonical
    :param hint: what the list says about it
    :param modified_raw: last change as the list wrote it (``lastmod``, ``modified_gmt``), ``None`` where it doesn't say
    :param document: the whole article where the list carries it (a WordPress post, a full-text entry, a JSON record)
    :param kind: what ``document`` is; ``Kind.PAGE`` where the page must be fetched
    """

    url: str
    hint: Hint = Hint()
    modified_raw: str | None = None
    document: bytes | None = field(default=None, repr=False)
    kind: Kind = Kind.PAGE


@dataclass(frozen=True, slots=True)
class Discovered:
    """What one discovery document gave.

    :param links: articles, in the document's order
    :param more: URLs of further documents of the same list: the next page, the children of a sitemap index
    :param changed: URL of one of these -> its last change as the document writes it, where it does
    :param skipped: reason -> how many links were left out for it
    """

    links: tuple[Link, ...] = ()
    more: tuple[str, ...] = ()
    skipped: dict[str, int] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)


class DiscoveryError(ValueError):
    """A discovery document is not what its place promises; the message says what came instead."""
