"""A desk that answers from a function: probes without a network."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapers.probing.answer import Answer, Failure
from scrapers.robots import Robots
from scrapers.urls import location


class TableDesk:
    """Answers what ``reply`` gives for a path with its query; 404 for ``None``.

    :param reply: path and query -> status, content type and body
    """

    def __init__(self, reply: Callable[[str], tuple[int, str, bytes] | None], budget: int = 30) -> None:
        self._reply = reply
        self._budget = budget
        self.asked: list[str] = []

    @property
    def spent(self) -> int:
        return len(self.asked)

    @property
    def left(self) -> int:
        return max(0, self._budget - self.spent)

    async def ask(self, url: str) -> Answer:
        if not self.left:
            return Answer(url, url, failure=Failure("budget"))
        self.asked.append(url)
        status, content_type, body = self._reply(location(url)) or (404, "text/html", b"<html><body>404</body></html>")
        charset = content_type.partition("charset=")[2].lower() or None
        return Answer(url, url, status, body, charset)

    def robots(self, url: str) -> Robots | None:
        parts = urlsplit(url)
        reply = self._reply("/robots.txt")
        assert parts.netloc
        return (
            None
            if reply is None
            else Robots(reply[2].decode("utf-8", "replace"), reply[0], datetime(2026, 10, 3, tzinfo=UTC))
        )
