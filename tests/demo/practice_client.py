"""A plain HTTP client for the practice offices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPMessage
from typing import NamedTuple

from demo.server import ADDRESS, PracticeServer


class Answer(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


Ask = Callable[..., Answer]


def asker(server: PracticeServer) -> Ask:
    def ask(office: str, path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
        connection = HTTPConnection(ADDRESS, server.ports[f"praktik-{office}"], timeout=10)
        try:
            connection.request(method, path, headers=dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    return ask
