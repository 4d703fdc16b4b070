"""A real WordPress and an archive of its own, shared by the steps of the test.

Run by `make test-wordpress`, not by plain pytest: it needs Debian's packages, and says so instead of being skipped.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from evaluation.post import Post, load
from evaluation.wordpress import Stored, WordPress

PROJECT = Path(__file__).parent.parent
NUMBER = 60  # posts on the site at first; the rest are published during the test


@dataclass(frozen=True)
class Archive:
    """The archive under test: its folders, and the commands an operator would type."""

    folder: Path

    @property
    def database(self) -> Path:
        """What readers see."""
        return self.folder / "data" / "archive.db"

    def scrapy(self, *words: str) -> str:
        """Run a Scrapy command and give what it printed; it must succeed."""
        environment = os.environ | {
            "DATA_DIR": str(self.folder / "data"),
            "OFFICES_DIR": str(self.folder / "offices"),
            "PRIVATE_HOSTS": "127.0.0.1",
        }
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", *words],
            cwd=PROJECT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"scrapy {' '.join(words)} ended with {done.returncode}:\n{done.stderr[-3000:]}"
        return done.stdout


@dataclass(frozen=True)
class Office:
    """A WordPress site with its posts.

    :param later: posts that are published during the test
    """

    site: WordPress
    stored: list[Stored]
    later: list[Post]


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """The site, for as long as the steps last."""
    dated = [post for post in load() if post.date]
    with WordPress() as site:
        stored = site.insert(dated[:NUMBER])
        site.furnish()
        yield Office(site, stored, dated[NUMBER:])


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive that has seen nothing yet."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "offices").mkdir()
    return Archive(folder)
