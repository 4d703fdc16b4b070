"""Lives through the nights: turns the sites on, crawls, looks at the archive, and weighs the process."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.log import configure_logging
from scrapy.utils.reactor import install_reactor

from simulation.certificates import AUTHORITY
from simulation.crawling import Crawling, declare
from simulation.plan import Plan
from simulation.server import Sites, serve
from simulation.watching import Record, Watch

if TYPE_CHECKING:
    from twisted.internet.base import ReactorBase

DARK = (150, 151)  # nights in which our own line is down
OFF = (220,)  # nights in which our machine is off


@dataclass(frozen=True, slots=True)
class Weight:
    """What the process held when a night was over, and what the night cost.

    :param memory_bytes: resident
    :param files: open file descriptors
    :param wal_bytes: of both databases' write-ahead logs before they were closed
    :param kept_bytes: of both databases
    :param requests: that all sites got
    :param cpu_seconds: of the crawler's processor time
    """

    night: int
    memory_bytes: int
    files: int
    wal_bytes: int
    kept_bytes: int
    requests: int
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Year:
    """What was lived through.

    :param crawled: the nights in which the sites could be reached
    """

    plans: tuple[Plan, ...]
    nights: int
    crawled: tuple[int, ...]
    record: Record
    weights: tuple[Weight, ...]


def live(plans: Sequence[Plan], nights: int, folder: Path, say: Callable[[Weight], None]) -> Year:
    """Live through ``nights`` nights after the first contact; once a process, as its reactor starts only once.

    :param folder: for the databases, the offices' files and certificates
    :param say: is told of every night
    """
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor as installed  # noqa: PLC0415 - importing it installs it

    reactor = cast("ReactorBase", installed)
    secrets = folder / "certificates"
    secrets.mkdir(parents=True)
    os.environ["SSL_CERT_FILE"] = str(secrets / AUTHORITY)
    with serve(plans, nights, secrets) as sites:
        declare(plans, sites.ports, folder / "offices")
        life = _Life(plans, nights, folder, sites)
        failures: list[BaseException] = []

        async def all_nights() -> None:
            try:
                for night in range(nights):
                    weight = await life.night(night)
                    if weight:
                        say(weight)
            except BaseException as error:  # noqa: BLE001 - the reactor would swallow it
                failures.append(error)
            finally:
                if reactor.running:  # Ctrl-C may have stopped it
                    reactor.stop()

        reactor.callWhenRunning(lambda: deferred_from_coro(all_nights()))
        reactor.run()
    if failures:
        raise failures[0]
    return life.year()


class _Life:
    """One simulation under way."""

    def __init__(self, plans: Sequence[Plan], nights: int, folder: Path, sites: Sites) -> None:
        self._plans = tuple(plans)
        self._nights = nights
        self._folder = folder
        self._sites = sites
        self._crawling = Crawling(folder)
        configure_logging(self._crawling.settings)
        self._watch = Watch(plans, nights, folder / "data" / "archive.db")
        self._crawled: list[int] = []
        self._weights: list[Weight] = []

    async def night(self, night: int) -> Weight | None:
        """Live through one night; ``None`` where nothing was done in it."""
        weight = None
        if night not in OFF:
            before = _cpu_seconds()
            at = await self._crawling.night(night)
            spent = _cpu_seconds() - before
            self._watch.look(night, at)
            if night not in DARK:
                self._crawled.append(night)
        requests = sum(self._sites.turn(night + 1, dark=night + 1 in DARK).values())
        if night not in OFF:
            weight = self._weigh(night, requests, spent)
            self._weights.append(weight)
        return weight

    def year(self) -> Year:
        """What was lived through so far."""
        return Year(self._plans, self._nights, tuple(self._crawled), self._watch.record, tuple(self._weights))

    def _weigh(self, night: int, requests: int, cpu_seconds: float) -> Weight:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return Weight(
            night,
            pages * resource.getpagesize(),
            sum(1 for _ in Path("/proc/self/fd").iterdir()),
            self._crawling.wal_bytes,
            sum(path.stat().st_size for path in (self._folder / "data").glob("*.db")),
            requests,
            cpu_seconds,
        )


def _cpu_seconds() -> float:
    times = os.times()
    return times.user + times.system
