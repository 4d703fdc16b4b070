"""All sites of a simulation, served on loopback by a process of its own: one port an office, any night on demand."""

from __future__ import annotations

import asyncio
import multiprocessing
import ssl
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http.client import responses
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from demo.exchange import Reply, Request
from simulation.certificates import Authority, server_context
from simulation.diary import diary
from simulation.fault import Kind
from simulation.plan import Plan
from simulation.site import DiarySite

ADDRESS = "127.0.0.1"
_YESTERDAY = timedelta(days=-1)


class Papers(NamedTuple):
    """Certificates of the sites: files with key and certificate."""

    sound: Path
    expired: Path


class _Protocol(asyncio.Protocol):
    """Answers GET requests on one kept-alive connection."""

    def __init__(self, host: _Host) -> None:
        self._host = host
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")
            method, target, _ = first.split(" ", 2)
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            self._transport.write(_bytes(self._host.answer(method, target, headers)))


def _bytes(reply: Reply) -> bytes:
    lines = [f"HTTP/1.1 {reply.status} {responses[reply.status]}"]
    lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    if reply.status != 304:
        lines += [f"Content-Type: {reply.content_type}", f"Content-Length: {len(reply.body)}"]
    return "\r\n".join((*lines, "", "")).encode("latin-1") + reply.body


class _Host:
    """One office's site on its port."""

    def __init__(self, plan: Plan, nights: int, papers: Papers) -> None:
        self.plan = plan
        self.port = 0
        self.night = 0
        self.requests = 0
        self._site = DiarySite(diary(plan, nights))
        self._papers = papers
        self._views: Counter[str] = Counter()
        self._server: asyncio.Server | None = None

    def answer(self, method: str, target: str, headers: dict[str, str]) -> Reply:
        self.requests += 1
        request = Request(method, target, headers, self._views[target])
        self._views[target] += 1
        return self._site.answer(request, self.night)

    async def turn(self, night: int, *, dark: bool) -> int:
        """Go on to ``night``; returns how many requests the night before brought.

        :param dark: nobody can be reached
        """
        brought, self.requests, self.night = self.requests, 0, night
        kinds = {fault.kind for fault in self.plan.faults if fault.holds(night)}
        if self._server:
            self._server.close()
        self._server = None
        if not dark and Kind.UNREACHABLE not in kinds:
            self._server = await asyncio.get_running_loop().create_server(
                partial(_Protocol, self), ADDRESS, self.port, ssl=self._context(expired=Kind.TLS in kinds)
            )
            self.port = self._server.sockets[0].getsockname()[1]
        return brought

    def _context(self, *, expired: bool) -> ssl.SSLContext | None:
        return server_context(self._papers.expired if expired else self._papers.sound) if self.plan.secure else None


async def _serve(plans: Sequence[Plan], nights: int, folder: Path, pipe: Connection) -> None:
    authority = Authority(folder)
    papers = Papers(authority.certify(ADDRESS), authority.certify(ADDRESS, ends_in=_YESTERDAY, called="expired"))
    hosts = [_Host(plan, nights, papers) for plan in plans]
    loop = asyncio.get_running_loop()
    dark = False
    night: int | None = 0
    while night is not None:
        brought = [await host.turn(night, dark=dark) for host in hosts]
        pipe.send({host.plan.id: (host.port, requests) for host, requests in zip(hosts, brought, strict=True)})
        night, dark = await loop.run_in_executor(None, pipe.recv)


def _run(plans: Sequence[Plan], nights: int, folder: Path, pipe: Connection) -> None:
    asyncio.run(_serve(plans, nights, folder, pipe))


class Sites:
    """The running sites.

    :ivar ports: office -> port
    """

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.ports = {office: port for office, (port, _) in pipe.recv().items()}

    def turn(self, night: int, *, dark: bool = False) -> dict[str, int]:
        """Go on to ``night``; returns how many requests each office got since the last turn.

        :param dark: nobody can be reached
        """
        self._pipe.send((night, dark))
        return {office: requests for office, (_, requests) in self._pipe.recv().items()}


@contextmanager
def serve(plans: Sequence[Plan], nights: int, folder: Path) -> Iterator[Sites]:
    """Serve the offices until the block ends, beginning with night 0.

    :param folder: for the certificates of those that have https
    """
    ours, theirs = multiprocessing.Pipe()
    # Spawned, as a fork would carry an open database along.
    process = multiprocessing.get_context("spawn").Process(
        target=_run, args=(plans, nights, folder, theirs), daemon=True
    )
    process.start()
    theirs.close()
    try:
        yield Sites(ours)
    finally:
        ours.send((None, False))
        process.join()
        ours.close()
