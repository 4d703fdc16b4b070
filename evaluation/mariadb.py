"""MariaDB on a socket of its own, without network, accounts or anything outside one folder."""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evaluation.processes import run, running, wait


@dataclass(frozen=True, slots=True)
class MariaDB:
    """A running server."""

    socket: Path

    def sql(self, statement: str, *, database: str = "") -> list[list[str]]:
        """Run a statement with MariaDB's own client and give the rows as text."""
        client = ["mariadb", "--no-defaults", f"--socket={self.socket}", "--batch", "--skip-column-names"]
        printed = run([*client, "--default-character-set=utf8mb4", "-e", statement, database])
        return [[_unescaped(cell) for cell in line.split("\t")] for line in printed.splitlines()]


@contextmanager
def serve(folder: Path) -> Iterator[MariaDB]:
    """Run a server with empty tables until the block ends.

    :param folder: a short path: a socket's has at most 107 characters
    """
    account = f"--user={getpass.getuser()}"  # it refuses root unless told so by name
    data = f"--datadir={folder / 'data'}"
    socket, log = folder / "db.sock", folder / "mariadb.log"
    run(["mariadb-install-db", "--no-defaults", data, "--skip-test-db", account])
    lonely = ["--skip-networking", "--skip-grant-tables", f"--pid-file={folder / 'db.pid'}"]
    quick = ["--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=32M"]
    with running(
        ["mariadbd", "--no-defaults", data, f"--socket={socket}", account, *lonely, *quick], log=log
    ) as server:
        wait(server, socket.exists, log)
        yield MariaDB(socket)


_ESCAPED = {"n": "\n", "t": "\t", "0": "\0"}


def _unescaped(cell: str) -> str:
    """Undo the escapes of ``mariadb --batch``."""
    return re.sub(r"\\(.)", lambda found: _ESCAPED.get(found[1], found[1]), cell)
