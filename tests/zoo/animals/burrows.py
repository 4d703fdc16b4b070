"""Addresses that aren't public, reached from everywhere: the first one, redirects, feeds, attachments, names."""

from __future__ import annotations

from dataclasses import replace

from tests.scripted import Answer
from tests.zoo.animal import LIST, ROBOTS, Animal, Home, Seen, asked, healthy, path_of
from tests.zoo.animals.liars import FEED, feed
from tests.zoo.animals.wanderers import to
from tests.zoo.server import NOTHING, Route, Routes

PRIVATE = (
    "http://127.0.0.3/",
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://2130706433/",
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",
    "http://localhost/",
    "file:///etc/passwd",
    "data:text/html,x",
    "ftp://127.0.0.3/berita",
)


def redirects(_: Home) -> Routes:
    """One article for each address, and each article leads there."""
    numbers = range(1, len(PRIVATE) + 1)
    return {**healthy(*numbers, 99), **{path_of(number): to(PRIVATE[number - 1]) for number in numbers}}


def hops(home: Home) -> Routes:
    """A redirect to a page of its own, which leads inside."""
    return {**healthy(1, 2, 3), path_of(2): to("/hop"), "/hop": to(f"http://127.0.0.3:{home.grounds.ports['http']}/")}


def feed_links(home: Home) -> Routes:
    inside = (f"{address.rstrip('/')}/berita/angkatan-{number}" for number, address in enumerate(PRIVATE, 11))
    return {**healthy(1, 2), "/feed/": feed(home.url(path_of(1)), home.url(path_of(2)), *inside)}


def attachments(home: Home) -> Routes:
    page = healthy(1, 2, 3)
    said = page[path_of(2)]
    assert isinstance(said, Answer)
    links = "".join(f'<p><a href="{address}surat.pdf">Unduh surat edaran</a></p>' for address in PRIVATE)
    body = said.body.replace(b"</div></body>", f"{links}</div></body>".encode())
    return {**page, path_of(2): Answer(body)}


def hanging_up(route: Route) -> Route:
    """So that the next request needs another connection, and another look-up."""
    assert isinstance(route, Answer)
    return replace(route, headers={"Connection": "close"})


def held_back(name: str, address: str) -> str:
    host = f"{name}.kebun.example"
    why = f"{host}: {address} is not a public address; name it in PRIVATE_HOSTS if it is meant"
    return f"http://{host}/robots.txt could not be read ({why}); asked again tomorrow"


INSIDE = "127.0.0.3 is not a public address; name it in PRIVATE_HOSTS if it is meant"
METADATA = "169.254.169.254 is not a public address; name it in PRIVATE_HOSTS if it is meant"
ANIMALS = (
    Animal(
        "liang",
        lambda _: healthy(1, 2),
        (Seen("refused", {}, evidence=held_back("liang", "127.0.0.1"), refused=2),),
        public=True,
    ),
    Animal(
        "liang-alihan", redirects, (Seen("fresh", asked(*range(1, len(PRIVATE) + 1), 99), 1, 1, refused=len(PRIVATE)),)
    ),
    Animal("liang-lompat", hops, (Seen("fresh", {**asked(1, 2, 3), "/hop": 1}, 2, 2, refused=1),)),
    Animal(
        "liang-depan",
        lambda _: {"*": to("http://169.254.169.254/"), ROBOTS: Answer(b"", 404)},
        (Seen("refused", {ROBOTS: 1, LIST: 1, "/": 1}, evidence=METADATA, refused=2),),
    ),
    # What isn't http(s) is no link at all.
    Animal(
        "liang-feed",
        feed_links,
        (Seen("fresh", {ROBOTS: 1, "/feed/": 1, path_of(1): 1, path_of(2): 1}, 2, 2, refused=len(PRIVATE) - 3),),
        source=FEED,
    ),
    Animal("liang-lampiran", attachments, (Seen("fresh", asked(1, 2, 3), 3, 3),)),
    # Its name gives another address as soon as something was asked of it; 127.0.0.2 is named in PRIVATE_HOSTS, where
    # 127.0.0.3 isn't, and both listen on the port.
    Animal(
        "bunglon",
        lambda _: {path: hanging_up(route) for path, route in {ROBOTS: NOTHING, **healthy(1, 2, 3)}.items()},
        (Seen("refused", {ROBOTS: 1}, evidence=f"bunglon.kebun.example: {INSIDE}", refused=2),) * 2,
        public=True,
        address=lambda asked: "127.0.0.3" if asked else "127.0.0.2",
    ),
)
