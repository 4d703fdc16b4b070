"""A site's robots.txt: what it allows, how long a pause it asks for, and how it is kept until tomorrow."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Self

from protego import Protego

ROBOTS_FACT = "robots"  # name of the fact in the crawl log, kept per scheme and host


@dataclass(frozen=True)
class Robots:
    """A site's robots.txt as it was last seen.

    :param status: HTTP status; 0 where nothing came
    :param error: why nothing came; not kept
    """

    text: str
    status: int
    fetched_at: datetime
    error: Exception | None = None

    def allows(self, url: str, agent: str) -> bool:
        """Whether ``agent`` may ask ``url``: a failing server means wait, a missing file means yes (RFC 9309)."""
        if self.status == 0 or self.status >= 500:
            return False
        return self.status >= 400 or bool(self._rules.can_fetch(url, agent))

    def delay_seconds(self, agent: str) -> float:
        """The Crawl-delay that the file asks of ``agent``, 0 without one."""
        return float(self._rules.crawl_delay(agent) or 0) if 200 <= self.status < 300 else 0.0

    def to_json(self) -> str:
        """The record as the crawl log keeps it."""
        return json.dumps({"text": self.text, "status": self.status, "fetched_at": self.fetched_at.isoformat()})

    @classmethod
    def from_json(cls, value: str) -> Self:
        """A record that ``to_json`` wrote."""
        kept = json.loads(value)
        return cls(kept["text"], kept["status"], datetime.fromisoformat(kept["fetched_at"]))

    @cached_property
    def _rules(self) -> Protego:
        return Protego.parse(self.text)
