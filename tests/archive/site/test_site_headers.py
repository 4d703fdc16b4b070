"""Caches keep what may be kept, and no address leads a browser to another host."""

from __future__ import annotations

import pytest

from tests.archive.site.practice_room import Room


@pytest.mark.parametrize("address", ["/", "/cari?q=koperasi", "/artikel/5700", "/kantor/jombang", "/cari.json?q=rapat"])
def test_a_page_that_did_not_change_is_not_sent_again(room: Room, address: str) -> None:
    first = room.get(address)
    assert first.headers["cache-control"] == "public, max-age=60"
    again = room.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert room.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


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
    assert room.get("/robots.txt").text == "User-agent: *\nDisallow: /archive\nDisallow: /cari\nDisallow: /-/\n"
