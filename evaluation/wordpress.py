"""A real WordPress on loopback, from Debian's packages: its own MariaDB on a socket, PHP's own web server, no root.

Everything lives in one temporary folder and goes when the ``with`` block ends. The evaluation renders its corpus with
it, and the test that crawls a real WordPress edits and counts with it.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from evaluation import editor, mariadb
from evaluation.post import Post
from evaluation.processes import ToolError, free_port, run, running, wait

PACKAGES = (
    "wordpress",
    "wordpress-l10n",
    "wordpress-theme-twentytwentyone",
    "wordpress-theme-twentytwentytwo",
    "wordpress-theme-twentytwentythree",
    "mariadb-server",
    "php-cli",
    "php-mysql",
    "php-gd",
    "php-mbstring",
    "php-xml",
)  # Debian's names; evaluation.packages installs what is missing
THEMES = ("twentytwentyone", "twentytwentytwo", "twentytwentythree")
CODE = Path("/usr/share/wordpress")
SCRIPTS = Path(__file__).parent / "php"


@dataclass(frozen=True, slots=True)
class Stored:
    """A post that WordPress has taken."""

    slug: str
    id: int
    url: str


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the web server's access log: ``200 GET /wp-json/wp/v2/posts?per_page=100``."""

    status: int
    method: str
    path: str


class WordPress:
    """One WordPress site; use it in a ``with`` statement.

    :param home: its public address without a final slash; ``None``: the loopback address that it listens on
    :param theme: one of ``THEMES``
    :param permalink: WordPress's permalink structure
    :param api: whether the REST API answers; many offices run a plugin that closes it
    """

    def __init__(
        self,
        *,
        home: str | None = None,
        theme: str = THEMES[0],
        permalink: str = "/%year%/%monthnum%/%day%/%postname%/",
        title: str = "Dinas Koperasi dan Usaha Mikro",
        api: bool = True,
    ) -> None:
        self.theme = theme
        self.permalink = permalink
        self.title = title
        self.api = api
        self.port = free_port()
        self.home = home or f"http://127.0.0.1:{self.port}"
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _start(self) -> None:
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="wordpress-")))
        self._database = self._stack.enter_context(mariadb.serve(self.folder))
        self._database.sql("CREATE DATABASE wordpress CHARACTER SET utf8mb4")
        self.code = self.folder / "code"
        self.access_log = self.folder / "access.log"
        self._env = os.environ | {
            "EVALUATION_WP_SOCKET": str(self._database.socket),
            "EVALUATION_WP_HOME": self.home,
            "EVALUATION_WP_LOG": str(self.access_log),
        }
        _copy_code(self.code)
        if not self.api:
            plugins = self.code / "wp-content" / "mu-plugins"
            plugins.mkdir()
            shutil.copy(SCRIPTS / "no-api.php", plugins)
        wanted = {"title": self.title, "tagline": "Berita koperasi dan usaha mikro", "theme": self.theme}
        self._php("install.php", wanted | {"permalink": self.permalink})
        self._start_web_server()

    def _start_web_server(self) -> None:
        # With opcache a page takes 40 instead of 150 ms.
        php = ["php", "-d", "opcache.enable_cli=1", "-d", "display_errors=0", "-S", f"127.0.0.1:{self.port}"]
        command: list[str | Path] = [*php, "-t", self.code, SCRIPTS / "router.php"]
        log = self.folder / "php.log"
        server = self._stack.enter_context(running(command, log=log, cwd=self.code, env=self._env))
        wait(server, self._answers, log)

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def _php(self, script: str, given: object = None) -> Any:  # noqa: ANN401  whatever JSON the script prints
        printed = run(["php", SCRIPTS / script, self.code], env=self._env, text=json.dumps(given))
        return json.loads(printed)

    def sql(self, statement: str) -> list[list[str]]:
        """Ask the database itself."""
        return self._database.sql(statement, database="wordpress")

    def insert(self, posts: Sequence[Post], *, saved_at: datetime | None = None) -> list[Stored]:
        """Publish posts, with their authors, categories, tags and pictures.

        :param saved_at: when the editor saved them last; ``None``: when they were published
        """
        pictures = self.folder / "pictures"
        saved = saved_at and saved_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
        given = [editor.payload(post, index, pictures) | {"saved": saved} for index, post in enumerate(posts)]
        return [Stored(**made) for made in self._php("posts.php", {"insert": given})]

    def update(self, post_id: int, **changed: str) -> None:
        """Edit a post: ``title=``, ``content=`` (HTML), ``category=``, ``date=`` (local time)."""
        self._php("posts.php", {"update": [{"id": post_id, **changed}]})

    def delete(self, post_ids: Iterable[int]) -> None:
        """Delete posts for good, not into the bin."""
        self._php("posts.php", {"delete": list(post_ids)})

    def furnish(self) -> None:
        """Add a menu, widgets and readers' comments around the posts."""
        self._php("furnish.php")

    def get(self, url: str) -> tuple[int, bytes]:
        """Fetch one of its pages over loopback, whatever its public address."""
        parts = urlsplit(url)
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(
                "GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers={"Host": parts.netloc}
            )
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def requests(self) -> list[Request]:
        """What the web server has answered so far, in order."""
        lines = self.access_log.read_text(encoding="utf-8").splitlines() if self.access_log.exists() else []
        return [Request(int(status), method, path) for status, method, path in (line.split(" ", 2) for line in lines)]


def _copy_code(code: Path) -> None:
    if not (CODE / "wp-load.php").exists():
        raise ToolError(f"no WordPress in {CODE}; install the Debian packages: python -m evaluation.packages")
    shutil.copytree(CODE, code, ignore=shutil.ignore_patterns("wp-config.php", ".htaccess"))
    shutil.copy(SCRIPTS / "wp-config.php", code / "wp-config.php")
    (code / "wp-content" / "uploads").mkdir(exist_ok=True)
