"""Every change that a command makes on the disk may fail: it says so in one line, and the next run heals."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from archive.export.release import differences
from tests_faults.fault import Fault
from tests_faults.life import Place
from tests_faults.world import LANES, Crawled, World, faults, faults_left, in_lanes, unlike

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)
_RANDOM = re.compile(r"[0-9a-f]{8}(?=\.tmp)|\d{8}T\d{6}Z")  # what differs in a name from run to run


@dataclass(frozen=True)
class Command:
    """A command whose disk fails.

    :param unusable: what it ends with then
    :param fresh: it begins without a data folder
    :param cases: of the kinds of changes that it makes, how many are tried; a call on a file is a kind
    """

    words: tuple[str, ...]
    unusable: int
    cases: int
    fresh: bool = False

    @property
    def name(self) -> str:
        return "-".join(word for word in self.words[1:] if word.isalpha())


COMMANDS = (
    Command(("scrapy", "nightly"), 5, 24, fresh=True),
    Command(("scrapy", "reextract"), 5, 8),
    Command(("archive", "export"), 3, 40),
    Command(("archive", "release"), 3, 12),
    Command(("archive", "backup", "{data}/backups"), 3, 24),
    Command(("archive", "prune", "--apply"), 3, 12),
)


def kinds(log: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[int]]:
    """Call and file -> the numbers of the calls."""
    found: dict[tuple[str, str], list[int]] = {}
    for number, (call, name) in enumerate(log, start=1):
        found.setdefault((call, _RANDOM.sub("*", name)), []).append(number)
    return found


def chosen(log: Sequence[tuple[str, str]], command: Command) -> list[Fault]:
    """One fault of each kind of call, up to as many as the command asks for; the errors take turns."""
    chance = Random(command.name)
    numbers = list(kinds(log).values())
    chance.shuffle(numbers)
    places = [chance.choice(each) for each in numbers[: command.cases]]
    return [
        Fault(at, error=ERRORS[number % len(ERRORS)], lasting=chance.random() < 0.7) for number, at in enumerate(places)
    ]


def begin(place: Place, command: Command, of: Crawled) -> tuple[str, ...]:
    """Let the place be as before the command; the command's words."""
    shutil.rmtree(place.data, ignore_errors=True)
    if not command.fresh:
        shutil.copytree(of.place.data, place.data)
    return tuple(word.format(data=place.data) for word in command.words)


def complain(place: Place, said: str) -> list[str]:
    """The lines that name the folder, but for those about the log; an operator should see exactly one."""
    return [line for line in said.splitlines() if str(place.data) in line and ".jsonl" not in line]


def exports(folder: Path) -> list[Path]:
    return [path.parent for path in (folder / "exports").glob("**/SHA256SUMS")]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_disk_that_fails_is_named_and_the_next_run_heals(world: World, tiny: Crawled, command: Command) -> None:
    counted = world.copy(f"disk-{command.name}", tiny)
    life = counted.run(*begin(counted, command, tiny), fault=Fault(), log=True)
    assert life.code == 0, life.said
    cases = chosen(counted.disk.log, command)

    def lane(number: int) -> int:
        place = world.copy(f"disk-{command.name}-{number}", tiny)
        loud = 0
        for fault in cases[number::LANES]:
            words = begin(place, command, tiny)
            life = place.run(*words, fault=fault)
            told = (fault, life.code, life.said)
            assert life.code in (0, command.unusable), told
            assert "Traceback" not in life.said, told
            assert life.code == 0 or len(complain(place, life.said)) == 1, told
            loud += life.code != 0
            assert faults_left(place) == [], told
            assert [line for folder in exports(place.data) for line in differences(folder)] == [], told
            assert life.code or unlike(tiny.rows, place) == [], told
            healed = place.run(*words)
            assert healed.code == 0 or (command.name == "release" and not life.code), (told, healed.said)
            assert unlike(tiny.rows, place) == [], told
            assert faults(place.data) == [], told
        return loud

    assert in_lanes(lane) > len(cases) / 3  # the others: closing a database, a log, a sweep; nothing was lost by them
