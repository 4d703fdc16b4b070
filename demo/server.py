"""Serves the practice offices on loopback, one port per office, and remembers every request.

Deterministic: the same requests on the same night get the same answers. Run by hand with
``python -m demo.server [--port N] [--night N]``.
"""

from __future__ import annotations

import argparse
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import responses
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

from demo.exchange import Reply, Request
from demo.nights import LAST_NIGHT
from demo.offices import OFFICES, PracticeOffice
from demo.sites.site import PracticeSite

ADDRESS = "127.0.0.1"
_UNCACHED = frozenset({304})  # statuses without a body


@dataclass(frozen=True, slots=True)
class Access:
    """One request as the practice server saw it.

    :param path: path and query as sent
    :param at: seconds on the monotonic clock, for distances between requests
    """

    office: str
    method: str
    path: str
    status: int
    user_agent: str
    conditional: bool
    at: float


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Apache/2.4.57"
    sys_version = ""
    timeout = 30  # seconds an idle connection may stay open

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._office_server.connections.add(self.connection)

    def finish(self) -> None:
        self._office_server.connections.discard(self.connection)
        super().finish()

    @property
    def _office_server(self) -> _OfficeServer:
        return cast("_OfficeServer", self.server)

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self._office_server.answer(self.command, self.path, headers)
        self._send(reply)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server asks for

    def _send(self, reply: Reply) -> None:
        lines = [
            f"HTTP/1.1 {reply.status} {responses[reply.status]}",
            f"Server: {self.server_version}",
            *(f"{name}: {value}" for name, value in reply.headers.items()),
        ]
        if reply.status not in _UNCACHED:
            lines += [f"Content-Type: {reply.content_type}", f"Content-Length: {len(reply.body)}"]
        head = "\r\n".join((*lines, "", "")).encode("latin-1")
        self.wfile.write(head if self.command == "HEAD" else head + reply.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: the access log is in memory."""


class _OfficeServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, site: PracticeSite, practice: PracticeServer) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.site = site
        self.practice = practice
        self.connections: set[socket.socket] = set()

    def answer(self, method: str, target: str, headers: dict[str, str]) -> Reply:
        return self.practice.answer(self.site, method, target, headers)

    def handle_error(self, request: object, client_address: object) -> None:
        """Leave out the traceback of a client that hung up; show every other."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(cast("socket.socket", request), client_address)

    def hang_up(self) -> None:
        """End kept-alive connections, so that their threads end."""
        for connection in tuple(self.connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:  # the client was faster
                continue


class PracticeServer:
    """The running practice offices.

    :ivar log: every request so far, in the order of the answers
    :ivar night: which state of the sites is served; may be set while it runs
    :ivar ports: office id -> port
    """

    def __init__(self, offices: Sequence[PracticeOffice], night: int, port: int = 0) -> None:
        self.night = night
        self.log: list[Access] = []
        self._seen: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._servers = {
            office.id: _OfficeServer(port and port + place, office.site(), self) for place, office in enumerate(offices)
        }
        self.ports = {office: server.server_address[1] for office, server in self._servers.items()}

    def url(self, office: str, path: str = "/") -> str:
        """Absolute address of a path of one office."""
        return f"http://{ADDRESS}:{self.ports[office]}{path}"

    def answer(self, site: PracticeSite, method: str, target: str, headers: dict[str, str]) -> Reply:
        """Answer one request and write it down."""
        path = target.partition("?")[0]
        with self._lock:
            views = self._seen[site.office, path]
            self._seen[site.office, path] += method == "GET"
            night = self.night
        request = Request(method, target, headers, views)
        reply = site.answer(request, night)
        agent = headers.get("user-agent", "")
        entry = Access(site.office, method, target, reply.status, agent, request.conditional, time.monotonic())
        with self._lock:
            self.log.append(entry)
        return reply

    def start(self) -> None:
        """Listen in threads of their own."""
        for office, server in self._servers.items():
            threading.Thread(target=server.serve_forever, args=(0.05,), name=office, daemon=True).start()

    def stop(self) -> None:
        """Stop listening and end all connections."""
        stopping = [threading.Thread(target=server.shutdown) for server in self._servers.values()]
        for thread in stopping:  # each takes a moment, so all at once
            thread.start()
        for thread in stopping:
            thread.join()
        for server in self._servers.values():
            server.hang_up()
            server.server_close()


@contextmanager
def serve(*, night: int = 1, port: int = 0, offices: Sequence[PracticeOffice] = OFFICES) -> Iterator[PracticeServer]:
    """Serve the practice offices until the block ends.

    :param night: 1 is the untouched state; 2 and 3 bring the changes of ``demo.nights``
    :param port: first of as many consecutive ports as there are offices; 0: free ones
    :raises OSError: if a port is taken
    """
    server = PracticeServer(offices, night, port)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m demo.server", description="Serve the practice offices.")
    parser.add_argument("--port", type=int, default=8101, help="first of four consecutive ports (default 8101)")
    parser.add_argument("--night", type=int, default=1, choices=range(1, LAST_NIGHT + 1), help="state of the sites")
    chosen = parser.parse_args(arguments)
    try:
        with serve(night=chosen.night, port=chosen.port) as server:
            for office in OFFICES:
                print(f"{server.url(office.id)}  {office.name}", flush=True)  # noqa: T201 - what the user asked for
            threading.Event().wait()
    except OSError as error:
        problem = f"can't listen from port {chosen.port}: {error}; choose another --port"
        print(f"practice offices: {problem}", file=sys.stderr)  # noqa: T201 - a command speaks to its user
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
