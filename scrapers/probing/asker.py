"""Whoever sends the questions of a first contact: a probe's desk, a crawl, or a table of answers in a test."""

from __future__ import annotations

from typing import Protocol

from scrapers.probing.answer import Answer
from scrapers.robots import Robots


class Asker(Protocol):
    """Asks one site, one question after the other, within a budget."""

    @property
    def spent(self) -> int:
        """Requests sent so far, redirects, second attempts and robots.txt among them."""

    @property
    def left(self) -> int:
        """Requests that may still be sent."""

    async def ask(self, url: str) -> Answer:
        """What comes for ``url``; never raises."""

    def robots(self, url: str) -> Robots | None:
        """The robots.txt of a URL's host, once something of the host was asked."""
