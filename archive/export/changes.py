"""What is different since the export before: ``changes.json``, drawn from both exports' ``versions.csv``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHANGES = "changes.json"
VERSIONS = "versions.csv"


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of articles, newest first, by what happened to them.

    :param since: state of the export before, ISO 8601; ``None`` where there was none, and then nothing is listed
    :param until: state of this export
    :param revised: their text was edited; ``gone``: the site no longer shows them; ``returned``: it does again
    :param removed: the archive no longer holds them
    """

    since: str | None
    until: str | None
    new: list[int] = field(default_factory=list)
    revised: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)

    def record(self) -> dict[str, Any]:
        """The changes as JSON carries them."""
        return {name: getattr(self, name) for name in self.__slots__}


def changes(before: Path | None, made: Path, until: str | None) -> str:
    """Return the text of ``changes.json``.

    Where nothing happened since the export before, it is that one's: the same archive gives the same files.

    :param before: folder of the last export; it needn't exist
    :param made: folder of this one, in which ``versions.csv`` is complete
    """
    if before is None or not (before / VERSIONS).is_file() or not (before / CHANGES).is_file():
        return _text(Changes(None, until))
    text = (before / CHANGES).read_text(encoding="utf-8")
    if (before / VERSIONS).read_bytes() == (made / VERSIONS).read_bytes():
        return text
    return _text(compare(dict(_versions(before)), made, json.loads(text)["until"], until))


def compare(old: dict[int, tuple[int, str]], made: Path, since: str | None, until: str | None) -> Changes:
    """Return what became of ``old``, id -> how many earlier forms and status; takes out of it what is there still."""
    found = Changes(since, until)
    for number, (revisions, status) in _versions(made):
        was = old.pop(number, None)
        if was is None:
            found.new.append(number)
            continue
        if revisions > was[0]:
            found.revised.append(number)
        if status != was[1]:
            (found.gone if status == "gone" else found.returned).append(number)
    found.removed.extend(old)
    return found


def _versions(folder: Path) -> Iterator[tuple[int, tuple[int, str]]]:
    with (folder / VERSIONS).open(encoding="ascii") as file:
        next(file)
        for line in file:
            number, revisions, status = line.rstrip("\n").split(",")
            yield int(number), (int(revisions), status.strip('"'))


def _text(found: Changes) -> str:
    return json.dumps(found.record(), indent=1)
