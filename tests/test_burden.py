from __future__ import annotations

import pytest

from scrapers.burden import MAX_TAGS, burden


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (b"", None),
        (b"<p>a</p>" * MAX_TAGS, None),
        (b"<p>a" * (MAX_TAGS + 1), "markup with 100,001 tags"),
        (b"a < b " * (MAX_TAGS + 1), None),
        (b"<p " + b"a=1 " * 1999 + b">" + bytes(200_000), None),
        (b"<p " + b"a=1 " * 2000 + b">" + bytes(200_000), "markup with 2,000 attributes in one tag"),
        (b"<p " + b"a='>' b " * 1000 + b">" + bytes(200_000), "markup with 2,000 attributes in one tag"),
        (b"<p " + b"a=1 " * 2000 + b">", None),  # too small to take long
    ],
    ids=["nothing", "many", "too many", "no tags", "attributes", "too many attributes", "quoted", "small"],
)
def test_what_would_cost_too_much_is_named(markup: bytes, words: str | None) -> None:
    assert burden(markup) == words


def test_lists_for_machines_may_have_more_and_may_come_in_utf_16() -> None:
    urls = ("<url><loc>/a</loc></url>" * MAX_TAGS).encode("utf-16")
    assert burden(urls) == burden(urls, most=2 * MAX_TAGS - 1) == "markup with 200,000 tags"
    assert burden(urls, most=2 * MAX_TAGS) is None
