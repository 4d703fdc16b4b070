"""Home says what the archive holds, how fresh it is and what is new."""

from __future__ import annotations

from collections.abc import Callable

from tests.archive.site.practice_room import Room, text


def test_figures(room: Room) -> None:
    tree = room.tree("/")
    assert text(tree, "//dl[@class='figures']/div") == [
        "berita 60",
        "dari 7 kantor sudah terbaca 5",
        "berita tertua 1 Juli 2021",
        "berita terbaru 5 Mei 2026",
        "diambil pukul 02.10 WIB 24 November 2026",
    ]


def test_the_newest_articles_come_first_with_office_date_and_opening(room: Room) -> None:
    entries = text(room.tree("/"), "//ol[@class='entries']/li")
    assert len(entries) == 10
    place = "Kabupaten Jombang 4 April 2026 Rakortekcan membahas rencana 2026 "
    lead = "Rapat membahas rencana tahun depan. Isu yang dibahas: Yang hadir: Penutup disampaikan kepala dinas."
    assert entries[2] == place + lead
    assert [" ".join(entry.split()[:5]) for entry in entries[:2]] == [
        "Kabupaten Jombang Tanggal terbit tidak",
        "Kabupaten Malang 5 Mei 2026",
    ]


def test_bars_are_the_last_three_years(room: Room) -> None:
    tree = room.tree("/?lang=en")
    figures = text(tree, "//table[@class='plain']/tbody/tr")
    assert (figures[0], figures[-1], len(figures)) == ("May 2026 1", "June 2023 1", 36)
    label = tree.xpath("//svg[@role='img']/@aria-label")
    assert label == ["Bar chart of articles per month, June 2023 to May 2026; at most 1 in one month"]


def test_offices_by_level_with_those_that_are_silent(room: Room) -> None:
    tree = room.tree("/")
    assert text(tree, "//section[@class='level']/h3") == [
        "Provinsi", "Kabupaten", "Kota", "Kementerian dan lembaga nasional",
    ]  # fmt: skip
    assert text(tree, "//li[@class='silent']") == ["Malang belum ada berita", "Kementerian Koperasi belum ada berita"]


def test_tiles_are_left_out_for_readers_who_hear_the_list_below(room: Room) -> None:
    [figure] = room.tree("/").xpath("//figure[@class='province']")
    assert figure.get("aria-hidden") == "true"
    assert set(figure.xpath(".//a/@tabindex")) == {"-1"}
    assert len(figure.xpath(".//*[name()='g']")) == 38
    assert text(figure, ".//a//title") == [
        "Kabupaten Jombang: 1 berita dalam 60 hari terakhir arsip",
        "Kabupaten Ponorogo: 0 berita dalam 60 hari terakhir arsip",
        "Kota Malang: 0 berita dalam 60 hari terakhir arsip",
        "Kabupaten Trenggalek: 0 berita dalam 60 hari terakhir arsip",
        "Kabupaten Malang: 1 berita dalam 60 hari terakhir arsip",
    ]


def test_figures_of_months_lead_to_their_articles(room: Room) -> None:
    assert room.tree("/").xpath("//table[@class='plain']//a/@href")[0] == "/cari?bulan=2026-05"


def test_an_archive_without_articles_says_so(open_room: Callable[..., Room]) -> None:
    tree = open_room([]).tree("/")
    assert text(tree, "//p[@class='notice']") == [
        "Belum ada berita dalam arsip ini. Berita muncul di sini begitu ditemukan di situs kantor."
    ]
