"""What must hold of whatever discovery reads, from noise too."""

from __future__ import annotations

from scrapers.discovery import Discovered
from scrapers.urls import canonical


def check_sound(found: Discovered) -> None:
    """Every address is canonical and stands once; what was left out was counted under a reason."""
    urls = [link.url for link in found.links]
    assert urls == list(dict.fromkeys(urls))
    assert [canonical(url) for url in (*urls, *found.more)] == [*urls, *found.more]
    assert all(reason and count > 0 for reason, count in found.skipped.items())
