"""Makes the cells of Datasette's CSV harmless, row by row as it streams them."""

from __future__ import annotations

from collections.abc import Callable

from datasette.app import Datasette

from archive.site.hook import hookimpl
from archive.site.plugins.headers import App, Message, Receive, Scope, Send
from archive.site.spreadsheet import guarded


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Wrap Datasette: what it sends as CSV under ``/archive`` is guarded; each message of it holds whole rows."""
    tables = datasette.urls.path("/archive")

    def wrap(app: App) -> App:
        async def guard(scope: Scope, receive: Receive, send: Send) -> None:
            is_csv = False

            async def send_guarded(message: Message) -> None:
                nonlocal is_csv
                if message["type"] == "http.response.start":
                    types = [value for name, value in message["headers"] if bytes(name).lower() == b"content-type"]
                    is_csv = any(bytes(value).startswith((b"text/csv", b"text/plain")) for value in types)
                elif is_csv and message.get("body"):
                    message = {**message, "body": guarded(message["body"].decode()).encode()}
                await send(message)

            inside = scope["type"] == "http" and scope["path"].startswith((tables, "/archive"))
            await app(scope, receive, send_guarded if inside else send)

        return guard

    return wrap
