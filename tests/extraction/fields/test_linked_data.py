from __future__ import annotations

import json

import pytest

from scrapers.extraction.fields.linked_data import article_object

URL = "https://dinkop.example/berita/pasar"
ONE = {"@type": "NewsArticle", "headline": "Pasar Murah", "url": URL, "datePublished": "2026-03-09"}
OTHER = {"@type": "Article", "headline": "Bazar", "url": "https://dinkop.example/berita/bazar"}
PAGE = {"@type": "WebPage", "datePublished": "2026-01-01"}


def found(*documents: object, title: str | None = None) -> object:
    return article_object([json.dumps(d) for d in documents], URL, title).get("headline")


@pytest.mark.parametrize("document", [ONE, [ONE], {"@graph": [PAGE, ONE]}, {"@type": "WebPage", "mainEntity": ONE}])
def test_the_article_is_found_wherever_it_lies(document: object) -> None:
    assert found(document) == "Pasar Murah"


def test_of_several_articles_the_pages_own_is_taken_and_none_of_a_lists() -> None:
    assert found([OTHER, ONE]) == "Pasar Murah"
    assert found([OTHER, {**OTHER, "headline": "Lomba"}]) is None
    assert found([OTHER, {**OTHER, "headline": "Lomba"}], title="Lomba | Dinkop") == "Lomba"


def test_a_dated_page_stands_in_for_a_missing_article() -> None:
    assert article_object([json.dumps(PAGE)], URL, None) == PAGE


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, '"x"', "null", '{"@type": 5}', '{"@type":"Article","headline":{"a":1}}']
)
def test_broken_linked_data_is_no_testimony(text: str) -> None:
    assert not article_object([text], URL, None).get("datePublished")


def test_raw_line_breaks_in_strings_are_forgiven() -> None:
    assert article_object(['{"@type":"Article","headline":"Pasar\n Murah"}'], URL, None)["headline"].split() == [
        "Pasar",
        "Murah",
    ]
