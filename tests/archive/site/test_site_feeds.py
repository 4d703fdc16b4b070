"""Feeds as RFC 4287 wants them: of everything, of an office, of a search."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.site.atom import ATOM, Entry, Feed, identity
from tests.archive.site.practice_room import REVISION, Room, article

NAMES = {"atom": ATOM}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FEED = {"id": "1", "title": "1", "updated": "1", "link": "+", "author": "*", "category": "*", "generator": "?",
        "rights": "?", "entry": "*", "subtitle": "?"}  # fmt: skip
ENTRY = {"id": "1", "title": "1", "updated": "1", "link": "+", "author": "+", "category": "*", "published": "?",
         "summary": "?"}  # fmt: skip
ADDRESSES = ("/feed.atom", "/kantor/jombang.atom", "/cari.atom?q=koperasi", "/cari.atom?q=zzzz", "/feed.atom?lang=en")


def counts(node: ET.Element) -> dict[str, int]:
    found: dict[str, int] = {}
    for child in node:
        assert child.tag.startswith(f"{{{ATOM}}}")
        name = child.tag.rpartition("}")[2]
        found[name] = found.get(name, 0) + 1
    return found


def assert_holds(node: ET.Element, rules: dict[str, str]) -> None:
    found = counts(node)
    assert set(found) <= set(rules)
    for name, how_often in rules.items():
        least, most = {"1": (1, 1), "?": (0, 1), "+": (1, 99), "*": (0, 99)}[how_often]
        assert least <= found.get(name, 0) <= most, name


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_feed_has_what_the_standard_asks_for_and_nothing_else(room: Room, address: str) -> None:
    answer = room.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = ET.fromstring(answer.content)
    assert feed.tag == f"{{{ATOM}}}feed"
    assert_holds(feed, FEED)
    for entry in feed.iterfind("atom:entry", NAMES):
        assert_holds(entry, ENTRY)
        assert [link.get("href", "")[:7] for link in entry.iterfind("atom:link[@rel='alternate']", NAMES)] == [
            "http://"
        ]
        assert len(entry.findall("atom:author/atom:name", NAMES)) == 1
    moments = [node.text or "" for name in ("updated", "published") for node in feed.iter(f"{{{ATOM}}}{name}")]
    assert all(datetime.fromisoformat(moment).tzinfo for moment in moments)
    names = [node.text for node in feed.iter(f"{{{ATOM}}}id")]
    assert len(set(names)) == len(names)
    [own] = feed.iterfind("atom:link[@rel='self']", NAMES)
    assert own.get("href") == f"http://localhost{address}"


def test_entries_are_the_newest_with_their_offices(room: Room) -> None:
    feed = ET.fromstring(room.get("/kantor/jombang.atom").content)
    entry = feed.findall("atom:entry", NAMES)[1]
    said = {node.tag.rpartition("}")[2]: node.text for node in entry if node.text and node.text.strip()}
    assert (said.pop("summary") or "").startswith("Suasana rapat Rapat membahas rencana tahun depan. Isu yang dibahas:")
    assert said == {
        "id": identity(5700),
        "title": "Rakortekcan membahas rencana 2026",
        "updated": "2026-04-06T19:00:00+00:00",
        "published": "2026-04-04T09:30:00+07:00",
    }
    assert entry.findtext("atom:author/atom:name", None, NAMES) == "Dinas Koperasi dan Usaha Mikro"
    links = {link.get("rel"): link.get("href") for link in entry.iterfind("atom:link", NAMES)}
    assert links == {"alternate": "http://localhost/artikel/5700", "via": "https://dinkop.trenggalek.example/berita/57"}


def test_a_feed_speaks_the_language_it_is_asked_for_and_its_articles_their_own(room: Room) -> None:
    for parameter, language, author in (("", "id", "Arsip Berita Dinkop Jawa Timur"),
                                        ("?lang=en", "en", "Dinkop News Archive East Java")):  # fmt: skip
        feed = ET.fromstring(room.get(f"/feed.atom{parameter}").content)
        assert (feed.get(LANG), feed.findtext("atom:author/atom:name", None, NAMES)) == (language, author)
        assert {entry.get(LANG) for entry in feed.iterfind("atom:entry", NAMES)} == {"id"}


def test_a_search_is_followed_with_its_filters_newest_first(room: Room) -> None:
    feed = ET.fromstring(room.get("/cari.atom?q=timbangan&tahun=2024&urut=tertua").content)
    assert [node.text for node in feed.iterfind("atom:entry/atom:title", NAMES)] == [
        "Tera ulang timbangan di pasar kecamatan ke-39", "Tera ulang timbangan di pasar kecamatan ke-33",
    ]  # fmt: skip
    assert feed.findtext("atom:title", None, NAMES) == "Cari: timbangan 2024"


def test_what_is_not_there_has_no_feed(room: Room) -> None:
    assert room.get("/kantor/atlantis.atom").status_code == 404
    refused = room.get("/cari.atom?q=kantor:&lang=en")
    assert (refused.status_code, refused.text) == (400, '"kantor:" needs a value, like kantor:jombang.\n')


def test_an_empty_archive_has_feeds(open_room: Callable[..., Room]) -> None:
    feed = ET.fromstring(open_room([]).get("/feed.atom").content)
    assert_holds(feed, FEED)


def test_a_revised_article_counts_as_updated(open_room: Callable[..., Room]) -> None:
    form = REVISION | {"article_id": 1000, "replaced_at": "2026-11-20T19:00:00+00:00"}
    feed = ET.fromstring(open_room([article(0)], revisions=(form,)).get("/feed.atom").content)
    assert feed.findtext("atom:updated", None, NAMES) == "2026-11-20T19:00:00+00:00"


@given(st.text(), st.text())
def test_any_text_makes_a_document_that_can_be_read(title: str, summary: str) -> None:
    entry = Entry(1, title, "http://a.example/", None, title, title, summary, "2025-02-10", "2025-02-10T19:00:00+00:00")
    feed = Feed(title, title, "http://a.example/f", "http://a.example/", "id", summary, [entry])
    read = ET.fromstring(feed.xml().encode("utf-8", "surrogatepass"))
    assert read.findtext("atom:entry/atom:published", None, NAMES) == "2025-02-10T00:00:00+07:00"
