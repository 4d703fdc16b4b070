"""What went wrong is told in a sentence; our own mistakes are told to the log alone."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from tests.archive.site.practice_room import Room, article, text


def test_a_wrong_address(room: Room) -> None:
    tree = room.tree("/tidak-ada?lang=en", status=404)
    assert text(tree, "//h1|//p[@class='lead']") == ["Not found", "There is no page at this address."]
    assert room.value("/tidak-ada.json", status=404)["error"] == "Tidak ada halaman di alamat ini."


def test_the_database_file_itself_is_not_handed_out(room: Room) -> None:
    assert text(room.tree("/archive.db", status=403), "//p[@class='lead']") == ["Halaman ini tidak terbuka untuk umum."]


def test_our_own_mistake_is_logged_and_not_shown(
    open_room: Callable[..., Room], caplog: pytest.LogCaptureFixture
) -> None:
    room = open_room([article(0, images="not json, see /srv/secret")])
    with caplog.at_level(logging.ERROR, "archive.site"):
        answer = room.get("/artikel/1000")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Terjadi kesalahan pada arsip ini." in answer.text
    assert [record.getMessage() for record in caplog.records] == ["/artikel/1000: can't be answered"]


@pytest.mark.parametrize("address", ["/status", "/kantor/jombang", "/artikel/5700"])
def test_a_page_that_found_no_time_asks_to_come_again(
    open_room: Callable[..., Room], caplog: pytest.LogCaptureFixture, address: str
) -> None:
    room = open_room([article(number) for number in range(50)] + [article(57, id=5700, office="jombang")])
    room.datasette._settings["sql_time_limit_ms"] = 0
    tree = room.tree(f"{address}?lang=en", status=503)
    assert text(tree, "//p[@class='lead']") == [
        "The archive is busy and had no time to answer. Load this page again in a moment."
    ]
    assert caplog.records == []


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("_sort=x", "Cannot sort table by x"),
        ("_timelimit=x", "One of the parameters in this address can’t be read."),
        ("_through={", "One of the parameters in this address can’t be read."),
        ("_search=%22", "This box reads words alone. Write the words only, or use the search page."),
        ("_search=%00", "This box reads words alone. Write the words only, or use the search page."),
    ],
)
def test_what_a_table_cannot_read_is_the_readers_and_not_logged(
    room: Room, caplog: pytest.LogCaptureFixture, asked: str, sentence: str
) -> None:
    tree = room.tree(f"/archive/articles?{asked}&_lang=en", status=400)
    assert text(tree, "//p[@class='lead']") == [sentence]
    assert caplog.records == []
