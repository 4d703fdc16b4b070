"""Faults of the disk, made by ``fault.c``: the nth change below a folder fails, or is the last that happens."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SOURCE = Path(__file__).with_name("fault.c")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is to happen.

    :param at: number of the call it happens to, the first is 1; 0: nothing, the calls are only counted
    :param error: an ``errno``; 0: the process is killed in the middle of the call
    :param lasting: later calls fail too, as on a full disk
    :param file: only calls on files whose name ends so
    :param calls: whether changes to files are counted, or reading them
    :param alone: only the process that makes the call is killed, not those that belong to it
    """

    at: int = 0
    error: int = 0
    lasting: bool = False
    file: str = ""
    calls: Literal["write", "read"] = "write"
    alone: bool = False


class Disk:
    """A folder whose disk fails as it is told."""

    def __init__(self, library: Path, folder: Path) -> None:
        self._library = library
        self._folder = folder
        self._counter = folder.with_name(f"{folder.name}.counter")
        self._log = folder.with_name(f"{folder.name}.log")

    def variables(self, fault: Fault, *, log: bool = False) -> dict[str, str]:
        """The environment in which a command meets ``fault``; its calls are counted from 0."""
        self._counter.write_bytes(bytes(8))
        self._log.unlink(missing_ok=True)
        return {
            "LD_PRELOAD": str(self._library),
            "FAULT_FOLDER": str(self._folder),
            "FAULT_COUNTER": str(self._counter),
            "FAULT_CALLS": fault.calls,
            "FAULT_FILE": fault.file,
            "FAULT_AT": str(fault.at),
            "FAULT_ERRNO": str(fault.error),
            "FAULT_LASTING": str(int(fault.lasting)),
            "FAULT_ALONE": str(int(fault.alone)),
            "FAULT_LOG": str(self._log) if log else "",
        }

    @property
    def calls(self) -> int:
        """How many calls were counted."""
        return int.from_bytes(self._counter.read_bytes(), "little")

    @property
    def log(self) -> list[tuple[str, str]]:
        """What was done to which file, relative to the folder, in this order."""
        lines = self._log.read_text(encoding="utf-8").splitlines()
        return [(call, name) for _, call, name in (line.split(" ", 2) for line in lines)]


def build(folder: Path) -> Path:
    """Compile the library into ``folder``."""
    library = folder / "fault.so"
    command = ["cc", "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


def without(variables: Mapping[str, str] = os.environ) -> dict[str, str]:
    """``variables`` without those of a fault."""
    return {name: value for name, value in variables.items() if not name.startswith(("FAULT_", "LD_PRELOAD"))}
