"""A real archive of sixty articles, and a reading room on it that is asked in-process."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import lxml.html
from sqlite_utils import Database

from archive.export import export, release
from archive.schema import ARCHIVE, open_database
from archive.search.vocabulary import refresh
from archive.site import datasette

OFFICES = (
    ("provinsi-jawa-timur", "35", "provinsi", "Provinsi Jawa Timur", "Dinas Koperasi, Usaha Kecil dan Menengah"),
    ("ponorogo", "3502", "kabupaten", "Kabupaten Ponorogo", "Dinas Perdagangan, Koperasi dan Usaha Mikro"),
    ("trenggalek", "3503", "kabupaten", "Kabupaten Trenggalek", "Dinas Koperasi, Usaha Mikro dan Perdagangan"),
    ("malang", "3507", "kabupaten", "Kabupaten Malang", "Dinas Koperasi dan Usaha Mikro"),
    ("jombang", "3517", "kabupaten", "Kabupaten Jombang", "Dinas Koperasi dan Usaha Mikro"),
    ("kota-malang", "3573", "kota", "Kota Malang", "Dinas Koperasi, Perindustrian dan Perdagangan"),
    ("kementerian-koperasi", "00", "nasional", "Indonesia", "Kementerian Koperasi"),
)
TOPICS = (
    ("Pelatihan pengemasan bagi pelaku usaha mikro", "UMKM", "Peserta belajar memilih kemasan dan menulis label."),
    ("Rapat anggota tahunan KSP Sumber Rejeki", "Koperasi", "Pengurus melaporkan sisa hasil usaha kepada anggota."),
    ("Koperasi Desa Merah Putih mulai berjualan", "Koperasi", "Gerai sembako buka setiap hari pasaran."),
    ("Tera ulang timbangan di pasar kecamatan", "Perdagangan", "Petugas memeriksa seratus dua belas timbangan."),
    ("Penyuluhan izin usaha lewat OSS", "UMKM", "Nomor induk berusaha terbit pada hari yang sama."),
    ("Penilaian kesehatan koperasi simpan pinjam", "Koperasi", "Tim menilai permodalan dan tata kelola."),
)
RICH = """\
Suasana rapat

Rapat membahas rencana tahun depan.

Isu yang dibahas:

1. Akses permodalan.

2. Pemasaran bersama.

Yang hadir:

- pengurus koperasi
- pendamping desa

Kecamatan | Koperasi
Diwek | 21
Ngoro | 17

