"""Running practice offices, and a client that asks them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demo.server import PracticeServer, serve
from tests.demo.practice_client import Ask, asker


@pytest.fixture
def server() -> Iterator[PracticeServer]:
    with serve() as running:
        yield running


@pytest.fixture
def ask(server: PracticeServer) -> Ask:
    return asker(server)
