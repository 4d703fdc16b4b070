"""A reading room over HTTP on the practice archive, and a browser that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.export import export
from tests.archive.site.practice_room import REVISION, articles, build
from tests_browser.browser import Browser
from tests_browser.prepare import AXE, PICTURES
from tests_browser.room import serving


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the reading room answers, without a slash at the end."""
    folder = build(tmp_path_factory.mktemp("browser"), articles(), revisions=(REVISION,))
    export(folder / "archive.db", folder / "exports")
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="session", autouse=True)
def pictures() -> None:
    """Room for what every page looks like, for a designer's eye."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    opened = Browser()
    yield opened
    opened.close()


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """The browser as a reader on a desk has it."""
    chromium.look(width=1280)
    chromium.call("Emulation.setScriptExecutionDisabled", value=False)
    return chromium


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    return Path(AXE).read_text(encoding="utf-8")
