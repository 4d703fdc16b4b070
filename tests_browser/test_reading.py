"""What a reader does: search, narrow, open, compare, change the language; by keyboard alone, without JavaScript."""

from __future__ import annotations

import pytest

from tests_browser.browser import Browser

TITLE = "document.querySelector('h1').innerText"
PATH = "location.pathname + location.search"
FOCUS = "document.activeElement.innerText || document.activeElement.name"


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Browser:
    browser.call("Emulation.setScriptExecutionDisabled", value=request.param == "without JavaScript")
    return browser


def test_from_a_search_to_an_earlier_form(reader: Browser, address: str) -> None:
    reader.open(address)
    reader.value("document.querySelector('#q').focus()")
    reader.type("rapat")
    reader.press("Enter")
    reader.settle()
    assert reader.value(PATH) == "/cari?q=rapat"
    reader.click(".timeline a[title^='2026']")
    assert reader.value(PATH) == "/cari?q=rapat&tahun=2026"
    reader.click(".facets section:first-of-type a")
    assert "kantor=jombang" in reader.value(PATH)
    reader.click(".entries h3 a[href*='/artikel/5700']")
    assert reader.value(TITLE) == "Rakortekcan membahas rencana 2026"
    assert reader.value("document.querySelector('.difference ins').innerText").endswith("2026")
    reader.click(".site-tongue a")
    assert reader.value("document.documentElement.lang") == "en"
    assert reader.value(PATH) == "/artikel/5700?lang=en"


def test_by_keyboard_alone(reader: Browser, address: str) -> None:
    reader.open(address)
    reader.press("Tab")
    assert reader.value(FOCUS) == "Langsung ke isi"
    reader.press("Enter")
    assert reader.value("document.activeElement.id") == "isi"
    reader.press("Tab")
    assert reader.value(FOCUS) == "q"
    reader.type("timbangan")
    reader.press("Tab")
    reader.press("Enter")
    reader.settle()
    assert reader.value(PATH) == "/cari?q=timbangan"


def test_what_has_the_focus_is_outlined(browser: Browser, address: str) -> None:
    browser.open(f"{address}/kantor/jombang")
    for _ in range(12):
        browser.press("Tab")
        assert browser.value("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_months_of_an_office_can_be_hit_with_a_finger(browser: Browser, address: str) -> None:
    browser.look(width=360)
    browser.open(f"{address}/kantor/jombang")
    smallest = "Math.min(...[...document.querySelectorAll('.calendar td a, .timeline a')].flatMap(e => { const b = "
    assert browser.value(f"{smallest} e.getBoundingClientRect(); return [b.width, b.height] }}))") >= 22


def test_data_for_dataset_search_engines_is_read_and_never_run(browser: Browser, address: str) -> None:
    browser.open(f"{address}/data")
    block = "document.querySelector('script[type=\"application/ld+json\"]').textContent"
    assert browser.value(f"JSON.parse({block})['@type']") == "Dataset"
    assert browser.complaints == []
