"""All practice offices on loopback from one thread, each page rendered once, and a bell for the nth request.

A crawler is told from others by its contact address, which stands in every request: so many crawls may go on at once.
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import responses
from pathlib import Path

from demo.exchange import Reply, Request
from demo.sites.site import PracticeSite
from scrapers.registry import write_office
from tests_faults.practice import COUNT, declaration, sites

ADDRESS = "127.0.0.1"
_PORT = b"00000"  # stands for the port in rendered pages; as long as every port that the system hands out
_CONTACT = re.compile(r"mailto:[\w.-]+@[\w.-]+")
_FORMS = (b"127.0.0.1:", b"127.0.0.1%3A")


@dataclass(frozen=True, slots=True)
class Bell:
    """Rings once, some time after the nth request of a crawl.

    :param delay_seconds: 0 rings before the request is answered
    """

    number: int
    delay_seconds: float
    ring: Callable[[], None]


class OfficeServer:
    """The running offices.

    :ivar ports: office id -> port
    :ivar requests: contact -> requests so far
    """

    def __init__(self) -> None:
        self.ports: dict[str, int] = {}
        self.requests: Counter[str] = Counter()
        self.connections: set[asyncio.Transport] = set()
        self._bells: dict[str, Bell] = {}
        self._answers: dict[tuple[PracticeSite, str], Reply] = {}

    def declare(self, folder: Path, count: int = COUNT) -> None:
        """Write the files of the first ``count`` offices."""
        folder.mkdir(parents=True)
        for number, (office, _) in enumerate(sites(count)):
            record = declaration(office, number, self.ports[f"kantor-{number:02d}"])
            write_office(record, folder / f"{record.id}.toml")

    def hang(self, contact: str, bell: Bell) -> None:
        """Ring ``bell`` after so many more requests of a crawl."""
        self._bells[contact] = Bell(self.requests[contact] + bell.number, bell.delay_seconds, bell.ring)

    def take_down(self, contact: str) -> None:
        """Forget a bell that may not have rung."""
        self._bells.pop(contact, None)

    async def run(self, ready: threading.Event) -> None:
        """Answer on one port for each office until ``stop`` is called."""
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        async with AsyncExitStack() as stack:
            for number, (_, site) in enumerate(sites()):
                server = await self._loop.create_server(partial(_Connection, self, site), ADDRESS, 0)
                await stack.enter_async_context(server)
                self.ports[f"kantor-{number:02d}"] = server.sockets[0].getsockname()[1]
            ready.set()
            await self._over.wait()
            for connection in tuple(self.connections):
                connection.abort()

    def stop(self) -> None:
        """End ``run``, from another thread."""
        self._loop.call_soon_threadsafe(self._over.set)

    def count(self, agent: str) -> None:
        """Note a request, and ring what hangs at its number."""
        found = _CONTACT.search(agent)
        contact = found[0] if found else ""
        self.requests[contact] += 1
        bell = self._bells.get(contact)
        if bell and self.requests[contact] >= bell.number:
            del self._bells[contact]
            if bell.delay_seconds:
                asyncio.get_running_loop().call_later(bell.delay_seconds, bell.ring)
            else:
                bell.ring()

    def answer(self, site: PracticeSite, target: str, headers: Mapping[str, str], port: bytes) -> bytes:
        """The bytes that answer one request."""
        if (site, target) not in self._answers:
            request = Request("GET", target, {"host": f"{ADDRESS}:{_PORT.decode()}"})
            self._answers[site, target] = site.answer(request, 1)
        reply = self._answers[site, target]
        etag = reply.headers.get("ETag")
        if etag and headers.get("if-none-match") == etag:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
        answer = _head(reply) + reply.body
        for form in _FORMS:
            answer = answer.replace(form + _PORT, form + port)
        return answer


def _head(reply: Reply) -> bytes:
    lines = (
        f"HTTP/1.1 {reply.status} {responses[reply.status]}",
        f"Content-Type: {reply.content_type}",
        f"Content-Length: {len(reply.body)}",
        *(f"{name}: {value}" for name, value in reply.headers.items()),
    )
    return "\r\n".join((*lines, "", "")).encode("latin-1")


class _Connection(asyncio.Protocol):
    """Answers GET requests on one kept-alive connection."""

    def __init__(self, offices: OfficeServer, site: PracticeSite) -> None:
        self._offices = offices
        self._site = site
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._offices.connections.add(transport)
        self._port = str(transport.get_extra_info("sockname")[1]).encode()

    def connection_lost(self, _error: Exception | None) -> None:
        self._offices.connections.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
            self._offices.count(headers.get("user-agent", ""))
            self._transport.write(self._offices.answer(self._site, first.split(" ", 2)[1], headers, self._port))


@contextmanager
def serve() -> Iterator[OfficeServer]:
    """Serve all offices until the block ends."""
    offices = OfficeServer()
    ready = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(offices.run(ready)), name="offices")
    thread.start()
    ready.wait()
    try:
        yield offices
    finally:
        offices.stop()
        thread.join()
