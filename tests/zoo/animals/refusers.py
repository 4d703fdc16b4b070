"""Servers that answer, but not with the page: denied, asked to wait, broken every other time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.scripted import Answer
from tests.zoo.animal import LIST, ROBOTS, Animal, Seen, asked, healthy, path_of
from tests.zoo.pages import SHIFT, listing, news
from tests.zoo.server import Asked, Late, Reply


def wait(status: int, retry_after: Callable[[], str] | None) -> Callable[[Asked], Reply]:
    """A list that asks for a pause at first, and answers then."""

    def show(request: Asked) -> Reply:
        if request.before:
            return Answer(listing(1, 2))
        return Answer(b"", status, headers={"Retry-After": retry_after()} if retry_after else {})

    return show


def tired(request: Asked) -> Reply:
    """An article whose server takes its time to ask for a pause, while the others wait for their turn."""
    return Answer(news(1)) if request.before else Late(Answer(b"", 429, headers={"Retry-After": "1"}), 0.4)


def in_a_second() -> str:
    """An HTTP date a little more than a second ahead: it has no fractions."""
    return format_datetime(datetime.now(UTC) + SHIFT + timedelta(seconds=2), usegmt=True)


def flapping(number: int) -> Callable[[Asked], Reply]:
    """An article whose server breaks at every other request."""
    return lambda request: Answer(news(number)) if request.before % 2 else Answer(b"", 500)


TWICE = {**asked(1, 2), LIST: 2}
TIRED = asked(1, 2, 3) | {path_of(1): 2}
ENOUGH = Late(Answer(b"", 429, headers={"Retry-After": "3600"}), 0.4)
THE_FRONT_TOO = {ROBOTS: 1, LIST: 1, "/": 1}
FLAPPING = {path_of(number): flapping(number) for number in (1, 2, 3)}
ANIMALS = (
    Animal("terlarang", lambda _: {"*": Answer(b"", 403)}, (Seen("blocked", THE_FRONT_TOO, evidence="HTTP 403"),) * 2),
    Animal("sabar", lambda _: {**healthy(1, 2), LIST: wait(429, lambda: "1")}, (Seen("fresh", TWICE, 2, 2),)),
    Animal("tanggal", lambda _: {**healthy(1, 2), LIST: wait(503, in_a_second)}, (Seen("fresh", TWICE, 2, 2),)),
    Animal("diam-saja", lambda _: {**healthy(1, 2), LIST: wait(429, None)}, (Seen("fresh", TWICE, 2, 2),)),
    Animal("lelah", lambda _: {**healthy(1, 2, 3), path_of(1): tired}, (Seen("fresh", TIRED, 3, 3),)),
    Animal(
        "besok",  # longer than a night waits: not even the front page is asked
        lambda _: {**healthy(1, 2), LIST: Answer(b"", 429, headers={"Retry-After": "3600"})},
        (Seen("blocked", asked(), evidence="HTTP 429", refused=1),) * 2,
    ),
    Animal(
        "cukup",  # in the middle of its articles: those that wait in the queue aren't asked for either
        lambda _: healthy() | {LIST: Answer(listing(1, 2, 3))} | dict.fromkeys(map(path_of, (1, 2, 3)), ENOUGH),
        (Seen("empty", {ROBOTS: 1, LIST: 1, path_of(2): 1}, refused=2),),
    ),
    Animal(
        "kumat",
        lambda _: {**healthy(1, 2, 3), **FLAPPING},
        (Seen("fresh", asked() | dict.fromkeys(FLAPPING, 2), 3, 3),),
    ),
    Animal(
        "rusak",
        lambda _: {"*": Answer(b"", 500), ROBOTS: Answer(b"", 404)},
        (Seen("error", {ROBOTS: 1, LIST: 2, "/": 2}, evidence="HTTP 500"),) * 2,
    ),
)
