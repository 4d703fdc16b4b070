"""One server for every animal: an HTTP port and an HTTPS port on loopback, told apart by the name they are asked for.

The log has every request as it arrived.
"""

from __future__ import annotations

import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import ThreadingHTTPServer
from pathlib import Path
from time import monotonic, sleep
from typing import cast

from simulation.certificates import server_context
from tests.scripted import Answer, Handler, running

NOTHING = Answer(b"<html><body>tidak ada</body></html>", 404)


@dataclass(frozen=True)
class Raw:
    """Bytes exactly as they go over the line, head included, with a pause after each piece."""

    pieces: Iterable[bytes]
    pause_seconds: float = 0.0


@dataclass(frozen=True)
class Late:
    """An answer that takes its time."""

    answer: Answer
    seconds: float


@dataclass(frozen=True)
class Asked:
    """One request.

    :param host: name without port
    :param at: monotonic seconds
    :param address: the server's own address that the connection reached
    :param before: how often the same path had been asked for in the same night
    :param beside: requests to the same host that were still being answered when it came
    """

    night: int
    host: str
    scheme: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    at: float
    address: str
    before: int = 0
    beside: int = 0


Reply = Answer | Late | Raw
Route = Reply | Callable[[Asked], Reply]
Routes = Mapping[str, Route]


class Grounds:
    """What each host shows, and what it was asked.

    :ivar ports: scheme -> port
    """

    def __init__(self) -> None:
        self.hosts: dict[str, Routes] = {}
        self.log: list[Asked] = []
        self.night = 1
        self.ports: dict[str, int] = {}
        self._busy: Counter[str] = Counter()
        self._lock = threading.Lock()

    def url(self, host: str, path: str = "/", *, scheme: str = "http") -> str:
        """Full address of ``path`` at ``host``."""
        return f"{scheme}://{host}:{self.ports[scheme]}{path}"

    def asked(self, host: str, night: int) -> list[Asked]:
        """A host's requests of one night, in the order they came, whether they named it with ``www.`` or without."""
        return [each for each in self.log if (each.host.removeprefix("www."), each.night) == (host, night)]

    @contextmanager
    def answering(self, draft: Asked) -> Iterator[Reply]:
        """Log a request; what it gets."""
        host = draft.host.removeprefix("www.")
        with self._lock:
            before = sum(1 for each in self.asked(host, self.night) if each.path == draft.path)
            asked = replace(draft, before=before, beside=self._busy[host])
            self.log.append(asked)
            routes = self.hosts.get(host, {})
            said = routes.get(asked.path, routes.get("*", NOTHING))
            reply = said(asked) if callable(said) else said
            busy = not isinstance(reply, Raw)  # who drips may go on talking after the crawler has hung up
            self._busy[host] += busy
        try:
            yield reply
        finally:
            with self._lock:
                self._busy[host] -= busy


class _Handler(Handler):
    def do_GET(self) -> None:  # noqa: N802 - http.server's name
        grounds = cast("_Server", self.server).grounds
        headers = {name.lower(): value for name, value in self.headers.items()}
        draft = Asked(
            grounds.night,
            headers.get("host", "").partition(":")[0],
            cast("_Server", self.server).scheme,
            self.path,
            headers,
            monotonic(),
            str(self.connection.getsockname()[0]),
        )
        with suppress(OSError), grounds.answering(draft) as reply:  # the crawler may hang up on what is too much
            if isinstance(reply, Raw):
                self.close_connection = True
                for piece in reply.pieces:
                    self.wfile.write(piece)
                    sleep(reply.pause_seconds)
            elif isinstance(reply, Late):
                sleep(reply.seconds)
                self.send(reply.answer)
            else:
                self.send(reply)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    grounds: Grounds
    scheme = "http"

    def handle_error(self, *_: object) -> None:
        """A crawler that turns a certificate down, or hangs up, is no error here."""


class _TlsServer(_Server):
    """Shows each host's own certificate."""

    scheme = "https"
    papers: Mapping[str, Path]

    def finish_request(self, request: object, client_address: object) -> None:
        """Shake hands in the connection's own thread, so that nobody waits for another."""
        context = server_context(next(iter(self.papers.values())))
        contexts = {host: server_context(path) for host, path in self.papers.items()}

        def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
            if name in contexts:
                connection.context = contexts[name]

        context.sni_callback = choose
        with context.wrap_socket(request, server_side=True) as connection:  # type: ignore[arg-type]  # a socket
            super().finish_request(connection, client_address)


@contextmanager
def serve(papers: Mapping[str, Path], decoys: Iterable[str] = ()) -> Iterator[Grounds]:
    """Serve until the block ends.

    :param papers: host -> file with its key and certificate
    :param decoys: further loopback addresses on which the HTTP port listens
    """
    grounds = Grounds()
    plain, sealed = _Server(("127.0.0.1", 0), _Handler), _TlsServer(("127.0.0.1", 0), _Handler)
    sealed.papers = papers
    grounds.ports = {"http": plain.server_address[1], "https": sealed.server_address[1]}
    servers = [plain, sealed, *(_Server((address, grounds.ports["http"]), _Handler) for address in decoys)]
    for server in servers:
        server.grounds = grounds
    with running(*servers):
        yield grounds
