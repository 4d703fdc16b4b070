"""All pages for search engines, in one file or in several."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from archive.site.pages import sitemap
from tests.archive.site.practice_room import Room

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(room: Room, path: str) -> list[str]:
    answer = room.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml; charset=utf-8")
    return [node.text or "" for node in ET.fromstring(answer.content).iterfind("*/s:loc", NAMES)]


def test_every_page_is_named_once(room: Room) -> None:
    found = addresses(room, "/sitemap.xml")
    assert len(set(found)) == len(found) == 5 + 7 + 60
    assert {"http://localhost/", "http://localhost/kantor/jombang", "http://localhost/artikel/5700"} <= set(found)
    assert room.get(found[-1].removeprefix("http://localhost")).status_code == 200


def test_too_many_addresses_fill_several_files(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = addresses(room, "/sitemap.xml")
    monkeypatch.setattr(sitemap, "LARGEST", 30)
    files = addresses(room, "/sitemap.xml?")
    assert files == [f"http://localhost/sitemap-{number}.xml" for number in (1, 2, 3)]
    parts = [addresses(room, file.removeprefix("http://localhost")) for file in files]
    assert [len(part) for part in parts] == [30, 30, 12]
    assert [address for part in parts for address in part] == whole
    assert [room.get(f"/sitemap-{number}.xml").status_code for number in (0, 4)] == [404, 404]


def test_an_article_says_since_when_it_reads_so(room: Room) -> None:
    root = ET.fromstring(room.get("/sitemap.xml").content)
    said = {node.findtext("s:loc", None, NAMES): node.findtext("s:lastmod", None, NAMES) for node in root}
    assert said["http://localhost/artikel/5700"] == "2026-04-06T19:00:00+00:00"
    assert said["http://localhost/kantor/jombang"] is None
    assert sum(moment is not None for moment in said.values()) == 60
