"""Nights at the zoo: the real crawl over every animal at once, and what was seen of each."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from simulation.certificates import Authority
from tests.scripted import ROOT
from tests.zoo import pages
from tests.zoo.animal import Animal, Home, Seen
from tests.zoo.later import SHIFT
from tests.zoo.names import VARIABLE, NameServer
from tests.zoo.server import Grounds, serve

# Patience that fits a test: what is waited for is short, what is too much is small.
SETTINGS = {
    "RETRY_TIMES": "1",
    "DOWNLOAD_TIMEOUT": "15",
    "RETRY_AFTER_MAX_SECONDS": "2",
    "CRAWL_DELAY_MAX_SECONDS": "0.4",
    "CONCURRENT_OFFICES": "16",
    "REVISITS_PER_NIGHT": "3",
    "REQUESTS_PER_NIGHT": "60",
    "LISTING_PAGES_PER_NIGHT": "20",
    "DNSCACHE_SIZE": "0",  # a name is looked up for every connection, so that rebinding has its chance
}


class Zoo:
    """The offices' folder, the data folder, the servers, and what each night showed."""

    def __init__(self, folder: Path, grounds: Grounds, names: NameServer, authority: Path) -> None:
        self.folder = folder
        self.grounds = grounds
        self.names = names
        self.said: list[str] = []
        self.exits: list[int] = []
        self._authority = authority
        self._seen: dict[tuple[str, int], Seen] = {}
        self._animals: Sequence[Animal] = ()

    def settle(self, animals: Sequence[Animal]) -> None:
        """Give each animal its house and its office's file."""
        self._animals = animals
        (self.folder / "offices").mkdir()
        for animal in animals:
            home = Home(animal.host, self.grounds, animal.scheme)
            self.grounds.hosts[animal.host] = animal.routes(home)
            (self.folder / "offices" / f"{animal.name}.toml").write_text(declaration(animal, home), encoding="utf-8")

    def night(self, number: int, day: int, settings: Mapping[str, str]) -> None:
        """Crawl, so many days after the zoo opened, and note what was seen."""
        self.grounds.night = number
        words = [word for key, value in (SETTINGS | dict(settings)).items() for word in ("-s", f"{key}={value}")]
        done = self._run("scrapy", "nightly", *words, day=day)
        self.said.append(self._portless(done.stderr))
        self.exits.append(done.returncode)
        states = self._states(day)
        for animal in self._animals:
            self._seen[animal.name, number] = self._look(animal, number, states)

    def seen(self, animal: Animal, night: int) -> Seen:
        """What a night showed of an animal."""
        return self._seen[animal.name, night]

    def state(self, office: str, night: int) -> str:
        """What an office was called after a night."""
        return self._seen[office, night].state

    def lines(self, night: int, *words: str) -> list[str]:
        """Lines of a night's log that have all of ``words``."""
        return [line for line in self.said[night - 1].splitlines() if all(word in line for word in words)]

    def rows(self, sql: str, *values: object, database: str = "archive") -> list[dict[str, Any]]:
        """Rows of either database."""
        with closing(sqlite3.connect(self.folder / "data" / f"{database}.db")) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, values)]

    def _run(self, *command: str, day: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tests.zoo.later", *command],
            cwd=ROOT,
            env=os.environ | self._environment() | {SHIFT: str((pages.SHIFT + timedelta(days=day)).total_seconds())},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    def _environment(self) -> dict[str, str]:
        return {
            "DATA_DIR": str(self.folder / "data"),
            "OFFICES_DIR": str(self.folder / "offices"),
            "PRIVATE_HOSTS": ",".join(["127.0.0.2", *self._private]),
            "SSL_CERT_FILE": str(self._authority),
            VARIABLE: str(self.names.port),
        }

    @property
    def _private(self) -> list[str]:
        """Hosts that may be crawled although they are on loopback."""
        return [host for each in self._animals if not each.public for host in each.names]

    def _look(self, animal: Animal, night: int, states: dict[str, str]) -> Seen:
        [visit] = self.rows(
            "SELECT * FROM visits WHERE office = ? AND site LIKE ? ORDER BY run DESC LIMIT 1",
            animal.name,
            f"{animal.host}%",
        )
        [articles] = self.rows(
            "SELECT count(*) AS n FROM articles WHERE office = ? AND status = 'present'", animal.name
        )
        [kept] = self.rows(
            "SELECT count(*) AS n FROM snapshots WHERE office = ? AND kind IN ('page', 'post', 'entry')",
            animal.name,
            database="crawl",
        )
        return Seen(
            state=states[animal.name],
            asked=Counter(each.path for each in self.grounds.asked(animal.host, night)),
            articles=articles["n"],
            kept=kept["n"],
            evidence=visit["evidence"] and self._portless(visit["evidence"]),
            refused=visit["refused"],
        )

    def _states(self, day: int) -> dict[str, str]:
        done = self._run("archive", "status", "--json", day=day)
        return {each["office"]: each["state"] for each in json.loads(done.stdout)["offices"]}

    def _portless(self, text: str) -> str:
        for port in self.grounds.ports.values():
            text = text.replace(f":{port}", "")
        return text


def declaration(animal: Animal, home: Home) -> str:
    """The animal's office file. National offices need no code of their own."""
    base = home.url().rstrip("/")
    keys = {"url": f'"{base}/"', "delay_seconds": "0.001", "article_url": r"'^/berita/.+-\d+$'"} | dict(animal.site)
    lines = "\n".join(f"{key} = {value}" for key, value in keys.items())
    sites = "".join(
        f'\n[[site]]\nurl = "{home.url(host=host)}"\nrole = "alias"\nevidence = "linked"\ndelay_seconds = 0.001\n'
        for host in animal.more_hosts
    )
    return (
        f'id = "{animal.name}"\ncode = "00"\nlevel = "nasional"\nregion = "Indonesia"\nname = "Kebun {animal.name}"\n'
        f"latitude = -7.5\nlongitude = 112.2\n\n[[site]]\n{lines}\n{animal.source.replace('{url}', base)}{sites}"
    )


def _address(animal: Animal, grounds: Grounds) -> Callable[[], str]:
    return lambda: animal.address(grounds.asked(animal.host, grounds.night))


@contextmanager
def open_zoo(folder: Path, animals: Sequence[Animal], days: Sequence[int], **settings: str) -> Iterator[Zoo]:
    """Let the animals in, and live through some nights.

    :param days: for each night, how many days the zoo has been open
    """
    authority = Authority(folder)
    papers = {each.host: each.papers(authority) for each in animals if each.papers}
    with ExitStack() as stack:
        grounds = stack.enter_context(serve(papers, decoys=("127.0.0.2", "127.0.0.3")))
        names = NameServer({host: _address(each, grounds) for each in animals for host in each.names})
        stack.callback(names.close)
        zoo = Zoo(folder, grounds, names, authority.path)
        zoo.settle(animals)
        for night, day in enumerate(days, 1):
            zoo.night(night, day, settings)
        yield zoo
