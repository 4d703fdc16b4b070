"""An animal: a site with one vice, and what a crawl must make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from simulation.certificates import Authority
from tests.scripted import Answer
from tests.zoo.pages import listing, news
from tests.zoo.server import Asked, Grounds, Route, Routes

LOOPBACK = "127.0.0.1"
DOMAIN = "kebun.example"
LIST = "/berita"
ROBOTS = "/robots.txt"


@dataclass(frozen=True)
class Seen:
    """What stands in the books after a night, and what the server's log says of it. Addresses without port.

    :param state: as ``archive status`` names it
    :param asked: path -> requests
    :param articles: present in ``archive.db``
    :param kept: article documents in ``crawl.db``
    :param evidence: of the visit
    :param refused: requests that were never sent
    """

    state: str
    asked: Mapping[str, int]
    articles: int = 0
    kept: int = 0
    evidence: str | None = None
    refused: int = 0


@dataclass(frozen=True)
class Home:
    """Where an animal lives."""

    host: str
    grounds: Grounds
    scheme: str = "http"

    def url(self, path: str = "/", *, scheme: str | None = None, host: str | None = None) -> str:
        """Full address of a path."""
        return self.grounds.url(host or self.host, path, scheme=scheme or self.scheme)


@dataclass(frozen=True)
class Animal:
    """One office with one site.

    :param name: id of the office, and its host's first label
    :param routes: what the site shows
    :param nights: what is seen after the first night, the second, …
    :param site: further keys of the site's declaration, in TOML
    :param source: its sources in TOML, ``{url}`` for the front page without closing slash
    :param more_hosts: further sites of the office, without lists
    :param public: its name isn't in PRIVATE_HOSTS
    :param address: what its name resolves to, given what was asked of it tonight
    :param papers: makes the certificate that it shows
    """

    name: str
    routes: Callable[[Home], Routes]
    nights: tuple[Seen, ...]
    scheme: str = "http"
    site: Mapping[str, str] = field(default_factory=dict)
    source: str = '\n[[site.source]]\nkind = "listing"\nurl = "{url}/berita"\n'
    more_hosts: tuple[str, ...] = ()
    public: bool = False
    address: Callable[[Sequence[Asked]], str] = lambda _: LOOPBACK
    papers: Callable[[Authority], Path] | None = None

    @property
    def host(self) -> str:
        """Its name on the net."""
        return f"{self.name}.{DOMAIN}"

    @property
    def names(self) -> tuple[str, ...]:
        """All that its server answers to."""
        return (self.host, f"www.{self.host}", *self.more_hosts)


def path_of(number: int) -> str:
    """Path of an article."""
    return f"/berita/pelatihan-usaha-mikro-angkatan-{number}"


def healthy(*numbers: int) -> dict[str, Route]:
    """A site with a list and its articles, and no robots.txt."""
    routes: dict[str, Route] = {path_of(number): Answer(news(number)) for number in numbers}
    routes[LIST] = Answer(listing(*numbers))
    return routes


def asked(*numbers: int) -> dict[str, int]:
    """Requests of a plain night: robots.txt, the list, and these articles once each."""
    return {ROBOTS: 1, LIST: 1, **{path_of(number): 1 for number in numbers}}


def by_night(*replies: Route) -> Route:
    """What a path shows in the first night, the second, …; the last one stays."""

    def show(request: Asked) -> object:
        said = replies[min(request.night, len(replies)) - 1]
        return said(request) if callable(said) else said

    return show  # type: ignore[return-value]  # one of the replies
