"""The search page: what was found, how it is narrowed and ordered, what is said where nothing was."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.cli import main
from archive.search.hit import COLUMNS
from archive.site import facets
from tests.archive.site.practice_room import Room, article, text


def test_what_was_found(room: Room) -> None:
    tree = room.tree("/cari?q=rakortekcan")
    assert text(tree, "//h2[@id='found']") == ["1 berita ditemukan"]
    assert text(tree, "//ol[@class='entries']/li//h3") == ["Rakortekcan membahas rencana 2026"]
    assert text(tree, "//mark") == ["Rakortekcan"]
    assert tree.xpath("//input[@name='q']/@value") == ["rakortekcan"]


def test_newest_first_unless_asked_otherwise(room: Room) -> None:
    def numbers(address: str) -> list[str]:
        return [link.rpartition("-")[2] for link in text(room.tree(address), "//ol[@class='entries']//h3")]

    assert numbers("/cari?q=timbangan")[:3] == ["51", "45", "39"]
    assert numbers("/cari?q=timbangan&urut=tertua")[:3] == ["3", "9", "15"]
    assert sorted(numbers("/cari?q=timbangan&urut=sesuai")) == sorted(numbers("/cari?q=timbangan"))


def test_facets_narrow(room: Room) -> None:
    tree = room.tree("/cari?q=koperasi")
    assert text(tree, "//aside[@class='facets']//h2") == ["Kantor", "Jenis kantor", "Kategori"]
    assert text(tree, "//aside[@class='facets']/section[3]//li") == ["Koperasi 19", "Perdagangan 1"]
    [link] = tree.xpath("//aside[@class='facets']/section[3]//li[2]/a/@href")
    assert link == "/cari?q=koperasi&kategori=Perdagangan"
    narrowed = room.tree(link)
    assert text(narrowed, "//h2[@id='found']") == ["1 berita ditemukan"]
    assert text(narrowed, "//ul[@class='chips']/li") == ["Kategori: Perdagangan × (hapus filter ini)"]
    assert narrowed.xpath("//ul[@class='chips']/li/a/@href") == ["/cari?q=koperasi"]


def test_filters_alone_are_a_search(room: Room) -> None:
    tree = room.tree("/cari?kantor=jombang&tahun=2024")
    assert text(tree, "//h2[@id='found']") == ["2 berita ditemukan"]
    assert tree.xpath("//form//input[@type='hidden']/@name") == ["kantor", "tahun"]


def test_a_kind_of_office_narrows(room: Room) -> None:
    tree = room.tree("/cari?q=koperasi")
    assert text(tree, "//aside[@class='facets']/section[2]//li") == ["Kabupaten 17", "Provinsi 4"]
    [_, link] = tree.xpath("//aside[@class='facets']/section[2]//a/@href")
    narrowed = room.tree(link)
    assert text(narrowed, "//ul[@class='chips']/li") == ["Jenis kantor: Provinsi × (hapus filter ini)"]
    assert text(narrowed, "//h2[@id='found']") == ["4 berita ditemukan"]
    assert {hit["office"] for hit in room.value("/cari.json?tingkat=provinsi")["hits"]} == {"provinsi-jawa-timur"}
    assert room.value("/cari.json?q=koperasi&tingkat=provinsi&kantor=jombang")["total"] == 0
    assert room.value("/cari.json?tingkat=atlantis")["total"] == 60
    assert room.value("/cari.json?q=timbangan&tingkat=kabupaten&limit=2&offset=1")["offset"] == 1


def test_bars_of_years_lead_to_bars_of_months(room: Room) -> None:
    tree = room.tree("/cari?q=timbangan")
    bars = tree.xpath("//ol[contains(@class, 'timeline')]/li/a")
    assert [" ".join(bar.text_content().split()) for bar in bars] == [
        "2021: 1 berita", "2022: 2 berita", "2023: 2 berita", "2024: 2 berita", "2025: 2 berita",
    ]  # fmt: skip
    assert bars[3].get("href") == "/cari?q=timbangan&tahun=2024"
    year = room.tree(bars[3].get("href"))
    assert text(year, "//h2[@id='found']") == ["2 berita ditemukan"]
    months = year.xpath("//ol[contains(@class, 'timeline')]/li")
    assert [month.get("title") or "" for month in year.xpath("//ol[contains(@class, 'timeline')]/li/*")][
        3
    ] == "April 2024: 1"
    assert len(months) == 12
    month = room.tree(months[3].xpath("a/@href")[0])
    assert text(month, "//ul[@class='chips']/li") == [
        "Tahun: 2024 × (hapus filter ini)", "Bulan: April 2024 × (hapus filter ini)", "Hapus semua filter",
    ]  # fmt: skip
    assert text(month, "//h2[@id='found']") == ["1 berita ditemukan"]
    assert month.xpath("//ol[contains(@class, 'timeline')]//a[@aria-current='true']/@href") == [
        "/cari?q=timbangan&tahun=2024"
    ]


def test_pages(room: Room) -> None:
    first = room.tree("/cari")
    assert text(first, "//h2[@id='found']") == ["60 berita dalam arsip"]
    assert text(first, "//nav[@class='pager']/*") == ["", "Halaman 1 dari 3", "Berikutnya →"]
    [following] = first.xpath("//nav[@class='pager']/a/@href")
    last = room.tree(following.replace("hal=2", "hal=3"))
    assert len(last.xpath("//ol[@class='entries']/li")) == 20
    assert last.xpath("//ol[@class='entries']/@start") == ["41"]
    assert text(last, "//nav[@class='pager']/*") == ["← Sebelumnya", "Halaman 3 dari 3", ""]


def test_nothing_found(room: Room) -> None:
    tree = room.tree("/cari?q=zzzz&kantor=jombang")
    assert text(tree, "//h2[@id='found']") == ["0 berita ditemukan"]
    assert text(tree, "//div[@class='notice']") == [
        "Tidak ada berita yang cocok. Periksa ejaannya, kurangi jumlah kata, atau hapus filter."
    ]
    assert text(room.tree("/cari?q=zzzz"), "//div[@class='notice']") == [
        "Tidak ada berita yang cocok. Periksa ejaannya atau kurangi jumlah kata."
    ]


@pytest.mark.parametrize("query", ["", "koperasi"])
def test_an_archive_without_articles_says_so(open_room: Callable[..., Room], query: str) -> None:
    tree = open_room([]).tree(f"/cari?q={query}")
    assert text(tree, "//div[@class='notice']") == [
        "Belum ada berita dalam arsip ini. Berita muncul di sini begitu ditemukan di situs kantor."
    ]


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/cari?q=rapat+kantor:jombng", "rapat kantor:jombang"),
        ("/cari?q=rapat&kantor=jombng", "rapat kantor:jombang"),
        ("/cari?q=rapat+sejak:", "rapat sejak:2025-01"),
    ],
)
def test_what_cannot_be_read_is_offered_with_its_fault_mended(room: Room, address: str, query: str) -> None:
    tree = room.tree(address, status=400)
    assert text(tree, "//p[@class='meant']/a") == [query]
    assert room.tree(tree.xpath("//p[@class='meant']/a/@href")[0]) is not None


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/cari?q=kantor:", 'Pencarian ini tidak dapat dibaca. "kantor:" perlu isi, misalnya kantor:jombang.'),
        ("/cari?q=kantor:&lang=en", 'This search can’t be read. "kantor:" needs a value, like kantor:jombang.'),
        (
            "/cari?q=a*&lang=en",
            'This search can’t be read. "a*" would match too much; write at least 2 letters before the asterisk.',
        ),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_sentence(room: Room, address: str, sentence: str) -> None:
    assert text(room.tree(address, status=400), "//*[@role='alert']") == [sentence]


@pytest.mark.parametrize(
    "query", ['"', "((", "AND OR NOT", "%", "\\", "koperasi AND", "*", "-", "-koperasi", "☃", "  "]
)
def test_whatever_is_typed_is_a_query(room: Room, query: str) -> None:
    assert room.get("/cari", parameters={"q": query}).status_code == 200


def test_as_json(room: Room) -> None:
    value = room.value("/cari.json?q=timbangan&limit=2&offset=1")
    hits = value.pop("hits")
    assert value == {
        "query": "timbangan", "filters": {}, "order": "newest", "total": 9, "total_is_estimate": False, "limit": 2,
        "offset": 1, "more": True, "suggestion": None, "expansions": [],
        "next": "http://localhost/cari.json?q=timbangan&limit=2&offset=3",
    }  # fmt: skip
    assert [hit["id"] for hit in hits] == [1045, 1039]
    assert hits[0]["snippet_html"].startswith("Petugas memeriksa seratus dua belas <mark>timbangan</mark>.")


@pytest.mark.parametrize(
    ("query", "options", "parameters"),
    [
        ("rapat OR timbang* -oss", [], ""),
        ('"simpan pinjam" kategori:koperasi sejak:2023', ["--oldest"], "&urut=tertua"),
        ("koperasi", ["--relevance", "--office", "jombang"], "&urut=sesuai&kantor=jombang"),
        ("pengemasan", ["--exact", "--since", "2024", "--until", "2024"], "&persis=ya&tahun=2024"),
    ],
)
def test_page_json_table_and_command_line_find_the_same(
    room: Room, capsys: pytest.CaptureFixture[str], query: str, options: list[str], parameters: str
) -> None:
    assert main(["search", query, *options, "--json", "--data-dir", str(room.data_dir)]) == 0
    told = json.loads(capsys.readouterr().out)
    address = f"q={quote(query)}{parameters}"
    record = room.value(f"/cari.json?{address}")
    assert {name: record[name] for name in told} == told
    ids = [hit["id"] for hit in told["hits"]]
    links = room.tree(f"/cari?{address}").xpath("//ol[@class='entries']//h3/a/@href")
    assert [int(link.rpartition("/")[2]) for link in links] == ids
    table = csv.DictReader(io.StringIO(room.get(f"/cari.csv?{address}").text))
    assert [int(row["id"]) for row in table][: len(ids)] == ids


def test_json_of_what_cannot_be_read(room: Room) -> None:
    assert room.value("/cari.json?q=kantor:&lang=en", status=400) == {
        "ok": False, "error": '"kantor:" needs a value, like kantor:jombang.', "status": 400,
    }  # fmt: skip


def test_as_a_table(room: Room) -> None:
    answer = room.get("/cari.csv?q=timbangan&limit=2")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="cari.csv"'
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert rows[0] == [*COLUMNS, "snippet"]
    assert [row[0] for row in rows[1:]] == ["1051", "1045"]
    assert len(list(csv.reader(io.StringIO(room.get("/cari.csv").text, newline="")))) == 61
    refused = room.get("/cari.csv?q=kantor:&lang=en")
    assert (refused.status_code, refused.text) == (400, '"kantor:" needs a value, like kantor:jombang.\n')


def test_what_else_is_looked_for_is_told_and_can_be_switched_off(room: Room) -> None:
    wide = room.tree("/cari?q=rat")
    assert text(wide, "//p[@class='also']/span") == ["rat → rapat anggota tahunan"]
    [off] = wide.xpath("//p[@class='also']/a/@href")
    assert off == "/cari?q=rat&persis=ya"
    exact = room.tree(off)
    assert text(exact, "//h2[@id='found']") == ["0 berita ditemukan"]
    assert exact.xpath("//p[@class='also']/a/@href") == ["/cari?q=rat"]


def test_a_part_that_was_counted_is_told(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    sampled = "//aside[@class='facets']/p"
    assert text(room.tree("/cari?q=koperasi"), sampled) == []
    monkeypatch.setattr(facets, "COUNTED", 4)
    assert text(room.tree("/cari?q=koperasi&urut=tertua"), sampled) == [
        "Dihitung dari 2.000 berita terbaru yang cocok."
    ]


def test_a_slip_is_noticed(room: Room) -> None:
    assert room.tree("/cari?q=timbagan").xpath("//p[@class='meant']/a/@href") == ["/cari?q=timbangan"]
    tree = room.tree("/cari?q=kantor:jombng", status=400)
    assert tree.xpath("//p[@class='meant']/a/@href") == ["/cari?q=kantor%3Ajombang"]


def test_every_example_of_the_query_language_is_answered(room: Room) -> None:
    links = room.tree("/cari").xpath("//dl[@class='syntax']//a/@href")
    assert len(links) == 6
    assert [room.get(link).status_code for link in links] == [200] * 6


def test_the_search_can_be_followed(room: Room) -> None:
    tree = room.tree("/cari?q=koperasi&kantor=jombang&urut=tertua")
    feed = "/cari.atom?q=koperasi&kantor=jombang"
    assert feed in tree.xpath("//link[@type='application/atom+xml']/@href")
    assert tree.xpath("//a[@class='follow']/@href") == [feed]


def test_long_words_and_titles_are_found(open_room: Callable[..., Room]) -> None:
    word = "pertanggungjawaban" * 20
    room = open_room([article(0, title=word)])
    assert text(room.tree(f"/cari?q={word}"), "//ol[@class='entries']//mark") == [word]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(max_size=60), order=st.text(max_size=8), office=st.text(max_size=8), number=st.text(max_size=6))
def test_no_address_is_a_mistake_of_ours(room: Room, query: str, order: str, office: str, number: str) -> None:
    typed = {
        "q": query,
        "urut": order,
        "kantor": office,
        "tahun": number,
        "hal": number,
        "kategori": office,
        "bulan": number,
    }
    for address in ("/cari", "/cari.json", "/cari.csv", "/cari.atom"):
        assert room.get(address, parameters=typed).status_code in (200, 400)
    assert room.get("/cari", parameters={"q": query, "lang": order, "hal": number}).status_code in (200, 400)
