"""Many offices on loopback from one process that is much faster than any crawler: the crawler is what is measured.

``python -m bench.server COUNT`` prints each office's practice site and port as JSON. After that, each line on its
standard input is answered with the moment of the first request since the line before (seconds on the monotonic clock,
which all processes of a machine share, or ``null``); at the end of the input it stops.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from functools import partial
from http.client import responses

from demo.exchange import Request
from demo.offices import OFFICES, PracticeOffice

FAMILIES: Sequence[PracticeOffice] = [office for office in OFFICES if office.platform != "wordpress"]
_PORT = b"00000"  # stands for the port in rendered pages; as long as every port that the system hands out
_ADDRESSES = (b"127.0.0.1:", b"127.0.0.1%3A")


class _Pages:
    """The answers of one practice site, rendered once for all offices that look like it."""

    def __init__(self, office: PracticeOffice) -> None:
        self._office = office
        self._answers: dict[bytes, bytes] = {}

    def answer(self, target: bytes, port: bytes) -> bytes:
        if target not in self._answers:
            self._answers[target] = self._render(target.decode())
        answer = self._answers[target]
        for address in _ADDRESSES:
            answer = answer.replace(address + _PORT, address + port)
        return answer

    def _render(self, target: str) -> bytes:
        headers = {"host": f"127.0.0.1:{_PORT.decode()}"}
        reply = self._office.site().answer(Request("GET", target, headers), 1)
        lines = (
            f"HTTP/1.1 {reply.status} {responses[reply.status]}",
            f"Content-Type: {reply.content_type}",
            f"Content-Length: {len(reply.body)}",
        )
        return "\r\n".join((*lines, "", "")).encode("latin-1") + reply.body


class _Clock:
    """When the first request came."""

    first: float | None = None

    def note(self) -> None:
        if self.first is None:
            self.first = time.monotonic()

    def reset(self) -> float | None:
        first, self.first = self.first, None
        return first


class _Connection(asyncio.Protocol):
    """Answers GET requests on one kept-alive connection."""

    def __init__(self, pages: _Pages, clock: _Clock) -> None:
        self._pages = pages
        self._clock = clock
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._port = str(transport.get_extra_info("sockname")[1]).encode()

    def data_received(self, data: bytes) -> None:
        self._clock.note()
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            self._transport.write(self._pages.answer(head.split(b" ", 2)[1], self._port))


async def _serve(count: int) -> None:
    loop = asyncio.get_running_loop()
    clock = _Clock()
    sites = [_Pages(office) for office in FAMILIES]
    ports = []
    for number in range(count):
        place = number % len(FAMILIES)
        server = await loop.create_server(partial(_Connection, sites[place], clock), "127.0.0.1", 0)
        ports.append((FAMILIES[place].id, server.sockets[0].getsockname()[1]))
    print(json.dumps(ports), flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):  # until whoever started us lets go
        print(json.dumps(clock.reset()), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
