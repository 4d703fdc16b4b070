"""Dated releases, ``exports/2026-11``: an export under the month of its state, which never changes again."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from archive.export.folder import MANIFEST, RELEASE

_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64}) [ *](?P<name>.+)")


class ReleaseError(RuntimeError):
    """A folder isn't a release that can be checked; the message says which, why, and what to do."""


def seal(folder: Path) -> None:
    """Take away the right to write the files of a release."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)


def differences(folder: Path) -> list[str]:
    """Return what isn't as it was when the release was made, a line for each file; empty where every bit is.

    :raises ReleaseError: there is no list of checksums, or it can't be read
    """
    manifest = folder / MANIFEST
    try:
        lines = manifest.read_text(encoding="utf-8").splitlines()
        expected = dict(_entry(line, manifest) for line in lines)
        there = {path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir()}
        found = [_compared(folder, name, sha256) for name, sha256 in expected.items()]
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReleaseError(
            f"{folder}: can't be checked ({reason}); name the folder of a release or an export"
        ) from error
    # Releases inside an export have checksums of their own.
    names = {path.as_posix() for path in there if not RELEASE.fullmatch(path.parts[0])} - {MANIFEST}
    return [line for line in found if line] + [f"{name}: was not there" for name in sorted(names - expected.keys())]


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 of the list of checksums: whoever noted it can tell that the list itself is the same."""
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()


def releases(folder: Path) -> Iterator[Path]:
    """Yield the releases that an exports folder holds, the oldest first."""
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if RELEASE.fullmatch(path.name) and path.is_dir())


def _entry(line: str, manifest: Path) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    if found is None or Path(found["name"]).is_absolute() or ".." in Path(found["name"]).parts:
        raise ReleaseError(f"{manifest}: holds a line that is no checksum ({line[:80]!r}); fetch the release again")
    return found["name"], found["sha256"]


def _compared(folder: Path, name: str, sha256: str) -> str | None:
    if not (folder / name).is_file():
        return f"{name}: is missing"
    with (folder / name).open("rb") as file:
        same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    return None if same else f"{name}: differs"
