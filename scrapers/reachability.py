"""Whether this machine reaches any of the sites at all, found out before the books are opened.

Without a network each of a hundred sites would fail by itself, slowly and with lines of its own, and the night would
be noted as theirs. A connection that is made, or refused, proves a network; nothing is sent over it.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from time import monotonic
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapers.addresses import AddressError, check_address

LEAST_SITES = 5  # of fewer, all may be down by themselves
ASKED_MOST = 24  # spread over the registry
PATIENCE_SECONDS = 30.0  # for all of them together
CONNECT_SECONDS = 15.0


class Place(NamedTuple):
    """Where a site's server is."""

    host: str
    port: int


def no_network(urls: Sequence[str], allowed: frozenset[str], *, patience_seconds: float = PATIENCE_SECONDS) -> str:
    """Why none of ``urls`` can be reached; empty where one can, or where this can't be told.

    :param allowed: private hosts that may be asked
    """
    places = _spread(list(dict.fromkeys(_place(url) for url in urls)))
    if len(places) < LEAST_SITES or getproxies():  # a proxy finds the way for us
        return ""
    answers: SimpleQueue[str] = SimpleQueue()
    for place in places:  # daemons: whoever still waits for a name server must not hold up the end
        threading.Thread(target=lambda at=place: answers.put(_failure(at, allowed)), daemon=True).start()
    until, failure = monotonic() + patience_seconds, f"no answer in {patience_seconds:.0f} s"
    for _ in places:
        try:
            said = answers.get(timeout=max(until - monotonic(), 0))
        except Empty:
            break
        if not said:
            return ""
        failure = said
    return f"none of {len(places)} sites can be reached ({failure})"


def _place(url: str) -> Place:
    parts = urlsplit(url)
    return Place(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))


def _spread(places: Sequence[Place]) -> Sequence[Place]:
    step = max(-(-len(places) // ASKED_MOST), 1)
    return places[::step]


def _failure(place: Place, allowed: frozenset[str]) -> str:
    """Why a place can't be reached; empty where there is an answer of any kind."""
    try:
        address = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)[0]
        if place.host not in allowed:
            check_address(str(address[4][0]), allowed)
        with socket.socket(address[0], socket.SOCK_STREAM) as connection:
            connection.settimeout(CONNECT_SECONDS)
            connection.connect(address[4])
    except (AddressError, ConnectionRefusedError, ConnectionResetError):
        return ""
    except (OSError, UnicodeError) as error:
        return f"{place.host}: {getattr(error, 'strerror', None) or error}"
    return ""
