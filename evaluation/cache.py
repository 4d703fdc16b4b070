"""Where the evaluation keeps what it has built: everything here can be deleted and is made again."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from evaluation.processes import run

PROJECT = Path(__file__).parent.parent
FOLDER = PROJECT / ".cache"
VENV = FOLDER / "bench-venv"
REQUIREMENTS = PROJECT / "requirements-bench.txt"


def fingerprint(*parts: bytes | str) -> str:
    """A short hash that changes when any part does."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8) + content)
    return digest.hexdigest()[:16]


def once(folder: Path, key: str, make: Callable[[], None]) -> None:
    """Call ``make`` unless it has succeeded before with the same key; the key is kept in ``folder``."""
    stamp = folder / ".made-from"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == key:
        return
    stamp.unlink(missing_ok=True)
    make()
    folder.mkdir(parents=True, exist_ok=True)
    stamp.write_text(key, encoding="utf-8")


def venv() -> Path:
    """The virtual environment of ``requirements-bench.txt``, made on first use; its folder of programs is returned."""

    def make() -> None:
        run([sys.executable, "-m", "venv", "--clear", VENV])
        # lxml's extras need a newer pip than Python 3.11 brings
        run([VENV / "bin" / "pip", "install", "--quiet", "--upgrade", "pip"])
        run([VENV / "bin" / "pip", "install", "--quiet", "--requirement", REQUIREMENTS])

    once(VENV, fingerprint(REQUIREMENTS.read_bytes()), make)
    return VENV / "bin"
