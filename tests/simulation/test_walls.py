from __future__ import annotations

import pytest

from demo.exchange import Request
from simulation.fault import Kind
from simulation.walls import WALLS


@pytest.mark.parametrize(
    ("kind", "path", "status", "words"),
    [
        (Kind.ERROR, "/berita", 500, b"500"),
        (Kind.BLOCKED, "/berita", 403, b"403"),
        (Kind.CHALLENGE, "/berita", 200, b"Just a moment"),
        (Kind.LOGIN, "/berita", 200, b'type="password"'),
        (Kind.SUSPENDED, "/berita", 200, b"suspended"),
        (Kind.MOVED, "/berita?page=2", 301, b""),
        (Kind.ROBOTS, "/robots.txt", 200, b"Disallow: /"),
        (Kind.EMPTIED, "/berita", 200, b"<noscript>"),
        (Kind.EMPTIED, "/feed/", 404, b"<noscript>"),
    ],
)
def test_what_stands_before_a_site(kind: Kind, path: str, status: int, words: bytes) -> None:
    reply = WALLS[kind](Request("GET", path, {}), "kantor-01", "Dinas Koperasi")
    assert reply is not None
    assert reply.status == status
    assert words in reply.body
    assert kind is not Kind.MOVED or reply.headers == {"Location": f"https://kantor-01-baru.example.go.id{path}"}


@pytest.mark.parametrize(("kind", "path"), [(Kind.ROBOTS, "/berita"), (Kind.EMPTIED, "/robots.txt")])
def test_what_a_wall_lets_through(kind: Kind, path: str) -> None:
    assert WALLS[kind](Request("GET", path, {}), "kantor-01", "Dinas Koperasi") is None
