"""The data page and its files: listed as they are, served whole, nothing else reachable."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.site.exports import exports
from tests.archive.site.practice_room import Room, publish, text


@pytest.fixture(scope="module")
def exported(archive_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("exported")
    shutil.copy(archive_dir / "archive.db", folder)
    publish(folder)
    (folder / "crawl.db").write_text("secret")
    room = Room(folder)
    yield room
    room.close()


def test_files_with_size_and_sum(exported: Room) -> None:
    tree = exported.tree("/data")
    files = [file for name, file in exports(exported.data_dir).items() if "/" not in name]
    assert text(tree, "//table[@class='files']/tbody/tr/th") == [file.name for file in files]
    assert text(tree, "//code[@class='sum']") == [file.sha256 for file in files if file.sha256]
    assert tree.xpath("//table[@class='files']//a/@href") == [f"/data/{file.name}" for file in files]
    assert text(tree, "//section[@aria-labelledby='files']/details/summary") == ["Per kantor (7)", "Arti setiap kolom"]


@pytest.mark.parametrize(("lang", "meaning"), [("id", "Kode wilayah BPS"), ("en", "BPS area code")])
def test_every_field_is_explained(exported: Room, lang: str, meaning: str) -> None:
    tree = exported.tree(f"/data?lang={lang}")
    record = json.loads(gzip.decompress(exported.get("/data/articles.jsonl.gz").content).splitlines()[0])
    assert text(tree, "//dl[@class='fields']/div/dt") == list(record)
    assert "" not in text(tree, "//dl[@class='fields']/div/dd")
    assert text(tree, "//dl[@class='fields']/div[dt='region_code']/dd")[0].startswith(meaning)


def test_a_release_is_listed_with_the_sum_that_stands_for_all_its_files(exported: Room) -> None:
    tree = exported.tree("/data")
    folder = exported.data_dir / "exports" / "2026-11"
    there = {path.name for path in folder.iterdir() if path.is_file()}
    section = "//section[@aria-labelledby='releases']"
    assert text(tree, f"{section}/details/summary") == ["November 2026"]
    assert set(text(tree, f"{section}//li/a")) == there
    total = hashlib.sha256((folder / "SHA256SUMS").read_bytes()).hexdigest()
    assert text(tree, f"{section}//p[@class='quoted']")[0].endswith(
        f"Rilis 2026-11. http://localhost/data/2026-11. SHA-256 SHA256SUMS: {total}."
    )
    for link in [*tree.xpath(f"{section}//li/a/@href"), "/data/2026-11/offices/jombang.json"]:
        answer = exported.get(link)
        assert answer.content == (folder / link.removeprefix("/data/2026-11/")).read_bytes()
        if not link.endswith("SHA256SUMS"):
            assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'


@pytest.mark.parametrize(
    ("lang", "licence", "cite"),
    [
        (
            "id",
            ["karya kantor yang menerbitkannya", "sebutkan kantor dan halaman aslinya", "boleh dipakai bebas"],
            "Arsip Berita Dinkop Jawa Timur. Data sampai 5 Mei 2026. {address}. SHA-256 articles.jsonl.gz: {sha256}.",
        ),
        (
            "en",
            ["work of the offices that published them", "name the office and the original page", "used freely"],
            "Arsip Berita Dinkop Jawa Timur. Data up to 5 May 2026. {address}. SHA-256 of articles.jsonl.gz: {sha256}.",
        ),
    ],
)
def test_the_licence_and_how_to_cite(exported: Room, lang: str, licence: list[str], cite: str) -> None:
    tree = exported.tree(f"/data?lang={lang}")
    [said] = text(tree, "//section[@aria-labelledby='licence']")
    assert [words for words in licence if words not in said] == []
    sha256 = hashlib.sha256((exported.data_dir / "exports" / "articles.jsonl.gz").read_bytes()).hexdigest()
    assert text(tree, "//section[@aria-labelledby='citing']/p") == [
        cite.format(address="http://localhost/data", sha256=sha256)
    ]


def test_every_address_of_an_example_answers(exported: Room) -> None:
    examples = text(exported.tree("/data"), "//section[@aria-labelledby='examples']/pre")
    assert len(examples) == 5
    found = [address for example in examples for address in re.findall(r"http://localhost([^'\" ]+)", example)]
    assert len(found) == 8
    assert {address: exported.get(address).status_code for address in found} == dict.fromkeys(found, 200)


def test_every_file_says_what_it_holds(exported: Room) -> None:
    assert "" not in text(exported.tree("/data"), "//table[@class='files']/tbody/tr/td[1]")


def test_a_file_comes_whole(exported: Room) -> None:
    answer = exported.get("/data/articles.jsonl.gz")
    assert answer.headers["content-type"] == "application/gzip"
    assert answer.headers["content-disposition"] == 'attachment; filename="articles.jsonl.gz"'
    assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert json.loads(gzip.decompress(answer.content).splitlines()[0])["office"] == "jombang"


def test_a_file_of_an_office(exported: Room) -> None:
    assert len(exported.value("/data/offices/jombang.json")) == 13
    links = exported.tree("/kantor/jombang").xpath("//main//a/@href")
    assert "/data/offices/jombang.json" in links


def test_who_has_it_already_is_not_sent_it_again(exported: Room) -> None:
    tag = exported.get("/data/articles.csv").headers["etag"]
    answer = exported.get("/data/articles.csv", headers={"If-None-Match": f'"x", W/{tag}'})
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    "address",
    ["/data/../archive.db", "/data/../crawl.db",
     "/data/%2e%2e/crawl.db", "/data/..%2fcrawl.db", "/data/offices/../../crawl.db",
     "/data//etc/passwd", "/data/%2fetc%2fpasswd", "/data/offices", "/data/offices/", "/data/crawl.db",
     "/data/articles.csv%00", "/data/ARTICLES.CSV", "/static/../metadata.yml", "/static/..%2fmetadata.yml",
     "/-/static/../app.py", "/data/....//crawl.db", "/data/..\\crawl.db", "/data/~2e~2e~2fcrawl.db"],
)  # fmt: skip
def test_nothing_outside_is_reachable(exported: Room, address: str) -> None:
    for _ in range(3):
        answer = exported.get(address)
        if answer.status_code not in (301, 302):
            break
        address = answer.headers["location"]
        assert address.startswith("/")
        assert not address.startswith("//")
    assert answer.status_code in (403, 404)
    assert b"secret" not in answer.content


def test_without_exports_the_page_says_how_to_make_them(room: Room) -> None:
    assert "python -m archive export" in text(room.tree("/data"), "//p[@class='notice']")[0]
    assert text(room.tree("/data"), "//h3") == ["Tanya langsung lewat API Datasette"]  # examples need files
    assert text(room.tree("/data"), "//h2[@id='citing']") == []