Penutup disampaikan kepala dinas."""

Article = dict[str, Any]
Json = Any  # whatever an answer holds


def article(number: int, **changes: object) -> Article:
    """A row of ``articles``: the ``number``-th in order of publication, from July 2021 on, every month one."""
    title, category, sentence = TOPICS[number % len(TOPICS)]
    office = OFFICES[number % 5][0]
    months = 2021 * 12 + 6 + number
    published = f"{months // 12:04d}-{months % 12 + 1:02d}-{number % 27 + 1:02d}"
    address = f"https://dinkop.{office}.example/berita/{number}"
    row: Article = {
        "position": number + 1,
        "id": 1000 + number,
        "office": office,
        "site": f"dinkop.{office}.example",
        "url": address,
        "title": f"{title} ke-{number}",
        "body": f"{sentence}\n\nKegiatan berlangsung di pendapa dan diikuti {number + 10} orang.",
        "published": published,
        "published_raw": published,
        "published_from": "json-ld",
        "year": int(published[:4]),
        "category": category,
        "images": "[]",
        "attachments": "[]",
        "witness": "{}",
        "first_seen_at": f"{published}T19:00:00+00:00",
        "last_seen_at": "2026-11-23T19:00:00+00:00",
        "status": "present",
        "revisions": 0,
        "sha256": f"{number:064x}",
    }
    return row | changes


def articles() -> list[Article]:
    """Sixty articles, the last three of them special: with everything, gone, without a date."""
    attachments = [
        {"url": "https://dinkop.jombang.example/rencana.pdf", "title": "Rencana", "media_type": "application/pdf"}
    ]
    rich = article(
        57, id=5700, office="jombang", title="Rakortekcan membahas rencana 2026", body=RICH, author="Humas",
        published="2026-04-04T09:30:00+07:00", published_raw="Jumat, 4 April 2026 09:30", date_suspect="weekday",
        published_from="meta article:published_time", event_from="2026-04-02", event_to="2026-04-03", revisions=1,
        images=json.dumps([{"url": "https://dinkop.jombang.example/a.jpg", "caption": "Suasana rapat"}]),
        attachments=json.dumps(attachments),
    )  # fmt: skip
    return [
        *(article(number) for number in range(57)),
        rich,
        article(58, status="gone", last_seen_at="2026-06-01T19:00:00+00:00", gone_since="2026-06-08T19:00:00+00:00"),
        article(59, published=None, published_raw=None, published_from=None, year=None, category=None),
    ]


REVISION: Article = {
    "article_id": 5700,
    "number": 1,
    "title": "Rakortekcan membahas rencana 2025",
    "body": RICH.replace("kepala dinas", "sekretaris"),
    "published": "2026-04-03",
    "seen_at": "2026-04-04T19:00:00+00:00",
    "replaced_at": "2026-04-06T19:00:00+00:00",
}
VISITS = (
    {"run": 7, "office": "jombang", "site": "dinkop.jombang.example", "at": "2026-11-23T19:00:00+00:00",
     "outcome": "answered", "requests": 4},
    {"run": 6, "office": "jombang", "site": "dinkop.jombang.example", "at": "2026-11-22T19:00:00+00:00",
     "outcome": "slow", "requests": 4},
    {"run": 7, "office": "jombang", "site": "portal.jombang.example", "at": "2026-11-23T19:05:00+00:00",
     "outcome": "challenge", "requests": 1},
)  # fmt: skip
RUN = {"id": 7, "started_at": "2026-11-23T18:30:00+00:00", "ended_at": "2026-11-23T19:10:00+00:00", "offices": "[]"}


def build(folder: Path, rows: list[Article], *, revisions: tuple[Article, ...] = ()) -> Path:
    """An archive of ``rows`` in ``folder``, with the same tables and index that the store makes."""
    db: Database = open_database(folder / "archive.db", ARCHIVE)
    names = ("id", "code", "level", "region", "name")
    offices = [dict(zip(names, office, strict=True), latitude=-7.5, longitude=112.2) for office in OFFICES]
    with db.atomic():
        db.table("offices").insert_all(offices)
        db.table("articles").insert_all(rows)
        db.table("revisions").insert_all(revisions)
        db.table("runs").insert(RUN)
    refresh(db)
    with db.atomic():
        db.table("visits").insert_all(VISITS)
    db.conn.close()
    return folder


class Room:
    """A running reading room: ``get`` a page, ``tree`` of a page, ``value`` of a JSON answer."""

    def __init__(self, data_dir: Path, base_url: str = "/") -> None:
        self.data_dir = data_dir
        self.datasette = datasette(data_dir, base_url=base_url)
        self._loop = asyncio.new_event_loop()

    def get(
        self, address: str, *, headers: Mapping[str, str] | None = None, parameters: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """The answer at ``address``; redirects aren't followed."""
        asked = self.datasette.client.get(address, headers=headers, **({"params": parameters} if parameters else {}))
        answer: httpx.Response = self._loop.run_until_complete(asked)
        return answer

    def tree(self, address: str, status: int = 200) -> lxml.html.HtmlElement:
        """The page at ``address``, parsed, after a look at its status."""
        answer = self.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8"), answer.text
        return lxml.html.document_fromstring(answer.text)

    def value(self, address: str, status: int = 200) -> Json:
        """The JSON at ``address``, parsed."""
        answer = self.get(address)
        assert answer.status_code == status, answer.text
        return answer.json()

    def close(self) -> None:
        """Let go of connections and threads."""
        for database in self.datasette.databases.values():
            database.close()
        self.datasette.executor.shutdown()
        self._loop.close()


def text(element: lxml.html.HtmlElement, path: str) -> list[str]:
    """The texts of what an XPath finds, runs of space as one."""
    return [" ".join(" ".join(found.itertext()).split()) for found in element.xpath(path)]


def publish(folder: Path) -> None:
    """Write the files and a release of the archive in ``folder``, as of the morning of 24 November 2026."""
    with closing(sqlite3.connect(folder / "archive.db")) as db, db:
        db.execute("INSERT INTO state VALUES ('updated_at', '2026-11-23T19:10:00+00:00')")
    export(folder / "archive.db", folder / "exports")
    release(folder / "archive.db", folder / "exports")
