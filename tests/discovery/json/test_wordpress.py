from __future__ import annotations

import contextlib
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Hint, Kind
from scrapers.discovery import DiscoveryError, Link
from scrapers.discovery.json.wordpress import (
    feed_page,
    ignores_modified_after,
    more_pages,
    page_of,
    posts_endpoint,
    posts_url,
    read_posts,
)
from tests.discovery.soundness import check_sound

API = "https://dinkop.contoh.go.id/wp-json/wp/v2/posts"


def post(number: int = 1, **changes: object) -> dict[str, Any]:
    return {
        "id": number,
        "date": "2025-02-10T09:30:00",
        "date_gmt": "2025-02-10T02:30:00",
        "modified_gmt": "2025-02-11T01:00:00",
        "link": f"https://dinkop.contoh.go.id/2025/02/10/pasar-murah-{number}/?utm_source=api",
        "title": {"rendered": "Pasar &#8220;Murah&#8221; &amp; UMKM"},
        "content": {"rendered": "<p>Isi.</p>", "protected": False},
        "_links": {"version-history": [{"count": 4}]},
        "_embedded": {
            "author": [{"name": "Humas", "avatar_urls": {"24": "https://a.example/x"}}],
            "wp:term": [
                [
                    {"taxonomy": "category", "name": "Uncategorized"},
                    {"taxonomy": "category", "name": "Koperasi &amp; UKM"},
                ],
                [{"taxonomy": "post_tag", "name": "pasar"}],
            ],
        },
    } | changes


def body(value: object) -> bytes:
    return json.dumps(value).encode()


def query(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def test_posts_url_newest_first() -> None:
    assert query(posts_url(API, page=2)) == {
        "per_page": ["100"],
        "page": ["2"],
        "orderby": ["date"],
        "order": ["desc"],
        "_embed": ["author,wp:term,wp:featuredmedia"],
        "_fields": [
            (
                "id,date,date_gmt,modified,modified_gmt,slug,link,title,content,excerpt,author,categories,featured_media,"
                "_links,_embedded"
            )
        ],
    }


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        ("2025-02-11T01:00:00", "2025-02-11T01:00:00Z"),
        ("2025-02-11T01:00:00Z", "2025-02-11T01:00:00Z"),
        ("2025-02-11T08:00:00+07:00", "2025-02-11T08:00:00+07:00"),
    ],
)
def test_posts_url_since_a_moment(moment: str, sent: str) -> None:
    url = posts_url(API, modified_after=moment)
    asked = query(url.replace("+", "%2B"))
    assert (asked["modified_after"], asked["orderby"], asked["order"]) == ([sent], ["modified"], ["asc"])


def test_a_zone_in_the_address_is_not_read_as_a_space() -> None:
    assert "modified_after=2025-02-11T08:00:00%2B07:00" in posts_url(API, modified_after="2025-02-11T08:00:00+07:00")


def test_posts_url_keeps_what_the_endpoint_needs() -> None:
    url = posts_url("https://dinkop.contoh.go.id/?rest_route=/wp/v2/posts&page=9", per_page=10, slim=True)
    assert query(url)["rest_route"] == ["/wp/v2/posts"]
    assert query(url)["page"] == ["1"]
    assert "_embed" not in query(url)


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("https://a.go.id/wp-json/", "https://a.go.id/wp-json/wp/v2/posts"),
        ("https://a.go.id/?rest_route=/", "https://a.go.id/?rest_route=/wp/v2/posts"),
    ],
)
def test_posts_endpoint(root: str, expected: str) -> None:
    assert posts_endpoint(root) == expected


def test_feed_page() -> None:
    assert [feed_page("https://a.go.id/?feed=rss2", page) for page in (1, 2)] == [
        "https://a.go.id/?feed=rss2",
        "https://a.go.id/?feed=rss2&paged=2",
    ]


def test_paging_ends_with_a_short_page() -> None:
    assert [more_pages(count) for count in (0, 99, 100)] == [False, False, True]


