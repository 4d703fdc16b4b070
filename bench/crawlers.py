"""Crawlers that live through the diary's nights, each in processes of its own and as its makers meant it to run."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import ClassVar

from bench import diary
from bench.process import run
from demo.offices import OFFICES, write_registry
from evaluation.cache import VENV, venv
from scrapers.registry.office import Listing
from scrapers.registry.platforms import resolve

_HEADING = re.compile(r"<title>[^<]*</title>", re.IGNORECASE)


class Crawler(ABC):
    """A crawler with its memory in ``folder``."""

    name: ClassVar[str]

    def __init__(self, server: diary.DiaryServer, folder: Path) -> None:
        self.server = server
        self.folder = folder

    @abstractmethod
    def crawl(self, night: int) -> None:
        """Live through one night."""

    @abstractmethod
    def found(self, kind: diary.Kind) -> Iterator[tuple[str, str]]:
        """Office and title of the articles it has (``new``), or that it says were edited or deleted."""

    def lives(self, nights: int) -> Sequence[int]:
        """The nights that it is run in."""
        return range(1, nights + 1)


class Ours(Crawler):
    """``scrapy nightly`` with the clock a day later each night."""

    name = "ours"
    _CONDITIONS: ClassVar = {"new": "1", "edited": "revisions > 0", "deleted": "status = 'gone'"}

    def __init__(self, server: diary.DiaryServer, folder: Path) -> None:
        super().__init__(server, folder)
        write_registry(folder / "offices", server.ports)

    def crawl(self, night: int) -> None:
        """Crawl as the timer would."""
        places = {"DATA_DIR": str(self.folder / "data"), "OFFICES_DIR": str(self.folder / "offices")}
        command = [sys.executable, "-m", "bench.later", str(night), "scrapy", "nightly"]
        run(command, {**places, "PRIVATE_HOSTS": "127.0.0.1"})

    def found(self, kind: diary.Kind) -> Iterator[tuple[str, str]]:
        """Read ``archive.db``."""
        with closing(sqlite3.connect(self.folder / "data" / "archive.db")) as db:
            yield from db.execute(f"SELECT office, title FROM articles WHERE {self._CONDITIONS[kind]}")


class SeenList(Crawler):
    """``bench.spiders.seen_list``: it notices what is new and nothing else."""

    name = "Scrapy spider with a list of seen addresses"

    def crawl(self, night: int) -> None:
        """Run the spider over one list of each office."""
        del night  # it has no clock
        sites = self.folder / "sites.json"
        sites.write_text(json.dumps([*self._lists()]), encoding="utf-8")
        run([sys.executable, "-m", "bench.spiders.seen_list", str(sites), str(self.folder / "seen.txt")])

    def found(self, kind: diary.Kind) -> Iterator[tuple[str, str]]:
        """Read the file of seen addresses."""
        if kind == "new":
            yield from _named_in((self.folder / "seen.txt").read_text(encoding="utf-8"))

    def _lists(self) -> Iterator[tuple[str, str]]:
        for office in OFFICES:
            site = resolve(office.declaration(self.server.ports[office.id]).sites[0])
            lists = [source.url for source in site.sources if isinstance(source, Listing)]
            pattern = site.article_url.pattern if site.article_url else r"^/\d{4}/\d\d/\d\d/[a-z0-9-]+/$"
            yield lists[0] if lists else site.url, pattern


class NewsPlease(Crawler):
    """news-please with the settings it comes with. Without a database server it remembers nothing of earlier nights."""

    name = "news-please"

    def crawl(self, night: int) -> None:
        """Run it over the offices' front pages. It knows no ports, so it gets names and a proxy."""
        del night
        proxy = self.server.url(OFFICES[0].id, "")
        run(
            [str(VENV / "bin" / "news-please"), "-c", f"{self._configuration()}/", "-no-confirm"], {"http_proxy": proxy}
        )

    def lives(self, nights: int) -> Sequence[int]:
        """As each night costs it the same, two stand for all: the middle and the last."""
        return sorted({max(1, nights // 2), nights})

    def found(self, kind: diary.Kind) -> Iterator[tuple[str, str]]:
        """See which pages it took for articles and saved."""
        if kind == "new":
            pages = [unescape(path.read_text(encoding="utf-8")) for path in self.folder.rglob("*.html")]
            headings = "\n".join(found[0] for page in pages if (found := _HEADING.search(page)))
            for office in OFFICES:
                for article in diary.standing(office.id, diary.NIGHTS):
                    if article.title in headings:
                        yield office.id, article.title

    def _configuration(self) -> Path:
        folder = self.folder / "config"
        folder.mkdir(exist_ok=True)
        (package,) = (venv().parent / "lib").glob("*/site-packages/newsplease")
        settings = (package / "config" / "config.cfg").read_text(encoding="utf-8")
        here = settings.replace("working_path = ~/news-please-repo/", f"working_path = {self.folder}/")
        (folder / "config.cfg").write_text(here, encoding="utf-8")
        sites = {"base_urls": [{"url": f"http://{office.id}.test/"} for office in OFFICES]}
        (folder / "sitelist.hjson").write_text(json.dumps(sites), encoding="utf-8")
        return folder


CRAWLERS: tuple[type[Crawler], ...] = (Ours, SeenList, NewsPlease)


def _named_in(text: str) -> Iterator[tuple[str, str]]:
    """Office and title of the articles whose address stands in ``text``."""
    for office in OFFICES:
        for article in diary.standing(office.id, diary.NIGHTS):
            if article.slug in text:
                yield office.id, article.title
