"""Where alarms arrive in tests: a mail server and a web hook on loopback."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import ThreadingHTTPServer
from typing import cast

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.scripted import Answer, Handler, running


@dataclass
class Mailbox:
    """A mail server that keeps what it is given."""

    port: int = 0
    refuses: bool = False
    mails: list[EmailMessage] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"mailto://127.0.0.1:{self.port}?from=arsip@example.org&to=operator@example.org&format=text"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refuses:
            return "550 no room"
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(message_from_bytes(content, policy=policy.default))
        return "250 kept"


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """Serve mail until the block ends."""
    mailbox = Mailbox()
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(lambda: SMTP(mailbox, hostname="localhost", loop=loop), "127.0.0.1", 0)
    )
    mailbox.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield mailbox
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@dataclass
class Hook:
    """A web hook that keeps what is posted to it, and answers with ``status``."""

    port: int = 0
    status: int = 200
    posts: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"json://user:s3cretword@127.0.0.1:{self.port}/hook/t0kent0ken"


class _Handler(Handler):
    def do_POST(self) -> None:  # noqa: N802 - http.server's name
        hook = cast("_Server", self.server).hook
        hook.posts.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send(Answer(status=hook.status))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    hook: Hook


@contextmanager
def web_hook() -> Iterator[Hook]:
    """Serve a hook until the block ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.hook = Hook(server.server_address[1])
    with running(server):
        yield server.hook
