"""Security headers on every answer, whoever made it; cache headers on the files of the design."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from datasette.app import Datasette

from archive.site.hook import hookimpl

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Nothing comes from elsewhere and nothing stands inline: a tag that slipped through escaping stays dead.
POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "  # Datasette's table menu; the reading room's own pages have no script
    "style-src 'self'; "
    "img-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
SECURITY = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
YEAR = 365 * 24 * 3600  # seconds


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Wrap Datasette: also its redirects, its errors and its files carry the headers."""
    base: str = datasette.setting("base_url")

    def wrap(app: App) -> App:
        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            async def send_guarded(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": _headers(scope, base, message)}
                await send(message)

            if scope["type"] == "http":
                scope = {**scope, "path": _one_slash(scope["path"]), "raw_path": _raw(scope)}
            await app(scope, receive, send_guarded)

        return guarded

    return wrap


def _headers(scope: Scope, base: str, message: Message) -> list[tuple[bytes, bytes]]:
    kept = [(bytes(name).lower(), bytes(value)) for name, value in message.get("headers", [])]
    added = dict(SECURITY)
    path = scope["path"].removeprefix(base.rstrip("/"))  # a proxy may have taken it off already
    if path.startswith("/static/") and message["status"] == 200:
        # The page asks for a file with the hash of its content; without one it may change any day.
        added["cache-control"] = (
            f"public, max-age={YEAR}, immutable" if scope["query_string"] else "public, max-age=300"
        )
    names = {name.encode() for name in added}
    return [pair for pair in kept if pair[0] not in names] + [(n.encode(), v.encode()) for n, v in added.items()]


def _one_slash(path: str) -> str:
    """``//other.host/`` would make Datasette's redirect of a trailing slash lead to another host."""
    return "/" + path.lstrip("/\\")


def _raw(scope: Scope) -> bytes:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return b"/" + raw.lstrip(b"/\\")
