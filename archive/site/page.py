"""One answer of the reading room: a template filled, or a record as JSON, with a validator for caches."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils import add_cors_headers
from datasette.utils.asgi import NotFound, Request, Response

from archive.site.language import DEFAULT, Language, language

MAX_AGE = 60  # seconds a cache may show a page without asking again; the archive changes once a night


class Absent(NotFound):  # type: ignore[misc]
    """What was asked for isn't there; the message is meant for the reader, in their language."""


def spoken(request: Request | None) -> Language:
    """The language a request asks for: ``?lang=en``, or ``?_lang=en`` on Datasette's own pages.

    Datasette takes a plain parameter of a table page for a column, hence the second name.
    """
    if request is None:
        return language(DEFAULT)
    return language(request.args.get("lang") or request.args.get("_lang"))


def href(datasette: Datasette, speech: Language, path: str, **parameters: object) -> str:
    """A link inside the archive that stays in the reader's language; parameters that are None or empty fall away."""
    kept = {name: value for name, value in parameters.items() if value not in (None, "")}
    if speech.code != DEFAULT:
        kept["_lang" if path.startswith("/archive") else "lang"] = speech.code
    address: str = datasette.urls.path(path)
    return f"{address}?{urlencode(kept)}" if kept else address


async def page(
    datasette: Datasette, request: Request, template: str, context: Mapping[str, object], *, status: int = 200
) -> Response:
    """The page that ``template`` makes of ``context``; 304 where the reader has it already."""
    text: str = await datasette.render_template(template, dict(context), request=request)
    return _validated(request, Response.html(text, status=status))


def record(datasette: Datasette, request: Request, value: object, *, status: int = 200) -> Response:
    """``value`` as JSON, readable by scripts of other sites where the archive allows it."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    answer = Response(text, status=status, content_type="application/json; charset=utf-8")
    if datasette.cors:
        add_cors_headers(answer.headers)
    return _validated(request, answer)


def _validated(request: Request, answer: Response) -> Response:
    if answer.status != 200:
        answer.headers["Cache-Control"] = "no-store"
        return answer
    tag = f'W/"{hashlib.sha256(answer.body.encode()).hexdigest()[:24]}"'  # weak: a proxy may compress
    answer.headers |= {"ETag": tag, "Cache-Control": f"public, max-age={MAX_AGE}"}
    if matches(request, tag):
        return Response("", status=304, headers=answer.headers, content_type=answer.content_type)
    return answer


def matches(request: Request, tag: str) -> bool:
    """Whether the reader's ``If-None-Match`` names ``tag``; weak and strong tags compare equal (RFC 9110, 13.1.2)."""
    asked = request.headers.get("if-none-match", "")
    return asked == "*" or tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in asked.split(",")}
