"""Which state of the archive an answer shows, so that a reader's cache need not fetch it again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from datasette.app import Datasette

from archive.site.contact import contact
from archive.site.rows import archive, folder, state

_DESIGN = frozenset({".css", ".html", ".js", ".json", ".py", ".svg", ".toml", ".yml"})


def tag(datasette: Datasette, *address: str) -> str:
    """An entity tag for what stands at ``address`` now: another commit, export or release gives another one.

    Weak, since a proxy may compress.

    :param address: everything that an answer depends on: host, path, query
    """
    exports = folder(datasette) / "exports"
    made = exports.stat().st_mtime_ns if exports.is_dir() else 0
    shown = "\n".join((*address, str(state(Path(archive(datasette).path))), str(made), contact() or "", _design()))
    return f'W/"{hashlib.sha256(shown.encode(errors="surrogatepass")).hexdigest()[:24]}"'


def matches(asked: str, tag: str) -> bool:
    """Whether ``If-None-Match`` names ``tag``; weak and strong tags compare equal (RFC 9110, 13.1.2)."""
    return tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in asked.split(",")}


@cache
def _design() -> str:
    """What differs between two releases: the files of the reading room."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in _DESIGN:
            digest.update(path.read_bytes())
    return digest.hexdigest()
