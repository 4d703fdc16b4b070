"""The reading room: the archive in a browser, by Datasette.

This folder is a Datasette configuration folder: ``metadata.yml``, ``settings.json``, ``templates/``, ``static/``,
``plugins/``. It opens ``archive.db`` alone and only to read; ``crawl.db`` beside it is never opened.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from archive.reading import ArchiveError, open_archive

__all__ = ["ArchiveError", "datasette", "serve"]

CONFIGURATION = Path(__file__).parent


def datasette(data_dir: Path, *, base_url: str = "/") -> Datasette:
    """Datasette with the reading room, on the archive in ``data_dir``.

    :param base_url: path that a proxy serves it under, begins and ends in ``/``
    :raises ArchiveError: there is no archive there, or it can't be read
    """
    path = data_dir / "archive.db"
    open_archive(path).close()
    # Datasette's own answer to errors prints the variables of every wrong address to the log; ours replaces it.
    pm.set_blocked("datasette.handle_exception")
    shared = _can_share_memory(path)
    return Datasette(
        files=[str(path)] if shared else [],
        immutables=[] if shared else [str(path)],
        config_dir=CONFIGURATION,
        settings=json.loads((CONFIGURATION / "settings.json").read_text(encoding="utf-8")) | {"base_url": base_url},
        cors=True,  # everything here is public
    )


def serve(data_dir: Path, *, host: str = "127.0.0.1", port: int = 8001, base_url: str = "/") -> None:
    """Serve the archive in ``data_dir`` until interrupted; behind a proxy, under ``base_url``.

    :raises ArchiveError: there is no archive there, or it can't be read
    """
    app = datasette(data_dir, base_url=base_url).app()
    uvicorn.run(app, host=host, port=port, log_level="warning", lifespan="on", server_header=False)


def _can_share_memory(path: Path) -> bool:
    """Whether this user can follow a writer: SQLite needs to write beside the file for that.

    Where it can't, the file is served as it stood at the start; a new crawl's news shows after a restart.
    """
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True
