"""Every page, in both languages, light and dark, on a desk and on a phone: accessible, whole, quiet, at home."""

from __future__ import annotations

import itertools
import json
import re
from urllib.parse import urlsplit

import pytest

from tests.archive.site.test_site_every_page import PAGES, REFUSED
from tests_browser.browser import Browser
from tests_browser.prepare import PICTURES

WIDTHS = (1280, 360)  # CSS pixels
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ADDRESSES = [*PAGES, *(page for page, _ in REFUSED), "/cari?q=timbangan&tahun=2024", "/cari?q=timbagan"]
RUN = f"axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations']}})"
FOUND = ".then(found => found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | ')))"
TOO_WIDE = """
    [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, .table-wrapper, pre, '
            + '.visually-hidden, .skip, thead') && getComputedStyle(e).position !== 'absolute')
        .map(e => e.outerHTML.slice(0, 90))
"""


def _name(page: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", page.lower()).strip("-") or "home"


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("page", ADDRESSES)
def test_a_page(browser: Browser, address: str, axe: str, page: str, lang: str) -> None:
    parameter = "_lang" if page.startswith("/archive") else "lang"
    joined = page if lang == "id" else f"{page}{'&' if '?' in page else '?'}{parameter}=en"
    browser.open(address + joined)
    assert browser.value("document.documentElement.lang") == lang
    assert_in_order(browser, axe, f"{page}-{lang}")
    assert {urlsplit(asked).netloc for asked in browser.requests} == {urlsplit(address).netloc}


def assert_in_order(browser: Browser, axe: str, name: str) -> None:
    """The page that is open is accessible, fits its window and is quiet, at every width and in light and dark."""
    browser.value(axe + "; 0")
    for width, scheme in itertools.product(WIDTHS, SCHEMES):
        browser.look(width=width, scheme=scheme)
        assert browser.value(RUN + FOUND) == [], (width, scheme)
        assert browser.value("document.documentElement.scrollWidth") <= width, browser.value(TOO_WIDE)
        browser.picture(PICTURES / f"{_name(name)}-{width}-{scheme}.png")
    # The browser itself notes the status of a page that isn't there.
    assert [said for said in browser.complaints if "the server responded with a status of 40" not in said] == []
