"""Whom a reader can write to: the operator's ``CONTACT``, which every request of the crawl names too."""

from __future__ import annotations

import os

from archive.site.page import is_web


def contact() -> str | None:
    """An address for a link, ``mailto:`` or a page; ``None`` where the operator named nothing of the kind."""
    named = os.environ.get("CONTACT", "").strip()
    if is_web(named) or named.startswith("mailto:"):
        return named
    return f"mailto:{named}" if "@" in named and not set(named) & set(" /:<>\"'") else None
