"""A real WordPress on loopback, from Debian's packages: its own MariaDB on a socket, PHP's own web server, no root needed.

Everything lives in one temporary folder and goes when the ``with`` block ends. The evaluation renders its corpus with
it, and the test that crawls a real WordPress edits and counts with it.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import socket
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from subprocess import Popen
from typing import Any, Self
from urllib.parse import urlsplit

from evaluation import images, markup
from evaluation.markup import Block, Kind
from evaluation.post import Post
from evaluation.processes import ToolError, free_port, run, running

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
)  # Debian's names; evaluation.debian installs what is missing
THEMES = ("twentytwentyone", "twentytwentytwo", "twentytwentythree")
CODE = Path("/usr/share/wordpress")
SCRIPTS = Path(__file__).parent / "php"
START_SECONDS = 60


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
    """

    def __init__(
        self,
        *,
        home: str | None = None,
        theme: str = THEMES[0],
        permalink: str = "/%year%/%monthnum%/%day%/%postname%/",
        title: str = "Dinas Koperasi dan Usaha Mikro",
    ) -> None:
        self.theme = theme
        self.permalink = permalink
        self.title = title
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
        self.database_socket = self.folder / "db.sock"
        self.code = self.folder / "code"
        self.access_log = self.folder / "access.log"
        self._env = os.environ | {
            "EVALUATION_WP_SOCKET": str(self.database_socket),
            "EVALUATION_WP_HOME": self.home,
            "EVALUATION_WP_LOG": str(self.access_log),
        }
        _copy_code(self.code)
        self._start_database()
        self._php(
            "install.php",
            {"title": self.title, "tagline": "Berita koperasi dan usaha mikro", "permalink": self.permalink}
            | {"theme": self.theme},
        )
        self._start_web_server()

    def _start_database(self) -> None:
        data = self.folder / "data"
        user = f"--user={_account()}"
        run(["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db", user])
        server = self._stack.enter_context(
            running(
                ["mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={self.database_socket}", user]
                + ["--skip-networking", "--skip-grant-tables", "--innodb-flush-log-at-trx-commit=0"]
                + ["--innodb-buffer-pool-size=32M", f"--pid-file={self.folder / 'db.pid'}"],
                log=self.folder / "mariadb.log",
            )
        )
        _wait(server, self.database_socket.exists, self.folder / "mariadb.log")
        self.sql("CREATE DATABASE wordpress CHARACTER SET utf8mb4", database="")

    def _start_web_server(self) -> None:
        # With opcache a page takes 40 instead of 150 ms.
        log = self.folder / "php.log"
        server = self._stack.enter_context(
            running(
                ["php", "-d", "opcache.enable_cli=1", "-d", "display_errors=0", "-S", f"127.0.0.1:{self.port}"]
                + ["-t", self.code, SCRIPTS / "router.php"],
                log=log,
                cwd=self.code,
                env=self._env,
            )
        )
        _wait(server, self._answers, log)

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def _php(self, script: str, given: object = None) -> Any:
        printed = run(["php", SCRIPTS / script, self.code], env=self._env, text=json.dumps(given))
        return json.loads(printed)

    def sql(self, statement: str, *, database: str = "wordpress") -> list[list[str]]:
        """Run a statement with MariaDB's own client and give the rows as text."""
        printed = run(
            ["mariadb", "--no-defaults", f"--socket={self.database_socket}", "--batch", "--skip-column-names"]
            + ["--default-character-set=utf8mb4", "-e", statement, *([database] if database else [])]
        )
        return [[_unescaped(cell) for cell in line.split("\t")] for line in printed.splitlines()]

    def insert(self, posts: Sequence[Post]) -> list[Stored]:
        """Publish posts, with their authors, categories, tags and pictures."""
        pictures = self.folder / "pictures"
        given = [_payload(post, index, pictures) for index, post in enumerate(posts)]
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


def content(post: Post, *, classic: bool) -> str:
    """A post's text as the editor stores it: the block editor's comments, or the classic editor's blank lines."""
    write = _classic if classic else _block
    return "\n\n".join(write(block) for block in post.blocks)


def _block(block: Block) -> str:
    match block.kind:
        case Kind.TABLE:
            return f'<!-- wp:table -->\n<figure class="wp-block-table">{markup.table(block)}</figure>\n<!-- /wp:table -->'
        case Kind.FIGURE:
            caption = markup.inline_html(block.parts[0])
            return (
                f'<!-- wp:image --><figure class="wp-block-image"><img src="upload:{block.image}" alt=""/>'
                f"<figcaption>{caption}</figcaption></figure><!-- /wp:image -->"
            )
        case Kind.PARAGRAPH | Kind.HEADING:
            return f"<!-- wp:{block.kind} -->\n{markup.element(block)}\n<!-- /wp:{block.kind} -->"
        case Kind.QUOTE:
            quote = f'<blockquote class="wp-block-quote"><p>{markup.inline_html(block.parts[0])}</p></blockquote>'
            return f"<!-- wp:quote -->\n{quote}\n<!-- /wp:quote -->"
        case _:
            ordered = ' {"ordered":true}' if block.kind is Kind.NUMBERS else ""
            return f"<!-- wp:list{ordered} -->\n{markup.element(block)}\n<!-- /wp:list -->"


def _classic(block: Block) -> str:
    match block.kind:
        case Kind.TABLE:
            return markup.table(block)
        case Kind.FIGURE:
            caption = markup.inline_html(block.parts[0])
            return f'[caption width="640" align="aligncenter"]<img src="upload:{block.image}" alt="" /> {caption}[/caption]'
        case Kind.PARAGRAPH:
            return markup.inline_html(block.parts[0])
        case _:
            return markup.element(block)


def _payload(post: Post, index: int, pictures: Path) -> dict[str, object]:
    inside = [block.image for block in post.blocks if block.image]
    return {
        "slug": post.slug,
        "type": "post" if post.date else "page",
        "title": html.escape(post.title, quote=False),  # WordPress stores an ampersand as an entity
        "content": content(post, classic=index % 3 == 0),  # offices use both editors
        "date": post.date.strftime("%Y-%m-%d %H:%M:%S") if post.date else None,
        "category": post.category,
        "author": post.author,
        "tags": list(post.tags),
        "image": str(images.save(post.image, pictures)) if post.image else None,
        "caption": post.caption,
        "files": {name: str(images.save(name, pictures)) for name in inside},
    }


def _copy_code(code: Path) -> None:
    if not (CODE / "wp-load.php").exists():
        raise ToolError(f"no WordPress in {CODE}; install the Debian packages: python -m evaluation.debian")
    shutil.copytree(CODE, code, ignore=shutil.ignore_patterns("wp-config.php", ".htaccess"))
    shutil.copy(SCRIPTS / "wp-config.php", code / "wp-config.php")
    (code / "wp-content" / "uploads").mkdir(exist_ok=True)


def _account() -> str:
    """The account to run MariaDB under: it refuses root unless told so by name."""
    import pwd  # noqa: PLC0415  only where there are Unix accounts

    return pwd.getpwuid(os.getuid()).pw_name


def _wait(server: Popen[bytes], ready: Any, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if server.poll() is not None or time.monotonic() > deadline:
            words = log.read_text(encoding="utf-8", errors="replace")[-1500:]
            raise ToolError(f"{server.args!r} did not start within {START_SECONDS} s: {words}")
        time.sleep(0.05)


def _unescaped(cell: str) -> str:
    """Undo the escapes of ``mariadb --batch``."""
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t", "0": "\0"}.get(found[1], found[1]), cell)
