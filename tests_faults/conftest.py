"""The world in which commands are killed: offices, a failing disk, and what an undisturbed crawl leaves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests_faults import fault, server
from tests_faults.world import Crawled, World, crawled


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world")
    with server.serve() as offices:
        yield World(folder, offices, fault.build(folder))


@pytest.fixture(scope="session")
def undisturbed(world: World) -> Crawled:
    """All offices, crawled once and left in peace."""
    return crawled(world, "undisturbed")


@pytest.fixture(scope="session")
def small(world: World) -> Crawled:
    """One office of each family, likewise."""
    return crawled(world, "small", offices=4)


@pytest.fixture(scope="session")
def tiny(world: World) -> Crawled:
    """Two offices."""
    return crawled(world, "tiny", offices=2)
