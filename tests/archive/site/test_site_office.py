"""An office's page: its articles, year by year, its sites, its downloads."""

from __future__ import annotations

import pytest

from tests.archive.site.practice_room import Room, text


def test_the_list_of_offices_links_to_each(room: Room) -> None:
    assert room.tree("/kantor").xpath("//ul[@class='tiles']//a/@href") == [
        "/kantor/provinsi-jawa-timur", "/kantor/ponorogo", "/kantor/trenggalek", "/kantor/malang", "/kantor/jombang",
        "/kantor/kota-malang", "/kantor/kementerian-koperasi",
    ]  # fmt: skip


def test_an_office(room: Room) -> None:
    tree = room.tree("/kantor/jombang")
    assert text(tree, "//h1") == ["Kabupaten Jombang"]
    assert text(tree, "//h2[@id='articles']") == ["Berita 13"]
    assert text(tree, "//section[@class='calendar']//tbody/tr")[0] == "2026 1 1 2"
    assert text(tree, "//section[@class='calendar']//tbody/tr/th") == ["2026", "2025", "2024", "2023", "2022", "2021"]
    assert text(tree, "//dl[@class='figures']/div") == [
        "berita 13", "berita tertua 5 November 2021", "berita terbaru 4 April 2026",
    ]  # fmt: skip


def test_sites_with_what_the_last_visit_met(room: Room) -> None:
    assert text(room.tree("/kantor/jombang"), "//h2[@id='sites']/following-sibling::ul/li") == [
        "dinkop.jombang.example terbaca, 24 November 2026, 02.00 WIB 12 berita",
        "dinkop.trenggalek.example 1 berita",
        "portal.jombang.example meminta bukti bukan robot, 24 November 2026, 02.05 WIB 0 berita",
        "Kode BPS 3517",
    ]


def test_a_single_article_is_told_as_one(room: Room) -> None:
    said = text(room.tree("/kantor/jombang?lang=en"), "//li[strong='dinkop.trenggalek.example']/span")
    assert said == ["1 article"]


def test_one_year_and_one_month(room: Room) -> None:
    tree = room.tree("/kantor/jombang?tahun=2024")
    assert text(tree, "//h2[@id='articles']") == ["Berita 2024 2"]
    assert text(tree, "//ol[@class='entries']//time") == ["13 Oktober 2024", "8 Mei 2024"]
    assert text(tree, "//section[@class='calendar']//a[@aria-current='true']") == ["2024"]
    assert tree.xpath("//ul[@class='chips']//a/@href") == ["/kantor/jombang"]
    [link] = tree.xpath("//section[@class='calendar']//a[@aria-label='Mei 2024: 1 berita']/@href")
    assert text(room.tree(link), "//ol[@class='entries']//time") == ["8 Mei 2024"]


def test_a_ministry_is_called_by_its_name(room: Room) -> None:
    tree = room.tree("/kantor/kementerian-koperasi")
    assert text(tree, "//h1") == ["Kementerian Koperasi"]
    assert text(tree, "//p[@class='notice']")[0].startswith("Belum ada berita dari kantor ini.")
    # The nation has no code of a region, and nothing was visited yet.
    assert text(tree, "//h2[@id='sites']/following-sibling::ul/li") == ["Belum ada situs yang terbaca"]


@pytest.mark.parametrize("period", ["1999", "2024-13", "x", "", "2024-05-01"])
def test_an_unknown_period_shows_all(room: Room, period: str) -> None:
    assert text(room.tree(f"/kantor/jombang?bulan={period}"), "//h2[@id='articles']") == ["Berita 13"]


def test_an_unknown_office_is_not_found(room: Room) -> None:
    tree = room.tree("/kantor/atlantis", status=404)
    assert text(tree, "//p[@class='lead']") == ["Tidak ada kantor dengan nama ini."]