@pytest.mark.parametrize(
    ("since", "ignored"),
    [("2025-02-10T00:00:00", False), ("2025-02-11T01:00:00Z", False), ("2025-03-01T00:00:00", True)],
)
def test_an_old_site_that_ignores_the_moment_is_found_out(since: str, ignored: bool) -> None:
    assert ignores_modified_after(read_posts(body([post()]), API), since) is ignored


def test_a_post_comes_with_its_document() -> None:
    found = read_posts(body([post()]), API)
    link = found.links[0]
    assert link == Link(
        "https://dinkop.contoh.go.id/2025/02/10/pasar-murah-1/",
        Hint("Pasar “Murah” & UMKM", "2025-02-10T09:30:00", "Koperasi & UKM", "Humas", API),
        "2025-02-11T01:00:00",
        link.document,
        Kind.POST,
    )
    kept = json.loads(link.document or b"")
    assert "_links" not in kept
    assert kept["_embedded"]["author"] == [{"name": "Humas"}]
    assert kept["content"] == post()["content"]


def test_a_document_is_the_same_however_the_server_orders_it() -> None:
    turned = dict(reversed(post(_links={"version-history": [{"count": 5}]}).items()))
    assert read_posts(body([turned]), API).links[0].document == read_posts(body([post()]), API).links[0].document


@pytest.mark.parametrize(
    "before",
    [
        b"\xef\xbb\xbf",
        b"\n\n",
        b"<br />\n<b>Warning</b>: Undefined array key [0] in <b>/x.php</b> on line <b>3</b><br />\n",
        b"Notice: {closure} called in [internal]\n",
    ],
)
def test_warnings_before_the_answer_are_passed_over(before: bytes) -> None:
    assert len(read_posts(before + body([post(), post(2)]), API).links) == 2


def test_what_is_left_out_is_counted() -> None:
    posts = [
        post(),
        post(),
        post(2, link=None),
        "x",
        {"id": 3},
        post(4, content={"rendered": "", "protected": True}),
        post(5, _embedded={"author": [{"code": "rest_user_invalid_id"}], "wp:term": "x"}),
    ]
    found = read_posts(body(posts), API)
    assert found.skipped == {"repeated": 1, "no link": 1, "no post": 2, "protected": 1}
    assert [link.hint.author for link in found.links] == ["Humas", None]


def test_an_empty_page_is_the_end() -> None:
    assert read_posts(b"[]", API).links == ()


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (body({"code": "rest_no_route", "message": "Tidak ada <b>route</b>"}), "'rest_no_route': Tidak ada route"),
        (body({"data": []}), "got a JSON object with data"),
        (body([{"judul": "x"}]), "got a list of 1 other things"),
        (b"<!DOCTYPE html><title>Beranda</title>", "got an HTML page titled “Beranda”"),
        (b"", "got an empty document"),
        (b"[" * 100_000, "expected JSON, got JSON"),
        (b'[{"a": ', "expected JSON"),
        (bytes(range(32)) * 10, "got 320 bytes of binary data"),
    ],
)
def test_other_answers_say_what_came(answer: bytes, message: str) -> None:
    with pytest.raises(DiscoveryError, match=r"^https://dinkop") as caught:
        read_posts(answer, API)
    assert message in str(caught.value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["link", "content", "rendered", "title", "_embedded", "wp:term", "id"]), inner
        )
    ),
    max_leaves=20,
)


@given(st.lists(json_values).map(body) | st.binary(max_size=200))
def test_never_anything_but_a_discovery_error(answer: bytes) -> None:
    with contextlib.suppress(DiscoveryError):
        check_sound(read_posts(answer, API))


@pytest.mark.parametrize("api", ["https://a.go.id/wp-json/wp/v2/posts", "https://a.go.id/?rest_route=/wp/v2/posts"])
def test_an_address_knows_its_page(api: str) -> None:
    assert page_of(posts_url(api, page=51)) == 51
