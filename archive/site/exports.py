"""The files that researchers may download: what lies in the exports folder, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from archive.export.folder import MANIFEST, RELEASE

_MEDIA_TYPES = {
    ".cff": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    "": "text/plain; charset=utf-8",
}
_SUM = re.compile(r"(?P<sha256>[0-9a-f]{64}) [ *](?P<name>.+)")


@dataclass(frozen=True, slots=True)
class Export:
    """One downloadable file.

    :param name: path below the exports folder, ``offices/jombang.json``
    :param sha256: as ``SHA256SUMS`` states it, ``None`` where it doesn't
    """

    name: str
    path: Path
    size_bytes: int
    written_at: datetime
    sha256: str | None

    @property
    def media_type(self) -> str:
        """For the ``Content-Type`` header."""
        return _MEDIA_TYPES.get(self.path.suffix, "application/octet-stream")

    @property
    def tag(self) -> str:
        """A validator for caches that changes when the file does."""
        return f'"{self.sha256 or f"{self.written_at.timestamp():.6f}-{self.size_bytes}"}"'


def exports(data_dir: Path, release: str = "", *, offices: bool = True) -> dict[str, Export]:
    """Every file of the exports folder, or of a release in it, by name; those at the top first.

    The folder is listed rather than a name resolved: what isn't in the listing can't be asked for, and links
    that lead out of the folder aren't in it.

    :param offices: without, only the files at the top
    """
    root = data_dir / "exports"
    folder = root / release
    sums = _sums(folder)
    paths = sorted(folder.glob("*"), key=lambda path: path.name.lower())
    if offices and not (folder / "offices").is_symlink():
        paths += sorted(folder.glob("offices/*"))
    found = {}
    for path in paths:
        if path.is_symlink() or not path.is_file() or path.name.startswith("."):
            continue
        status, sha256 = path.stat(), sums.get(path.relative_to(folder).as_posix())
        name = path.relative_to(root).as_posix()
        found[name] = Export(name, path, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC), sha256)
    return found


def export(data_dir: Path, name: str) -> Export | None:
    """The file of that name, ``None`` where the listings don't have it."""
    release = name.partition("/")[0]
    return exports(data_dir, release if release in releases(data_dir) else "").get(name)


def releases(data_dir: Path) -> list[str]:
    """Names of the dated releases, ``2026-11``, the newest first."""
    root = data_dir / "exports"
    folders = [path for path in root.glob("*") if path.is_dir() and not path.is_symlink()]
    return sorted((path.name for path in folders if RELEASE.fullmatch(path.name)), reverse=True)


def _sums(folder: Path) -> dict[str, str]:
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {match["name"]: match["sha256"] for line in lines if (match := _SUM.fullmatch(line))}
