"""The practice archive, opened once, and rooms on archives that a test makes for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.archive.site.practice_room import REVISION, Article, Room, articles, build


@pytest.fixture(scope="session")
def archive_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("archive"), articles(), revisions=(REVISION,))


@pytest.fixture(scope="session")
def room(archive_dir: Path) -> Iterator[Room]:
    opened = Room(archive_dir)
    yield opened
    opened.close()


@pytest.fixture
def open_room(tmp_path: Path) -> Iterator[Callable[..., Room]]:
    """Makes a reading room of the rows it is given."""
    opened: list[Room] = []

    def make(rows: list[Article], *, revisions: tuple[Article, ...] = ()) -> Room:
        opened.append(Room(build(tmp_path, rows, revisions=revisions)))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
