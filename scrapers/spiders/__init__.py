"""One spider class per office, made from its declaration: ``scrapy list``, ``crawl``, ``parse``, ``shell`` as usual."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Self

from scrapy import Request
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from scrapers.registry import load_offices
from scrapers.registry.office import Office, OfficeError
from scrapers.spiders.office import OfficeSpider, spider_class
from scrapers.urls import host


class OfficeLoader:
    """Scrapy's spider loader over the files of ``OFFICES_DIR``.

    Scrapy makes it before any command runs, where an error would be a traceback; so the files are read on first use.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._classes: dict[str, type[OfficeSpider]] = {}

    @cached_property
    def offices(self) -> Mapping[str, Office]:
        """The registry.

        :raises UsageError: a file is wrong; Scrapy prints the message and leaves with 2
        """
        try:
            return load_offices(self._folder)
        except OfficeError as error:
            raise UsageError(str(error), print_help=False) from error

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Make one from the crawler's settings."""
        return cls(Path(settings["OFFICES_DIR"]))

    def load(self, spider_name: str) -> type[OfficeSpider]:
        """The spider class of one office.

        :raises KeyError: no office has this id
        """
        if spider_name not in self._classes:
            self._classes[spider_name] = spider_class(self.offices[spider_name], self.offices)
        return self._classes[spider_name]

    def list(self) -> builtins.list[str]:
        """Ids of all offices."""
        return [*self.offices]

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """Offices one of whose sites ``request`` asks."""
        asked = host(request.url).removeprefix("www.")
        return [
            name
            for name, office in self.offices.items()
            if any(site.host.removeprefix("www.") == asked for site in office.sites)
        ]
