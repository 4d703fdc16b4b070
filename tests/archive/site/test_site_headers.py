"""Caches keep what may be kept, and no address leads a browser to another host."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from tests.archive.site.practice_room import Room, article


@pytest.mark.parametrize(
    "address",
    ["/", "/cari?q=koperasi", "/artikel/5700", "/kantor/jombang", "/cari.json?q=rapat", "/cari.csv", "/feed.atom",
     "/sitemap.xml", "/artikel/5700.ris", "/archive/articles", "/archive/articles.json", "/archive/articles.csv"],
)  # fmt: skip
def test_a_page_that_did_not_change_is_not_sent_again(room: Room, address: str) -> None:
    first = room.get(address)
    assert first.headers["cache-control"] == "public, max-age=60"
    again = room.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert room.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_commit_or_an_export_makes_another_answer(open_room: Callable[..., Room]) -> None:
    room = open_room([article(0)])
    tags = {room.get("/").headers["etag"]}
    writer = sqlite3.connect(room.data_dir / "archive.db")
    with writer:
        writer.execute("UPDATE articles SET title = 'Judul baru'")
    writer.close()
    tags.add(room.get("/").headers["etag"])
    (room.data_dir / "exports").mkdir()
    tags.add(room.get("/").headers["etag"])
    assert len(tags) == 3


def test_another_host_or_language_is_another_answer(room: Room) -> None:
    tags = [
        room.get(address, headers={"Host": host}).headers["etag"]
        for address, host in (("/data", "a.example"), ("/data", "b.example"), ("/data?lang=en", "a.example"))
    ]
    assert len(set(tags)) == 3


def test_a_question_in_sql_is_asked_every_time(room: Room) -> None:
    assert "etag" not in room.get("/archive.json?sql=select+random()").headers


def test_refusals_are_not_kept(room: Room) -> None:
    assert room.get("/artikel/1").headers["cache-control"] == "no-store"


def test_files_of_the_design_are_kept_for_ever_under_their_hash(room: Room) -> None:
    sheets = room.tree("/").xpath("//link[@rel='stylesheet']/@href")
    assert len(sheets) == 1
    answer = room.get(sheets[0])
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css"
    assert room.get(sheets[0].partition("?")[0]).headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize(
    "address", ["//evil.example/", "//evil.example/%41", "/\\evil.example/", "///evil.example//", "/%2fevil.example/"]
)
def test_redirects_stay_here(room: Room, address: str) -> None:
    location = room.get(address).headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_data_may_be_read_by_other_sites(room: Room) -> None:
    for address in ("/cari.json", "/artikel/5700.json", "/archive/articles.json"):
        assert room.get(address).headers["access-control-allow-origin"] == "*"


def test_robots_may_read_pages_but_not_every_filter(room: Room) -> None:
    assert room.get("/robots.txt").text.splitlines() == [
        "User-agent: *", "Disallow: /archive", "Disallow: /cari", "Disallow: /-/", "",
        "Sitemap: http://localhost/sitemap.xml",
    ]  # fmt: skip
