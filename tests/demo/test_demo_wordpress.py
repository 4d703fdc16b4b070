from __future__ import annotations

import json
from typing import Any

import pytest

from demo.article import load_articles
from demo.server import PracticeServer
from tests.demo.practice_client import Answer, Ask

POSTS = "/wp-json/wp/v2/posts"


def posts(answer: Answer) -> list[dict[str, Any]]:
    assert answer.status == 200
    found: list[dict[str, Any]] = json.loads(answer.body)
    return found


def test_pages_of_posts_tell_their_totals_and_end_with_an_error(ask: Ask) -> None:
    first = ask("sumberagung", f"{POSTS}?per_page=20")
    second = ask("sumberagung", f"{POSTS}?per_page=20&page=2")
    assert (first.headers["X-WP-Total"], first.headers["X-WP-TotalPages"]) == ("37", "2")
    ids = [post["id"] for answer in (first, second) for post in posts(answer)]
    assert ids == [one.id for one in load_articles("praktik-sumberagung") if one.night == 1]
    beyond = ask("sumberagung", f"{POSTS}?per_page=20&page=3")
    assert (beyond.status, json.loads(beyond.body)["code"]) == (400, "rest_post_invalid_page_number")


@pytest.mark.parametrize(
    "query", ["per_page=101", "per_page=0", "page=x", "orderby=colour", "order=up", "modified_after=yesterday"]
)
def test_bad_parameters_are_refused(ask: Ask, query: str) -> None:
    answer = ask("sumberagung", f"{POSTS}?{query}")
    assert (answer.status, json.loads(answer.body)["code"]) == (400, "rest_invalid_param")


def test_a_post_carries_its_text_dates_and_link(ask: Ask, server: PracticeServer) -> None:
    [post] = posts(ask("sumberagung", f"{POSTS}?slug=pasar-legi-raih-predikat-pasar-tertib-ukur"))
    assert (post["date"], post["date_gmt"]) == ("2024-11-21T10:30:00", "2024-11-21T03:30:00")
    assert post["modified_gmt"] == post["date_gmt"]
    link = "/2024/11/21/pasar-legi-raih-predikat-pasar-tertib-ukur/"
    assert post["link"] == server.url("praktik-sumberagung", link)
    assert post["content"]["rendered"].count("<p>") == 4
    assert "_embedded" not in post


def test_fields_and_embedding_choose_what_is_sent(ask: Ask) -> None:
    [post, *_] = posts(ask("sumberagung", f"{POSTS}?_fields=id,title.rendered,nothing&_embed"))
    assert post == {
        "id": 2510,
        "title": {"rendered": "Koperasi Ternak &amp; Sayur Pasok Dapur Gizi, Kontrak Ditulis dalam Bahasa Sehari-hari"},
    }
    [post, *_] = posts(ask("sumberagung", f"{POSTS}?_embed"))
    assert post["_embedded"]["author"][0]["name"] == "Tim Humas Diskopumdag"
    assert post["_embedded"]["wp:term"][0][0]["name"] == "Koperasi"
    assert post["_embedded"]["wp:featuredmedia"][0]["source_url"].endswith(".png")


def test_only_what_changed_since_is_sent(ask: Ask, server: PracticeServer) -> None:
    changed = f"{POSTS}?modified_after=2026-09-24T02:00:00Z&orderby=modified&order=asc&_fields=id"
    assert posts(ask("sumberagung", changed)) == []
    server.night = 2
    assert posts(ask("sumberagung", changed)) == [{"id": 2533}, {"id": 2489}, {"id": 2510}]


@pytest.mark.parametrize("path", ["/feed/", "/feed/?paged=2", "/wp-sitemap.xml", "/wp-sitemap-posts-post-1.xml"])
def test_feed_and_sitemap_answer_conditional_requests(ask: Ask, server: PracticeServer, path: str) -> None:
    answer = ask("sumberagung", path)
    asked = {"If-None-Match": answer.headers["ETag"]}, {"If-Modified-Since": answer.headers["Last-Modified"]}
    for headers in asked:
        again = ask("sumberagung", path, headers=headers)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == answer.headers["ETag"]
    server.night = 2
    if path in ("/feed/", "/wp-sitemap-posts-post-1.xml"):
        assert ask("sumberagung", path, headers=asked[0]).status == 200


def test_the_feed_carries_the_whole_text(ask: Ask) -> None:
    feed = ask("sumberagung", "/feed/").text
    assert feed.count("<content:encoded>") == 10
    assert "Sedikitnya 70 persen barang harus berasal dari anggota" in feed
    assert ask("sumberagung", "/feed/?paged=9").status == 404


def test_a_short_link_leads_to_the_article(ask: Ask) -> None:
    answer = ask("sumberagung", "/?p=1644")
    assert answer.status == 301
    assert answer.headers["Location"].endswith("/2024/11/21/pasar-legi-raih-predikat-pasar-tertib-ukur/")


def test_unknown_routes_and_posts_get_the_api_s_own_errors(ask: Ask) -> None:
    for path, code in ((f"{POSTS}/999", "rest_post_invalid_id"), ("/wp-json/wp/v2/nothing", "rest_no_route")):
        answer = ask("sumberagung", path)
        assert (answer.status, json.loads(answer.body)["code"]) == (404, code)
    assert json.loads(ask("sumberagung", "/wp-json/").body)["namespaces"][1] == "wp/v2"
    assert json.loads(ask("sumberagung", f"{POSTS}/1644").body)["id"] == 1644
