"""How each office is doing: its state, what it means, and what our visits met."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.clock import now
from archive.health import Health, judge
from archive.health.record import record as told
from archive.health.sentences import sentences
from archive.health.state import State
from archive.health.status import facts
from archive.site.page import page, record, spoken
from archive.site.rows import recalled


async def states(datasette: Datasette, request: Request) -> Response:
    """``/status``: every office, those first that a person should look at."""
    health = await _health(datasette)
    context = {
        "ours": health.ours,
        "say": sentences(spoken(request).code),
        "groups": {
            "attention": [office for office in health.offices if office.attention],
            "rest": [office for office in health.offices if not office.attention and office.state != State.NO_SITE],
            "siteless": [office for office in health.offices if not office.attention and office.state == State.NO_SITE],
        },
        "visited": max((office.last_visit for office in health.offices if office.last_visit), default=None),
    }
    return await page(datasette, request, "status.html", context)


async def states_record(datasette: Datasette, request: Request) -> Response:  # noqa: ARG001 (Datasette goes by names)
    """``/status.json``: the same as ``python -m archive status --json``."""
    return record(datasette, told(await _health(datasette)))


async def _health(datasette: Datasette) -> Health:
    moment = now()
    known = await recalled(datasette, ("facts", moment.date()), lambda db: facts(db, moment))
    return judge(known, moment)
