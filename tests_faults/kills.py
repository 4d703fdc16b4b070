"""How many lives are ended, and in the middle of what."""

from __future__ import annotations

from collections.abc import Mapping

KILLS: Mapping[str, int] = {
    "crawl": 90,
    "rebuild": 40,
    "export": 40,
    "migration": 30,
}
assert sum(KILLS.values()) == 200  # docs/faults.md tells it
