"""Redirects: in circles, to another office's host, to a declared one, between http and https."""

from __future__ import annotations

from collections.abc import Callable

from tests.scripted import Answer
from tests.zoo.animal import LIST, ROBOTS, Animal, Home, Seen, asked, healthy, path_of
from tests.zoo.pages import listing
from tests.zoo.server import Asked, Reply, Route, Routes


def to(address: str, status: int = 302) -> Answer:
    return Answer(b"", status, headers={"Location": address})


def elsewhere(home: Home) -> Routes:
    """Everything leads to a host that this office's file doesn't name, and that would answer."""
    return {"*": to(home.url("/berita", host="sabar.kebun.example")), ROBOTS: Answer(b"", 404)}


def article_elsewhere(home: Home) -> Routes:
    return {**healthy(1, 2, 3), path_of(2): to(home.url(path_of(2), host="sabar.kebun.example"))}


def declared(home: Home) -> Routes:
    """An article moved to the office's other host, which has news of its own."""
    home.grounds.hosts["cabang.kebun.example"] = {**healthy(2, 5, 6), "/": Answer(listing(2, 5, 6))}
    return {**healthy(1, 2, 3), path_of(2): to(home.url(path_of(2), host="cabang.kebun.example"), 301)}


def swap(home: Home) -> Routes:
    """http leads to https."""

    def sealed(path: str, reply: Route) -> Callable[[Asked], Reply]:
        def show(request: Asked) -> Reply:
            if request.scheme == "http":
                return to(home.url(path, scheme="https"))
            return reply(request) if callable(reply) else reply

        return show

    return {path: sealed(path, reply) for path, reply in healthy(1, 2, 3).items()}


def bounded(reply: Answer) -> Routes:
    """A site that is nothing but redirects."""
    return {"*": reply, "/a": to("/b"), "/b": to("/a"), ROBOTS: Answer(b"", 404)}


THERE = "it leads to http://sabar.kebun.example/berita, a host that the office's file doesn't name"
ANIMALS = (
    Animal(
        "melingkar",
        lambda _: {**healthy(1, 2, 3), path_of(2): to(path_of(2))},
        (Seen("fresh", {**asked(1, 3), path_of(2): 6}, 2, 2),),
    ),
    Animal(
        "pusing",
        lambda _: bounded(to("/a")),
        (Seen("unlisted", {ROBOTS: 1, LIST: 1, "/": 1, "/a": 6, "/b": 4}, evidence="max redirections reached"),),
    ),
    Animal("pindah", elsewhere, (Seen("moved", {ROBOTS: 1, LIST: 1, "/": 1}, evidence=THERE, refused=2),) * 2),
    Animal("sebagian", article_elsewhere, (Seen("fresh", asked(1, 2, 3), 2, 2, refused=1),)),
    Animal("bercabang", declared, (Seen("fresh", asked(1, 2, 3), 5, 6),), more_hosts=("cabang.kebun.example",)),
    Animal(
        "gembok",
        swap,
        (Seen("fresh", {ROBOTS: 2, LIST: 2, **{path_of(number): 1 for number in (1, 2, 3)}}, 3, 3),),
        papers=lambda authority: authority.certify("gembok.kebun.example"),
    ),
)
