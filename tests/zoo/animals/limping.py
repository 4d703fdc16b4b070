"""Lines that drip, bodies that stop short, lengths and charsets that don't fit."""

from __future__ import annotations

from tests.scripted import Answer
from tests.zoo.animal import LIST, ROBOTS, Animal, Seen, asked, by_night, healthy, path_of
from tests.zoo.pages import listing, news
from tests.zoo.server import Raw


def raw(body: bytes, *, length: int | None = None, pause_seconds: float = 0.0, pieces: int = 1) -> Raw:
    """An HTML page, byte for byte; ``length`` is what the head claims."""
    claimed = "" if length is None else f"Content-Length: {length}\r\n"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{claimed}\r\n".encode()
    size = -(-len(body) // pieces)
    return Raw([head, *(body[start : start + size] for start in range(0, len(body), size))], pause_seconds)


def charset(number: int, sent: str, said: str) -> Answer:
    page = news(number).decode().replace("balai desa", "balai desa “Suka Maju” — é")
    return Answer(page.encode(sent), content_type=f"text/html; charset={said}" if said else "text/html")


SLOWLY = 60  # pieces, half a second each
DRIP = raw(news(2), length=len(news(2)), pause_seconds=0.5, pieces=SLOWLY)
DRIPPING_LIST = raw(listing(1), length=len(listing(1)), pause_seconds=0.5, pieces=SLOWLY)
ROBOTS_URL = "http://tetes-semua.kebun.example/robots.txt"
TOO_SLOW = f"DownloadTimeoutError: Getting {ROBOTS_URL} took longer than 15.0 seconds."
TRIED_TWICE = {**asked(1, 3), path_of(2): 2}
ANIMALS = (
    Animal(
        "tetes",  # what came too slowly comes the next night
        lambda _: {**healthy(1, 2, 3), path_of(2): by_night(DRIP, Answer(news(2)))},
        (Seen("fresh", TRIED_TWICE, 2, 2), Seen("fresh", asked(1, 2, 3), 3, 3)),
    ),
    Animal(
        "tetes-semua",
        lambda _: {"*": by_night(DRIPPING_LIST, Answer(b"", 404))},
        (
            Seen(
                "slow",
                {ROBOTS: 1},
                evidence=f"{ROBOTS_URL} could not be read ({TOO_SLOW}); asked again tomorrow",
                refused=2,
            ),
        ),
    ),
    Animal(
        "putus",  # half an article is none
        lambda _: {**healthy(1, 2, 3), path_of(2): raw(news(2)[:400], length=len(news(2)))},
        (Seen("fresh", TRIED_TWICE, 2, 2),) * 2,
    ),
    Animal(
        "kurang",  # the head says where the body ends; what came is kept, and can't be read
        lambda _: {**healthy(1, 2, 3), path_of(2): raw(news(2), length=300)},
        (Seen("fresh", asked(1, 2, 3), 2, 3),),
    ),
    Animal(
        "tanpa-panjang",
        lambda _: {**healthy(1, 2, 3), path_of(2): raw(news(2))},
        (Seen("fresh", asked(1, 2, 3), 3, 3),),
    ),
    Animal(
        "aksara",
        lambda _: {
            LIST: Answer(listing(1, 2, 3, 4)),
            path_of(1): charset(1, "cp1252", "utf-8"),
            path_of(2): charset(2, "utf-8", "iso-8859-1"),
            path_of(3): charset(3, "cp1252", ""),
            path_of(4): charset(4, "utf-8", "tidak-ada"),
        },
        (Seen("fresh", asked(1, 2, 3, 4), 4, 4),),
    ),
)
