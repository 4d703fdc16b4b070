from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archive.models import Hint, Kind, Snapshot
from scrapers.extraction import ExtractionError, extract

TEXT = "Warga datang sejak pagi untuk membeli beras, minyak, dan gula yang disediakan oleh dinas."
PAGE = Snapshot(
    office="jayamulya",
    site="dinkop.example",
    url="https://dinkop.example/berita/pasar-murah-12",
    final_url="https://dinkop.example/berita/pasar-murah-12",
    fetched_at=datetime(2026, 11, 24, tzinfo=UTC),
    status=200,
    kind=Kind.PAGE,
    media_type="text/html",
    encoding="utf-8",
    body=f"<h1>Pasar Murah</h1><p>{TEXT}</p>".encode(),
    hint=Hint(published_raw="kemarin"),
)
POST = {"title": {"rendered": "Pasar Murah"}, "content": {"rendered": TEXT}, "date": "2026-03-09T08:15:00"}
ENTRY = {"title": "Pasar Murah", "content_html": TEXT}


@pytest.mark.parametrize(
    ("kind", "body", "witness"),
    [
        (Kind.PAGE, PAGE.body, "text"),
        (Kind.POST, json.dumps(POST).encode(), "api"),
        (Kind.ENTRY, json.dumps(ENTRY).encode(), "feed"),
    ],
)
def test_reads_each_kind_of_document(kind: Kind, body: bytes, witness: str) -> None:
    article = extract(replace(PAGE, kind=kind, body=body))
    assert (article.url, article.title, article.body, article.witness["body"]) == (
        PAGE.url,
        "Pasar Murah",
        TEXT,
        witness,
    )


@pytest.mark.parametrize(
    ("final", "url", "published"),
    [
        (
            "http://Dinkop.example/2026/03/09/pasar/?utm_source=x",
            "http://dinkop.example/2026/03/09/pasar/",
            "2026-03-09",
        ),
        ("about:blank", "https://dinkop.example/?p=12", None),
    ],
)
def test_a_page_stands_where_its_redirects_led(final: str, url: str, published: str | None) -> None:
    body = PAGE.body + b"<img src='a.jpg' width=800>"
    asked = replace(PAGE, url="https://dinkop.example/?p=12", final_url=final, body=body, hint=Hint())
    article = extract(asked)
    assert (article.url, article.published) == (url, published)
    assert [image.url for image in article.images] == [url.partition("?")[0] + "a.jpg"]


def test_a_list_is_no_article() -> None:
    with pytest.raises(ExtractionError, match="a listing document instead of an article"):
        extract(replace(PAGE, kind=Kind.LISTING))
