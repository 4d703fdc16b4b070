"""A name server on loopback, and how the crawl under test asks it instead of the machine's."""

from __future__ import annotations

import os
import socket
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from twisted.names import dns

VARIABLE = "ZOO_NAME_SERVER"  # port of the name server


class NameServer:
    """Answers for the names in ``addresses``, anew at each question.

    :ivar questions: how often each name was asked for
    """

    def __init__(self, addresses: Mapping[str, Callable[[], str]]) -> None:
        self.questions: Counter[str] = Counter()
        self._addresses = addresses
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._socket.getsockname()[1])

    def close(self) -> None:
        """Answer no more."""
        self._socket.sendto(b"", ("127.0.0.1", self.port))
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            packet, client = self._socket.recvfrom(512)
            if not packet:
                return
            self._socket.sendto(self._answer(packet), client)

    def _answer(self, packet: bytes) -> bytes:
        message = dns.Message()
        message.fromStr(packet)
        name = message.queries[0].name.name.decode("ascii").lower()
        self.questions[name] += 1
        message.answer = 1
        if name in self._addresses:
            record: Any = dns.Record_A(self._addresses[name](), ttl=0)  # type: ignore[no-untyped-call]  # ships none
            message.answers = [dns.RRHeader(name.encode("ascii"), dns.A, dns.IN, 0, record)]
        else:
            message.rCode = dns.ENAME
        return bytes(message.toStr())


def ask(name: str) -> str:
    """The IPv4 address of ``name``, as the zoo's name server gives it; stands in for ``socket.gethostbyname``.

    :raises socket.gaierror: there is no such name
    """
    question = dns.Message()
    question.addQuery(name.encode("ascii"), dns.A, dns.IN)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.settimeout(5)
        line.sendto(question.toStr(), ("127.0.0.1", int(os.environ[VARIABLE])))
        answer = dns.Message()
        answer.fromStr(line.recv(512))
    for record in answer.answers:
        address: Any = record.payload
        return str(address.dottedQuad())
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def look_up(name: str, port: int, **_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
    """The same for ``socket.getaddrinfo``.

    :raises socket.gaierror: there is no such name
    """
    return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (ask(name), port))]
