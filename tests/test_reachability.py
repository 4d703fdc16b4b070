from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from scrapers.reachability import ASKED_MOST, LEAST_SITES, no_network

LOOPBACK = frozenset({"127.0.0.1"})
NAMES = [f"https://dinkop{number}.example.go.id/" for number in range(60)]


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names that were asked for, of a machine that resolves none."""
    names: list[str] = []

    def refuse(host: str, *_: object, **__: object) -> None:
        names.append(host)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return names


def test_without_names_there_is_no_network(asked: list[str]) -> None:
    said = no_network(NAMES, frozenset())
    assert said.startswith(f"none of {len(asked)} sites can be reached (dinkop")
    assert said.endswith(".example.go.id: Temporary failure in name resolution)")
    assert LEAST_SITES <= len(asked) <= ASKED_MOST
    assert len(set(asked)) == len(asked)


def test_of_a_few_sites_all_may_be_down_by_themselves(asked: list[str]) -> None:
    assert no_network(NAMES[: LEAST_SITES - 1], frozenset()) == ""
    assert no_network([f"{NAMES[0]}{number}" for number in range(9)], frozenset()) == ""  # one site
    assert asked == []


def test_a_proxy_finds_the_way_for_us(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:3128")
    assert no_network(NAMES, frozenset()) == ""
    assert asked == []


@pytest.fixture
def ports() -> Iterator[list[int]]:
    """One port that listens, and five that refuse."""
    listening = socket.create_server(("127.0.0.1", 0))
    closed = [socket.create_server(("127.0.0.1", 0)) for _ in range(5)]
    numbers = [each.getsockname()[1] for each in (listening, *closed)]
    for each in closed:
        each.close()
    yield numbers
    listening.close()


def test_one_that_answers_is_enough_and_so_is_a_refusal(ports: list[int]) -> None:
    urls = [f"http://127.0.0.1:{port}/" for port in ports]
    assert no_network(urls, LOOPBACK) == ""
    assert no_network([*urls[1:], NAMES[0]], LOOPBACK) == ""


def test_whoever_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = threading.Event()

    def hang(*_: object, **__: object) -> None:
        hanging.wait(60)
        raise socket.gaierror(socket.EAI_AGAIN, "too late")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    said = no_network(NAMES, frozenset(), patience_seconds=0.2)
    assert said == "none of 20 sites can be reached (no answer in 0 s)"
    hanging.set()


def test_private_addresses_are_not_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    there = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", server.getsockname())]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: there)
    assert no_network(NAMES, frozenset()) == ""  # the crawl itself says why it asks none of them
    with pytest.raises(BlockingIOError):
        server.accept()
    server.close()
