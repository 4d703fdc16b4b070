from __future__ import annotations

import pytest
from cssselect import SelectorError

from scrapers.extraction.page.selectors import first
from tests.extraction.reading import page_of

ROOT = page_of("<p class=a> </p><p class=b>isi <b>ini</b></p><time class=c datetime=2026-03-09>9 Maret</time>").root


@pytest.mark.parametrize(
    ("selectors", "text", "witness"),
    [
        ((".x", ".b"), "isi ini", "selector .b"),
        ((".a", "time.c"), "2026-03-09", "selector time.c"),
    ],
)
def test_first_match_with_words_wins(selectors: tuple[str, ...], text: str, witness: str) -> None:
    found = first(ROOT, selectors)
    assert found is not None
    assert (found.text, found.witness) == (text, witness)


def test_no_match() -> None:
    assert first(ROOT, (".x", ".a")) is None
    assert first(ROOT, ()) is None


def test_what_is_no_selector_is_an_error() -> None:
    with pytest.raises(SelectorError):
        first(ROOT, ("..",))
