"""The method page counts what it claims."""

from __future__ import annotations

import pytest

from tests.archive.site.practice_room import Room, text


def test_figures(room: Room) -> None:
    assert text(room.tree("/metode?lang=en"), "//dl[@class='tally']/div") == [
        "60 articles",
        "59 with a date of publication",
        "1 with a doubtful date",
        "1 changed at least once",
        "1 gone from their sites",
    ]


def test_whom_to_write_to(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONTACT", raising=False)
    before = room.get("/metode")
    assert "mailto:" not in before.text
    monkeypatch.setenv("CONTACT", "mailto:arsip@example.org")
    after = room.get("/metode", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert '<a href="mailto:arsip@example.org">arsip@example.org</a>' in after.text


def test_what_is_not_covered_leads_to_how_each_office_is_doing(room: Room) -> None:
    assert "/status" in room.tree("/metode").xpath("//h2[@id='gaps']/..//a/@href")
