"""What docs/first-contact.md says of bounds and shapes is what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.commands import probe
from scrapers.probing import census, feeds, menus, samples, spider, tour
from scrapers.settings import CONCURRENT_OFFICES
from tests.probing import generated_addresses, generated_site, generated_text

TEXT = " ".join((Path(__file__).parents[2] / "docs" / "first-contact.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    "sentence",
    [
        f"At most {tour.BUDGET} requests",
        f"up to {feeds.MAX_FEEDS} customary places",
        f"the {feeds.MAX_CHILDREN} children that promise news",
        f"up to {menus.MAX_LISTS} | pages that list articles",
        f"| articles | {samples.COUNT}, spread over",
        f"{CONCURRENT_OFFICES} at a time, in at most {census.BUDGET} requests each",
        f"no answer in {spider.TIMEOUT_SECONDS} seconds",
        f"| {probe.USABLE} | a crawl would bring articles",
        f"| {probe.NOTHING_USABLE} | it wouldn't",
        f"| {probe.USAGE} | wrong usage",
        f"{len(generated_addresses.ARTICLES)} shapes of articles' addresses",
        f"{len(generated_addresses.LISTS)} lists, {len(generated_addresses.PAGES)} ways to number pages",
        f"{len(generated_site.NEXT)} to link to the next",
        f"{len(set(generated_site.ENCODINGS))} encodings and lies about them",
        f"{generated_text.STYLES} ways to write a date",
        *(f"| {kind} | " for kind in census.VERDICTS),
    ],
)
def test_a_figure_of_the_page_is_the_codes(sentence: str) -> None:
    assert sentence in TEXT
