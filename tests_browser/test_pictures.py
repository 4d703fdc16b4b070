"""When a picture of the README is to be taken anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests_browser.browser import Browser
from tests_browser.pictures import NOTICEABLE, difference


@pytest.fixture
def before(browser: Browser, address: str, tmp_path: Path) -> Path:
    browser.look(width=1280, height=1100)
    browser.open(address)
    return browser.picture(tmp_path / "before.png", whole=False)


@pytest.mark.parametrize(
    ("change", "is_noticed"),
    [
        ("0", False),
        (
            "document.querySelector('.figures div:last-child dt').textContent = 'diambil pukul 23.59 WIB'",
            False,
        ),
        ("document.querySelector('main').prepend('Sebaris yang baru', document.createElement('br'))", True),
        ("document.documentElement.style.background = 'navy'", True),
    ],
)
def test_a_page_that_changed(browser: Browser, before: Path, tmp_path: Path, change: str, *, is_noticed: bool) -> None:
    browser.value(change)
    after = browser.picture(tmp_path / "after.png", whole=False)
    assert (difference(browser, before, after) > NOTICEABLE) is is_noticed


def test_what_has_no_picture_yet_or_another_size(browser: Browser, before: Path, tmp_path: Path) -> None:
    assert difference(browser, tmp_path / "none.png", before) == 1
    browser.look(width=360)
    assert difference(browser, before, browser.picture(tmp_path / "narrow.png", whole=False)) == 1
