"""What practice articles don't have: endless words and titles, wide tables, releases, an archive without articles."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.archive.site.practice_room import REVISION, RICH, article, build, publish
from tests_browser.browser import Browser
from tests_browser.room import serving
from tests_browser.test_every_page import assert_in_order

WORD = "Mempertanggungjawabkanketidakseragaman" * 6
TITLE = "Penyerahan bantuan peralatan, sertifikat halal dan nomor induk berusaha bagi pelaku usaha mikro; " * 4
TABLE = "\n".join(" | ".join(f"kolom {row} {column}" for column in range(14)) for row in range(5))
IMAGES = [{"url": f"https://dinkop.example/{'x' * 150}{number}.jpg", "caption": WORD} for number in range(3)]
ODD = article(
    3, id=7000, title=TITLE, body=f"{WORD}\n\nhttps://dinkop.example/{'a' * 300}\n\n{TABLE}\n\n{WORD}\n\n{TABLE}",
    author=WORD, category=WORD, images=json.dumps(IMAGES), revisions=1,
)  # fmt: skip
EARLIER = REVISION | {"article_id": 7000, "title": WORD, "body": RICH}
PAGES = (
    "/",
    "/cari",
    "/cari?q=zzzz",
    "/artikel/7000",
    "/artikel/7001",
    "/kantor/malang",
    "/data",
    "/archive/articles",
    "/archive/articles/4",
)
EMPTY = (
    "/",
    "/cari",
    "/cari?q=koperasi",
    "/kantor",
    "/kantor/jombang",
    "/data",
    "/metode",
    "/status",
    "/archive/articles",
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("odd")
    build(folder, [ODD, article(8, id=7001, title=WORD, office="malang")], revisions=(EARLIER,))
    publish(folder)
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(build(tmp_path_factory.mktemp("empty"), [])) as address:
        yield address


@pytest.mark.parametrize("page", PAGES)
def test_an_odd_page(browser: Browser, odd: str, axe: str, page: str) -> None:
    browser.open(odd + page)
    browser.value("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert_in_order(browser, axe, f"odd-{page}")


@pytest.mark.parametrize("page", EMPTY)
def test_a_page_of_an_empty_archive(browser: Browser, empty: str, axe: str, page: str) -> None:
    browser.open(empty + page)
    assert_in_order(browser, axe, f"empty-{page}")


@pytest.mark.parametrize("page", ["/artikel/7000", "/cari?q=zzzz"])
def test_on_paper_nothing_asks_to_be_clicked_and_nothing_is_dark(browser: Browser, odd: str, page: str) -> None:
    scheme = {"name": "prefers-color-scheme", "value": "dark"}
    browser.call("Emulation.setEmulatedMedia", media="print", features=[scheme])
    browser.open(odd + page)
    shown = "[...document.querySelectorAll('nav, form, summary, button')].filter(each => each.offsetParent).length"
    assert browser.value(shown) == 0
    assert browser.value("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    browser.call("Emulation.setEmulatedMedia", media="")
