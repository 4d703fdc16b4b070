"""One answer of the reading room: a template filled, a record as JSON, a text for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils import add_cors_headers
from datasette.utils.asgi import NotFound, Request, Response

from archive.site.language import DEFAULT, Language, language


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
    """The page that ``template`` makes of ``context``."""
    text: str = await datasette.render_template(template, dict(context), request=request)
    return Response.html(text, status=status)


def record(datasette: Datasette, value: object, *, status: int = 200) -> Response:
    """``value`` as JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return document(datasette, text, "application/json", status=status)


def document(
    datasette: Datasette, text: str, media_type: str, *, status: int = 200, name: str | None = None
) -> Response:
    """A text for programs, readable by scripts of other sites where the archive allows it.

    :param name: of the file that a browser saves it as; ``None``: it may show it
    """
    answer = Response(text, status=status, content_type=f"{media_type}; charset=utf-8")
    if name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if datasette.cors:
        add_cors_headers(answer.headers)
    return answer


def absolute(datasette: Datasette, request: Request, address: str) -> str:
    """An address inside the archive with scheme and host, as the reader's browser names them."""
    whole: str = datasette.absolute_url(request, address)
    return whole


def is_web(url: object) -> bool:
    """Only addresses that a browser fetches become links: never ``javascript:`` or ``data:``."""
    return isinstance(url, str) and url.lower().startswith(("http://", "https://"))
