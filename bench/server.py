"""Many offices on loopback from one process that is much faster than any crawler: the crawler is what is measured.

Pages are rendered by the practice sites once and then come from memory.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from functools import partial
from http.client import responses

from demo.exchange import Request
from demo.offices import OFFICES, PracticeOffice

FAMILIES: Sequence[PracticeOffice] = [office for office in OFFICES if office.platform != "wordpress"]


class _Connection(asyncio.Protocol):
    """Answers GET requests on one kept-alive connection."""

    def __init__(self, office: PracticeOffice, cache: dict[bytes, bytes]) -> None:
        self._office = office
        self._cache = cache
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        host, port = transport.get_extra_info("sockname")
        self._headers = {"host": f"{host}:{port}"}

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            target = head.split(b" ", 2)[1]
            if target not in self._cache:
                self._cache[target] = self._render(target.decode())
            self._transport.write(self._cache[target])

    def _render(self, target: str) -> bytes:
        reply = self._office.site().answer(Request("GET", target, self._headers), 1)
        lines = (
            f"HTTP/1.1 {reply.status} {responses[reply.status]}",
            f"Content-Type: {reply.content_type}",
            f"Content-Length: {len(reply.body)}",
        )
        return "\r\n".join((*lines, "", "")).encode("latin-1") + reply.body


async def _serve(count: int) -> None:
    loop = asyncio.get_running_loop()
    ports = []
    for number in range(count):
        office = FAMILIES[number % len(FAMILIES)]
        server = await loop.create_server(partial(_Connection, office, {}), "127.0.0.1", 0)
        ports.append((office.id, server.sockets[0].getsockname()[1]))
    print(json.dumps(ports), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)  # until whoever started us lets go


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
