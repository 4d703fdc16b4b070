"""Places to crawl into, fresh or as another one stands, and what was left there."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive.schema import ARCHIVE, CRAWL
from archive.upkeep.verify import verify
from tests_faults.dump import Rows, differences, dump
from tests_faults.fault import Fault
from tests_faults.life import Instant, Place
from tests_faults.practice import COUNT
from tests_faults.server import OfficeServer

LANES = 2  # chains of lives that go on at the same time
DATABASES = (("crawl.db", len(CRAWL)), ("archive.db", len(ARCHIVE)))


@dataclass(frozen=True)
class Crawled:
    """A place that was crawled without a disturbance, and what its databases say."""

    place: Place
    rows: Rows


class World:
    """Everything that the places share.

    :param library: the compiled ``fault.c``
    """

    def __init__(self, folder: Path, server: OfficeServer, library: Path) -> None:
        self.folder = folder
        self.server = server
        self.library = library

    def place(self, name: str, *, offices: int = COUNT) -> Place:
        """A fresh place: no data folder yet."""
        declared = self.folder / f"offices-{offices}"
        if not declared.exists():
            self.server.declare(declared, offices)
        (self.folder / name).mkdir()
        return Place(self.folder / name, self.server, self.library, declared)

    def copy(self, name: str, of: Crawled) -> Place:
        """A place with the same data and offices."""
        place = Place(self.folder / name, self.server, self.library, Path(of.place.variables["OFFICES_DIR"]))
        shutil.copytree(of.place.data, place.data)
        return place


def crawled(world: World, name: str, *, offices: int = COUNT) -> Crawled:
    """Crawl a fresh place in peace."""
    place = world.place(name, offices=offices)
    life = place.run("scrapy", "nightly")
    assert life.code == 0, life.said
    assert faults(place.data) == []
    return Crawled(place, dump(place.data))


def survive(place: Place, command: Sequence[str], instants: Iterable[Instant]) -> int:
    """Start ``command`` again and again until it ends by itself, well; each life but the last ends at its instant.

    :returns: how many lives were ended
    """
    struck = 0
    ends = iter(instants)
    while True:
        life = place.live(command, next(ends, Instant()))
        if life.struck:
            struck += 1
            assert faults_left(place) == []
        if life.code == 0:
            return struck
        assert life.struck, f"{command} ended by itself with {life.code}: {life.said}"
        assert life.killed or "Traceback" not in life.said, life.said


def faults(data_dir: Path) -> list[str]:
    """What ``python -m archive verify`` finds."""
    return [fault for check in verify(data_dir) for fault in check.faults]


def faults_left(place: Place) -> list[str]:
    """What ``verify`` finds in that which a killed command left; looked at in a copy, for looking would mend it."""
    copy = place.data.with_name("left")
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for name, _ in DATABASES:
        for path in place.data.glob(f"{name}*"):
            if path.name in (name, f"{name}-wal", f"{name}-journal"):
                shutil.copy(path, copy)
    return faults(copy) if all(_version(copy / name) == newest for name, newest in DATABASES) else []


def _version(path: Path) -> int:
    """0 of a database that isn't there, or isn't made yet."""
    if not path.exists() or not path.stat().st_size:
        return 0
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def unlike(rows: Rows, place: Place) -> list[str]:
    """How the place's databases differ from ``rows``."""
    return differences(rows, dump(place.data))


def count(place: Place, command: Sequence[str], fault: Fault) -> int:
    """How many calls ``command`` makes that ``fault`` counts, when none of them fails."""
    life = place.run(*command, fault=fault)
    assert life.code == 0, life.said
    return place.disk.calls


def in_lanes(work: Callable[[int], int]) -> int:
    """Let each lane do its work, given its number; the sum of what they return."""
    with ThreadPoolExecutor(LANES) as pool:
        return sum(pool.map(work, range(LANES)))
