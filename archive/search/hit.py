"""One article that a search found, as lists show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archive.search.marks import Marked

COLUMNS = (
    "id", "office", "region_code", "region", "url", "title", "published", "published_raw", "published_from",
    "date_suspect", "event_from", "event_to", "author", "category", "image_url", "first_seen_at", "last_seen_at",
    "status", "revisions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that was found; the fields are those of an export's record, without the body."""

    id: int
    office: str
    region_code: str
    region: str
    url: str
    title: str
    published: str | None
    published_raw: str | None
    published_from: str | None
    date_suspect: str | None
    event_from: str | None
    event_to: str | None
    author: str | None
    category: str | None
    image_url: str | None
    first_seen_at: str
    last_seen_at: str
    status: str
    revisions: int
    marked_title: Marked
    snippet: Marked

    def record(self) -> dict[str, Any]:
        """The hit as JSON carries it: titles and snippets as plain text and as escaped HTML."""
        record = {name: getattr(self, name) for name in COLUMNS}
        return record | {
            "title_html": self.marked_title.html,
            "snippet": self.snippet.plain,
            "snippet_html": self.snippet.html,
        }
