"""The method page counts what it claims."""

from __future__ import annotations

from tests.archive.site.practice_room import Room, text


def test_figures(room: Room) -> None:
    assert text(room.tree("/metode?lang=en"), "//dl[@class='tally']/div") == [
        "60 articles",
        "59 with a date of publication",
        "1 with a doubtful date",
        "1 changed at least once",
        "1 gone from their sites",
    ]
