"""An article's page: the text, the witness of its date, its earlier forms, its record."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.export.fields import ARTICLE
from tests.archive.site.practice_room import REVISION, RICH, Room, article, text


def test_head(room: Room) -> None:
    tree = room.tree("/artikel/5700")
    assert text(tree, "//h1") == ["Rakortekcan membahas rencana 2026"]
    assert text(tree, "//p[@class='byline']/*") == [
        "4 April 2026, 09.30 WIB",
        "Dinas Koperasi dan Usaha Mikro",
        "Humas",
    ]
    assert tree.xpath("//p[@class='byline']/time/@datetime") == ["2026-04-04T09:30:00+07:00"]


def test_body_has_paragraphs_lists_and_tables(room: Room) -> None:
    [body] = room.tree("/artikel/5700").xpath("//div[@class='sheet']/div[@class='text']")
    shown = [(part.tag, " ".join(part.text_content().split())) for part in body]
    assert shown == [
        ("p", "Suasana rapat"),
        ("p", "Rapat membahas rencana tahun depan."),
        ("p", "Isu yang dibahas:"),
        ("ol", "Akses permodalan.Pemasaran bersama."),
        ("p", "Yang hadir:"),
        ("ul", "pengurus koperasipendamping desa"),
        ("div", "KecamatanKoperasiDiwek21Ngoro17"),
        ("p", "Penutup disampaikan kepala dinas."),
    ]
    assert text(body, ".//*[@class='caption']") == ["Suasana rapat"]


def test_what_is_known_about_it(room: Room) -> None:
    tree = room.tree("/artikel/5700")
    assert text(tree, "//aside[@class='about']/dl/dt|//aside[@class='about']/dl/dd") == [
        "Halaman asli", "dinkop.trenggalek.example",
        "Asal tanggal", "Tanggal dari markah halaman itu sendiri tertulis di sumber: “Jumat, 4 April 2026 09:30”",
        "Tanggal kegiatan", "2 April 2026 – 3 April 2026",
        "Terlihat di situs", "pertama 5 April 2026, 02.00 WIB; terakhir 24 November 2026, 02.00 WIB",
        "Lampiran", "Rencana",
        "Gambar di halaman asli", "Suasana rapat",
    ]  # fmt: skip
    outside = tree.xpath("//main//a[starts-with(@href, 'http')]")
    assert {link.get("rel") for link in outside} == {"noopener nofollow"}
    assert [link.get("href") for link in outside] == [
        "https://dinkop.trenggalek.example/berita/57",
        "https://dinkop.jombang.example/rencana.pdf",
        "https://dinkop.jombang.example/a.jpg",
    ]


def test_notices(room: Room) -> None:
    assert text(room.tree("/artikel/5700"), "//*[@role='note']") == [
        "Tanggal ini patut diragukan: nama hari yang tertulis tidak cocok dengan tanggalnya.",
        "Berita ini pernah diubah. Lihat apa yang berubah",
    ]
    [gone] = text(room.tree("/artikel/1058"), "//*[@role='note']")
    assert gone.startswith(
        "Sudah tidak ada di situs asal. Tidak ditemukan lagi sejak 9 Juni 2026, 02.00 WIB. "
        "Halaman aslinya terakhir terlihat 2 Juni 2026, 02.00 WIB."
    )
    assert text(room.tree("/artikel/1059"), "//p[@class='byline']")[0].startswith("Tanggal terbit tidak diketahui")


def test_earlier_forms_show_what_changed(room: Room) -> None:
    tree = room.tree("/artikel/5700")
    assert text(tree, "//section[@class='revisions']//h3") == [
        "Bentuk ke-1, terlihat 5 April 2026, 02.00 WIB, diganti 7 April 2026, 02.00 WIB"
    ]
    assert text(tree, "//p[contains(@class, 'difference')]//del") == ["dihapus: 2025", "dihapus: sekretaris."]
    assert text(tree, "//p[contains(@class, 'difference')]//ins") == ["ditambahkan: 2026", "ditambahkan: kepala dinas."]
    assert "Tanggal terbit berubah dari 3 April 2026 menjadi 4 April 2026, 09.30 WIB." in tree.text_content()
    assert text(tree, "//div[contains(@class, 'earlier')]/h4") == ["Rakortekcan membahas rencana 2025"]


def test_many_earlier_forms_are_shown_by_tens(open_room: Callable[..., Room]) -> None:
    forms = tuple(REVISION | {"number": number, "title": f"Bentuk {number}"} for number in range(1, 1201))
    room = open_room([article(57, id=5700, title="Bentuk kini", revisions=1200)], revisions=forms)
    heading, page = "//section[@class='revisions']//h3", "/artikel/5700"
    pages: list[list[str]] = []
    while page and len(pages) < 3:
        tree = room.tree(page)
        assert text(tree, "//h2[@id='revisions']") == ["Bentuk sebelumnya 1.200"]
        pages.append([said.split(",")[0] for said in text(tree, heading)])
        page = "".join(tree.xpath("//section[@class='revisions']//a[@rel='next']/@href"))
    assert pages == [[f"Bentuk ke-{number}" for number in range(last, last - 10, -1)] for last in (1200, 1190, 1180)]
    assert page == "/artikel/5700?bentuk=1170#bentuk"
    tree = room.tree("/artikel/5700?bentuk=1190")
    assert text(tree, "//p[contains(@class, 'title')]//ins")[0] == "ditambahkan: 1191"
    tree = room.tree("/artikel/5700?bentuk=3&lang=en")
    assert text(tree, heading)[-1].startswith("Form 1")
    assert tree.xpath("//section[@class='revisions']//a[@rel='next']") == []


@pytest.mark.parametrize("typed", ["x", "-1", "٣", "9" * 40, ""])
def test_a_form_that_cannot_be_meant_is_the_latest(room: Room, typed: str) -> None:
    assert len(text(room.tree(f"/artikel/5700?bentuk={typed}"), "//section[@class='revisions']//h3")) == 1


def test_the_record_has_the_fields_of_an_export(room: Room) -> None:
    value = room.value("/artikel/5700.json")
    assert list(value) == [field.name for field in ARTICLE]
    assert value | {"body": ""} == {
        "id": 5700, "office": "jombang", "region_code": "3517", "region": "Kabupaten Jombang",
        "url": "https://dinkop.trenggalek.example/berita/57", "title": "Rakortekcan membahas rencana 2026", "body": "",
        "published": "2026-04-04T09:30:00+07:00", "published_raw": "Jumat, 4 April 2026 09:30",
        "published_from": "meta article:published_time", "date_suspect": "weekday", "event_from": "2026-04-02",
        "event_to": "2026-04-03", "author": "Humas", "category": "Perdagangan", "image_url": None,
        "attachments": [
            {"url": "https://dinkop.jombang.example/rencana.pdf", "title": "Rencana", "media_type": "application/pdf"}
        ],
        "first_seen_at": "2026-04-04T19:00:00+00:00", "last_seen_at": "2026-11-23T19:00:00+00:00", "status": "present",
        "revisions": 1,
    }  # fmt: skip
    assert value["body"] == RICH


def test_neighbours_are_those_of_the_office(room: Room) -> None:
    tree = room.tree("/artikel/1054")
    assert tree.xpath("//nav[@class='neighbours']/a/@href") == ["/artikel/1049", "/artikel/5700"]


def test_only_web_addresses_become_links(open_room: Callable[..., Room]) -> None:
    listed = '[{"url": "javascript:alert(1)", "title": "x", "caption": "x", "media_type": "x"}]'
    room = open_room([article(0, url="data:text/html,x", images=listed, attachments=listed)])
    assert room.tree("/artikel/1000").xpath("//main//a[contains(@href, ':')]") == []


@pytest.mark.parametrize(
    ("witness", "sentence"),
    [
        ("json-ld", "Tanggal dari data terstruktur di halaman itu sendiri"),
        ("meta article:published_time", "Tanggal dari markah halaman itu sendiri"),
        ("time, relative", "Tanggal dari penanda waktu di halaman itu sendiri"),
        ("dateline", "Tanggal dari awal naskah berita"),
        ("page", "Tanggal dari teks yang tampak di halaman"),
        ("template", "Tanggal dari tempat yang lazim di situs ini"),
        ("list", "Tanggal dari daftar berita di situs"),
        ("api", "Tanggal dari sistem penerbitan situs (WordPress)"),
        ("url", "Tanggal dari alamat halaman"),
        ("feed", "Tanggal dari umpan (RSS/Atom) situs"),
        ("bintang", "Tanggal dari sumber “bintang”"),
    ],
)
def test_the_witness_in_words(open_room: Callable[..., Room], witness: str, sentence: str) -> None:
    tree = open_room([article(0, published_from=witness, published_raw=None)]).tree("/artikel/1000")
    assert text(tree, "//aside[@class='about']/dl/dd")[1] == sentence


@pytest.mark.parametrize("number", ["1", "0", "9223372036854775807", "9999999999999999999"])
def test_an_unknown_number_is_not_found_and_says_so(room: Room, number: str) -> None:
    tree = room.tree(f"/artikel/{number}", status=404)
    assert text(tree, "//p[@class='lead']")[0].startswith("Tidak ada berita dengan nomor ini.")
    assert room.value(f"/artikel/{number}.json", status=404) == {
        "ok": False,
        "error": "Tidak ada berita dengan nomor ini. Nomor berita tidak pernah berubah; mungkin alamatnya terpotong.",
        "status": 404,
    }


def test_how_to_cite_it_as_files(room: Room) -> None:
    links = room.tree("/artikel/5700").xpath("//section[@class='cite']//a/@href")
    assert links == [f"/artikel/5700.{form}" for form in ("txt", "bib", "ris", "csl.json", "json")]
    for form, media_type, start in (
        ("txt", "text/plain", "Dinas Koperasi dan Usaha Mikro. “Rakortekcan"),
        ("bib", "application/x-bibtex", "@misc{jombang-5700,"),
        ("ris", "application/x-research-info-systems", "TY  - ELEC\r\nID  - jombang-5700\r\n"),
        ("csl.json", "application/vnd.citationstyles.csl+json", "[\n"),
    ):
        answer = room.get(f"/artikel/5700.{form}")
        assert answer.headers["content-type"] == f"{media_type}; charset=utf-8"
        assert answer.headers["content-disposition"] == f'attachment; filename="jombang-5700.{form}"'
        assert answer.text.startswith(start)
    assert room.get("/artikel/1.ris").status_code == 404
    assert room.get("/artikel/5700.doc").status_code == 404


def test_similar_articles_are_linked(open_room: Callable[..., Room]) -> None:
    rows = [article(number) for number in range(4)]
    rows[1] |= {"title": "Getuk Mojowarno menang", "body": "Lomba getuk digelar di Mojowarno."}
    rows[3] |= {"title": "Pemenang dari Mojowarno", "body": "Adu getuk sudah usai."}
    room = open_room(rows)
    assert text(room.tree("/artikel/1001"), "//section[@class='similar']//li/a") == ["Pemenang dari Mojowarno"]
