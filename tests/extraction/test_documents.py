from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Article, Hint, Image
from scrapers.extraction.documents import read_entry, read_post
from scrapers.extraction.errors import ExtractionError

URL = "https://dinkop.example/?p=12"
TEXT = "Warga datang sejak pagi untuk membeli beras, minyak, dan gula yang disediakan oleh dinas."
SEEN = datetime(2026, 11, 24, tzinfo=UTC)
POST: dict[str, Any] = {
    "link": "https://dinkop.example/2026/03/pasar-murah/?utm_source=x",
    "date": "2026-03-09T08:15:00",
    "date_gmt": "2026-03-09T01:15:00",
    "title": {"rendered": "Pasar &#8220;Murah&#8221; &amp; <em>Bazar</em>"},
    "content": {"rendered": f"<p>{TEXT}</p>\n<figure><img src='/b.jpg'></figure><p>Digelar pada 7 Maret 2026.</p>"},
    "_embedded": {
        "author": [{"name": "Humas &amp; Protokol"}],
        "wp:term": [[{"taxonomy": "category", "name": "Pasar"}], [{"taxonomy": "post_tag", "name": "beras"}]],
        "wp:featuredmedia": [{"source_url": "/a.jpg", "caption": {"rendered": "<p>Warga antre</p>"}}],
    },
}
ENTRY: dict[str, Any] = {
    "title": "Pasar Murah",
    "link": "https://dinkop.example/pasar",
    "published": "Mon, 09 Mar 2026 01:15:00 +0000",
    "author": None,
    "category": "Pasar",
    "content_html": f"<p>{TEXT}</p><p>The post <a href=x>Pasar Murah</a> appeared first on <a href=/>Dinkop</a>.</p>",
}


def raw(record: object) -> bytes:
    return json.dumps(record).encode()


def test_a_wordpress_post() -> None:
    article = read_post(raw(POST), URL, fetched_at=SEEN)
    assert article.url == "https://dinkop.example/2026/03/pasar-murah/"
    assert article.title == "Pasar “Murah” & Bazar"
    assert article.body == f"{TEXT}\n\nDigelar pada 7 Maret 2026."
    assert (article.published, article.published_raw, article.published_from) == (
        "2026-03-09T08:15:00+07:00",
        "2026-03-09T08:15:00",
        "api",
    )
    assert (article.event_from, article.event_to) == ("2026-03-07", "2026-03-07")
    assert (article.author, article.category) == ("Humas & Protokol", "Pasar")
    assert article.images == (
        Image("https://dinkop.example/a.jpg", "Warga antre"),
        Image("https://dinkop.example/b.jpg"),
    )
    assert article.image_url == "https://dinkop.example/a.jpg"


@pytest.mark.parametrize(
    ("changes", "published", "suspect"),
    [
        ({"date_gmt": None}, "2026-03-09", None),
        ({"date_gmt": "2026-03-09T01:10:00"}, "2026-03-09", None),
        ({"date_gmt": "2026-03-01T01:15:00"}, "2026-03-09", None),
        ({"date": "2027-03-09T08:15:00", "date_gmt": "2027-03-09T01:15:00"}, "2027-03-09T08:15:00+07:00", "future"),
        ({"date": None}, None, None),
        ({"date": "segera"}, None, None),
    ],
)
def test_a_posts_date(changes: dict[str, Any], published: str | None, suspect: str | None) -> None:
    article = read_post(raw(POST | changes), URL, fetched_at=SEEN)
    assert (article.published, article.date_suspect) == (published, suspect)


def test_a_feed_entry_loses_its_footer() -> None:
    article = read_entry(raw(ENTRY), URL, hint=Hint(author="Rina"), fetched_at=SEEN)
    assert (article.url, article.title, article.body) == ("https://dinkop.example/pasar", "Pasar Murah", TEXT)
    assert (article.published, article.published_from) == ("2026-03-09T08:15:00+07:00", "feed")
    assert (article.author, article.category) == ("Rina", "Pasar")


def test_an_entry_without_a_date_takes_the_lists() -> None:
    article = read_entry(
        raw(ENTRY | {"published": None, "title": ""}), URL, hint=Hint(title="Judul", published_raw="9/3/2026")
    )
    assert (article.title, article.published) == ("Judul", "2026-03-09")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, raw({}), raw({"title": "a"}), raw(POST | {"content": 5})],
)
@pytest.mark.parametrize("read", [read_post, read_entry])
def test_what_is_no_article_is_an_error(read: Callable[[bytes, str], Article], body: bytes) -> None:
    with pytest.raises(ExtractionError):
        read(body, URL)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["rendered", "name", "author", "wp:term", "source_url"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*POST, *ENTRY]), _JSON))
def test_any_fields_give_an_article_or_an_extraction_error(changes: dict[str, Any]) -> None:
    for read, record in ((read_post, POST), (read_entry, ENTRY)):
        try:
            article = read(raw(record | changes), URL)
        except ExtractionError:
            continue
        assert article.title.strip()
        assert article.body.strip()
