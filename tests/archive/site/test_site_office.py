"""An office's page: its articles, year by year, its sites, its downloads."""

from __future__ import annotations

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
    assert text(tree, "//table[@class='rows-bars']//tr") == ["2026 2", "2025 2", "2024 2", "2023 3", "2022 2", "2021 1"]
    assert text(tree, "//h2[@id='sites']/following-sibling::ul/li") == [
        "dinkop.jombang.example 12 berita; terakhir terlihat 24 November 2026, 02.00 WIB",
        "dinkop.trenggalek.example 1 berita; terakhir terlihat 24 November 2026, 02.00 WIB",
        "Kode BPS 3517",
    ]


def test_one_year(room: Room) -> None:
    tree = room.tree("/kantor/jombang?tahun=2024")
    assert text(tree, "//h2[@id='articles']") == ["Berita tahun 2024 2"]
    assert text(tree, "//ol[@class='entries']//time") == ["13 Oktober 2024", "8 Mei 2024"]
    assert text(tree, "//nav[@class='choices']/a[@aria-current='true']") == ["2024"]


def test_a_ministry_is_called_by_its_name(room: Room) -> None:
    tree = room.tree("/kantor/kementerian-koperasi")
    assert text(tree, "//h1") == ["Kementerian Koperasi"]
    assert text(tree, "//p[@class='notice']")[0].startswith("Belum ada berita dari kantor ini.")


def test_an_unknown_year_shows_all(room: Room) -> None:
    assert text(room.tree("/kantor/jombang?tahun=1999"), "//h2[@id='articles']") == ["Berita 13"]


def test_an_unknown_office_is_not_found(room: Room) -> None:
    tree = room.tree("/kantor/atlantis", status=404)
    assert text(tree, "//p[@class='lead']") == ["Tidak ada kantor dengan nama ini."]
