"""Columns that several tables have in common."""

from __future__ import annotations

# One crawl: kept in crawl.db, shown in archive.db.
RUN = {
    "id": int,
    "started_at": str,
    "ended_at": str,
    "end_reason": str,
    "offices": str,  # JSON list of office ids
    "requests": int,
    "received_bytes": int,
    "new": int,
    "revised": int,
    "unchanged": int,
    "gone": int,
    "errors": int,
}
# One crawl's visit to one site, likewise.
VISIT = {
    "run": int,
    "office": str,
    "site": str,
    "at": str,
    "outcome": str,  # `answered`, or what stood in the way
    "evidence": str,  # status, message or words of a page that say so
    "requests": int,
    "received_bytes": int,
    "refused": int,  # requests that robots.txt or our own rules held back
    "found": int,  # articles that its lists showed for the first time
}
# What an article says, in its present form and in earlier ones.
TEXT = {
    "title": str,
    "body": str,
    "published": str,
    "published_raw": str,
    "published_from": str,
    "date_suspect": str,
    "event_from": str,
    "event_to": str,
}
# What it says about itself.
ABOUT = {
    "author": str,
    "category": str,
    "image_url": str,
    "images": str,  # JSON list of {url, caption}
    "attachments": str,  # JSON list of {url, title, media_type}
    "witness": str,  # JSON object, field -> rung of the ladder
}
