"""Headers of every answer, whoever made it: security, and how long a cache may keep it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from datasette.app import Datasette

from archive.site.hook import hookimpl
from archive.site.validators import matches, tag

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
MAX_AGE = 60  # seconds a cache may show a page without asking again; the archive changes once a night
# These carry a validator of their own, or none: a query in SQL may say something else every time, and
# silence lasts longer from day to day though the archive stays the same.
_UNTAGGED = ("/static/", "/-/static/", "/data/", "/status")


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Wrap Datasette: also its redirects, its errors and its files carry the headers."""
    base: str = datasette.setting("base_url")

    def wrap(app: App) -> App:
        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            scope = {
                **scope,
                "path": _inner(scope["path"], base),
                "raw_path": _inner(_raw(scope), base).encode("latin-1"),
            }
            tagged = _tag(datasette, scope)

            async def send_guarded(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": _headers(scope, base, message, tagged)}
                await send(message)

            if tagged and matches(_header(scope, b"if-none-match"), tagged):
                await send_guarded({"type": "http.response.start", "status": 304, "headers": []})
                await send({"type": "http.response.body", "body": b""})
                return
            await app(scope, receive, send_guarded)

        return guarded

    return wrap


def _headers(scope: Scope, base: str, message: Message, tagged: str | None) -> list[tuple[bytes, bytes]]:
    kept = [(bytes(name).lower(), bytes(value)) for name, value in message.get("headers", [])]
    kept = [(name, _outer(value, base) if name == b"location" else value) for name, value in kept]
    added = dict(SECURITY)
    status: int = message["status"]
    if scope["path"].startswith("/static/") and status == 200:
        # The page asks for a file with the hash of its content; without one it may change any day.
        added["cache-control"] = (
            f"public, max-age={YEAR}, immutable" if scope["query_string"] else "public, max-age=300"
        )
    elif status >= 400:
        added["cache-control"] = "no-store"
    elif tagged and status in (200, 304):
        added |= {"etag": tagged, "cache-control": f"public, max-age={MAX_AGE}"}
    names = {name.encode() for name in added}
    return [pair for pair in kept if pair[0] not in names] + [(n.encode(), v.encode()) for n, v in added.items()]


def _tag(datasette: Datasette, scope: Scope) -> str | None:
    """The validator of an answer, ``None`` where it has another one or none."""
    query = scope.get("query_string", b"").decode("latin-1")
    if scope["method"] not in ("GET", "HEAD") or "sql=" in query or scope["path"].startswith(_UNTAGGED):
        return None
    scheme, host = scope.get("scheme", "http"), _header(scope, b"host")
    return tag(datasette, scheme, host, scope["raw_path"].decode("latin-1"), query)


def _header(scope: Scope, name: bytes) -> str:
    return next((bytes(value).decode("latin-1") for key, value in scope["headers"] if key.lower() == name), "")


def _inner(path: str, base: str) -> str:
    """The path below the proxy's: Datasette puts ``base`` before every link, even before one that has it already.

    Of several slashes at its beginning one is kept: ``//other.host/`` would make Datasette's redirect of a trailing
    slash lead to another host.
    """
    path = "/" + path.lstrip("/\\")
    return _inner(path[len(base) - 1 :], "/") if base != "/" and path.startswith(base) else path


def _raw(scope: Scope) -> str:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.decode("latin-1")


def _outer(location: bytes, base: str) -> bytes:
    """Where a redirect leads, below the proxy's path."""
    prefix = base.rstrip("/").encode()
    return location if not location.startswith(b"/") or location.startswith(prefix + b"/") else prefix + location
