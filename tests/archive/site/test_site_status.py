"""The status page says of every office how it is doing, in both languages, and of none what it can't know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlite_utils import Database

from archive.health import State
from archive.health.record import record
from archive.health.status import status
from archive.reading import open_archive
from archive.site.pages import status as page
from tests.archive.site.practice_room import Room, articles, text

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "now", lambda: NOW)


@pytest.fixture
def troubled(open_room: Callable[..., Room]) -> Room:
    """Malang's site has turned us away for two nights."""
    return met(open_room(articles()), "blocked", "HTTP 403 <b>")


def met(room: Room, outcome: str, evidence: str) -> Room:
    """Let Malang's site meet us so in the last two nights."""
    site = "dinkop.malang.example"
    visit: dict[str, str | int] = {"office": "malang", "site": site, "outcome": outcome, "evidence": evidence}
    db = Database(room.data_dir / "archive.db")
    with db.atomic():
        db.table("visits").insert_all(
            visit | {"run": run, "at": f"2026-11-{16 + run}T19:01:00+00:00"} for run in (6, 7)
        )
    db.close()
    return room


def test_a_new_address_is_linked_and_a_new_layout_told(open_room: Callable[..., Room]) -> None:
    room = met(open_room(articles()), "moved", "Filtered offsite request to 'baru.go.id': <GET http://baru.go.id/>")
    db = Database(room.data_dir / "archive.db")
    since = "2026-11-20T19:00:00+00:00"
    db.table("redesigns").insert({"office": "jombang", "site": "dinkop.jombang.example", "number": 1, "since": since})
    db.execute("UPDATE articles SET first_seen_at = '2026-11-21T19:00:00+00:00' WHERE office = 'jombang'")
    db.conn.commit()
    db.close()
    tree = room.tree("/status?lang=en")
    [link] = tree.xpath("//li[h3='Kabupaten Malang']//a[contains(@rel, 'nofollow')]")
    assert (link.get("href"), link.text) == ("http://baru.go.id/", "baru.go.id")
    [said] = [line for line in text(tree, "//main//li/p") if "look different" in line]
    assert said == "The pages of dinkop.jombang.example look different since 21 November 2026; they are read as before."


def test_trouble_comes_first_with_what_was_met(troubled: Room) -> None:
    tree = troubled.tree("/status?lang=en")
    assert text(tree, "//main//h2") == ["Worth a look 1", "As usual 1", "No site to read yet 5"]
    [entry] = tree.xpath("//section[@aria-labelledby='attention']//li")
    assert text(entry, "./*") == [
        "Access denied newest article 5 May 2026",
        "Kabupaten Malang",
        "dinkop.malang.example has denied our visits since 23 November 2026.",
        "Our visit met: HTTP 403 <b>",
    ]
    assert entry.xpath(".//h3/a/@href") == ["/kantor/malang?lang=en"]


def test_every_office_is_told_of_in_indonesian(room: Room) -> None:
    tree = room.tree("/status")
    assert len(tree.xpath("//main//li")) == 7
    assert text(tree, "//main//h2") == ["Seperti biasa 1", "Belum ada situs yang dibaca 6"]
    assert "Belum diketahui situs kantor ini yang boleh dikunjungi." in text(tree, "//main//li/p")
    assert text(tree, "//p[@class='lead']")[0].endswith("Kunjungan terakhir: 24 November 2026, 02.00 WIB.")


def test_a_second_site_in_trouble_is_told_beside_its_office(room: Room) -> None:
    said = text(room.tree("/status?lang=en"), "//li[h3='Kabupaten Jombang']/p")
    assert said[-1].startswith("portal.jombang.example has asked our visits to prove")


def test_json_is_what_the_command_prints(troubled: Room) -> None:
    db = open_archive(troubled.data_dir / "archive.db")
    known = status(db, NOW)
    db.close()
    assert troubled.value("/status.json") == record(known)
    assert {office.state for office in known.offices if office.attention} == {State.BLOCKED}


@pytest.mark.parametrize("address", ["/status", "/status.json"])
def test_no_cache_keeps_a_state_that_the_clock_changes(room: Room, address: str) -> None:
    assert "etag" not in room.get(address).headers


def test_the_footer_leads_there(room: Room) -> None:
    assert "/status" in room.tree("/").xpath("//footer//a/@href")
