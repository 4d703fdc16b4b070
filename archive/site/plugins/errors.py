"""What a reader sees when something isn't there or can't be done: a sentence and a way on."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Forbidden, NotFound, Request, Response
from datasette.views.base import DatasetteError

from archive.site.hook import hookimpl
from archive.site.page import Absent, page, record, spoken
from archive.site.rows import is_out_of_time

_log = logging.getLogger(__name__)
_TABLES = "datasette.views.table"


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """Answer an exception of any view with a page, or with JSON where JSON was asked for."""

    async def answer() -> Response:
        status, message = _told(request, exception)
        if request.path.partition("?")[0].endswith(".json"):
            return record(datasette, {"ok": False, "error": message, "status": status}, status=status)
        typed = request.args.get("sql") if isinstance(exception, DatasetteError) else None  # nobody types it twice
        context = {"status": status, "error": message, "sql": typed}
        return await page(datasette, request, "error.html", context, status=status)

    return answer


@hookimpl
def forbidden(datasette: Datasette, request: Request, message: str) -> Callable[[], Awaitable[Response]]:
    """The same for what isn't permitted."""
    return handle_exception(datasette, request, Forbidden(message))


def _told(request: Request, exception: Exception) -> tuple[int, str]:
    """Status and sentence; what our own code did wrong goes to the log, never to the reader."""
    if isinstance(exception, DatasetteError):
        # Where Datasette names no status it means a parameter that can't be.
        return 400 if exception.status == 500 else exception.status, _of_datasette(request, exception)
    if (readers := isinstance(exception, QueryInterrupted)) or is_out_of_time(exception):
        # A question of our own runs out of time only where the machine has much else to do, or has just started; a
        # reader's own, asked as CSV, is theirs as it is on the page and in JSON.
        status = 400 if readers and request.args.get("sql") else 503
        return status, spoken(request)("error.too_long" if readers else "error.busy")
    if isinstance(exception, (Forbidden, NotFound)) and not isinstance(exception, Absent):
        status, key = (403, "error.forbidden") if isinstance(exception, Forbidden) else (404, "error.no_page")
        return status, spoken(request)(key)
    if isinstance(exception, Base400):
        return exception.status, str(exception.args[0])
    if isinstance(exception, ValueError) and _is_of_datasette(exception):
        return 400, spoken(request)("error.parameter")
    _log.error("%s: can't be answered", request.path, exc_info=exception)
    return 500, spoken(request)("error.ours")


def _of_datasette(request: Request, error: DatasetteError) -> str:
    if error.message_is_html:  # the one message of Datasette that is markup says that a query ran out of time
        return spoken(request)("error.too_long")
    if error.title == "Invalid SQL" and request.args.get("_search") and not request.args.get("sql"):
        return spoken(request)("error.search")
    if error.title == "Invalid SQL":
        return spoken(request)("error.sql", reason=error.message)
    message: str = error.message
    return message


def _is_of_datasette(exception: Exception) -> bool:
    """Whether a view of Datasette's tripped over what it was given, ``_timelimit=x``, and none of ours did."""
    modules = [str(frame.f_globals.get("__name__")) for frame, _ in traceback.walk_tb(exception.__traceback__)]
    if _TABLES not in modules:
        return False
    return not any(name.startswith("archive.") for name in modules[modules.index(_TABLES) :])
