from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import resource
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from archive.export import ExportError, export
from archive.export.fields import ARTICLE, OFFICE, REVISION
from archive.reading import ArchiveError
from archive.store import Archive
from tests.archive.export.strike import Strike, struck
from tests.archive.shelf import NAMES, OFFICES, fill, save, save_rich
from tests.samples import page

FIELDS = [
    "id", "office", "region_code", "region", "url", "title", "body", "published", "published_raw", "published_from",
    "date_suspect", "event_from", "event_to", "author", "category", "image_url", "attachments", "first_seen_at",
    "last_seen_at", "status", "revisions",
]  # fmt: skip


def lines(path: Path) -> list[Any]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    return {f"{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def made(archive: Archive, tmp_path: Path) -> Path:
    fill(archive)
    save_rich(archive)
    archive.advance(9, page(nights=1))
    export(archive.path, tmp_path / "exports")
    return tmp_path / "exports"


def test_all_files_are_there_and_summed(archive: Archive, tmp_path: Path) -> None:
    fill(archive)
    save_rich(archive)
    result = export(archive.path, tmp_path / "exports")
    names = [
        "CITATION.cff", "README.md", "articles.csv", "articles.json", "articles.jsonl.gz", "changes.json",
        "datapackage.json", "images.csv", "offices.json", *(f"offices/{office.id}.json" for office in OFFICES),
        "revisions.jsonl.gz", "schema.json", "versions.csv",
    ]  # fmt: skip
    assert (result.articles, result.revisions, [file.name for file in result.files]) == (8, 1, names)
    found = contents(result.folder)
    assert sorted(found) == sorted([*names, "SHA256SUMS"])
    sums = "".join(f"{hashlib.sha256(found[name]).hexdigest()}  {name}\n" for name in names)
    assert found["SHA256SUMS"].decode() == sums
    assert [file.size_bytes for file in result.files] == [len(found[name]) for name in names]


def test_records_have_the_promised_fields_and_keep_to_their_schema(made: Path) -> None:
    schema = json.loads((made / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert [field.name for field in ARTICLE] == FIELDS
    for records, part in (
        (lines(made / "articles.jsonl.gz"), schema),
        (json.loads((made / "offices.json").read_bytes()), schema["$defs"]["office"]),
        (lines(made / "revisions.jsonl.gz"), schema["$defs"]["revision"]),
    ):
        assert records
        checker = jsonschema.Draft202012Validator(part, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
        for record in records:
            checker.validate(record)
            assert list(record) == list(part["properties"])


def test_a_record_holds_what_was_saved(made: Path) -> None:
    first = lines(made / "articles.jsonl.gz")[0]
    assert first == {
        "id": first["id"],
        "office": "jombang",
        "region_code": "3517",
        "region": "Kabupaten Jombang",
        "url": "https://jombang.example.go.id/kaya",
        "title": "=1+2",
        "body": 'Paragraf "dua".\n\n- butir',
        "published": "2026-03-01",
        "published_raw": None,
        "published_from": None,
        "date_suspect": None,
        "event_from": None,
        "event_to": None,
        "author": None,
        "category": None,
        "image_url": "https://x.example/1.jpg",
        "attachments": [{"url": "https://x.example/1.pdf", "title": "Daftar", "media_type": "application/pdf"}],
        "first_seen_at": "2026-03-01T19:00:00+00:00",
        "last_seen_at": "2026-03-02T19:00:00+00:00",
        "status": "present",
        "revisions": 1,
    }


def test_every_form_of_the_articles_holds_the_same_records_in_the_same_order(made: Path) -> None:
    records = lines(made / "articles.jsonl.gz")
    assert [record["url"].rpartition("/")[2] for record in records] == ["kaya", *NAMES, "miskin"]
    assert json.loads((made / "articles.json").read_bytes()) == records
    for office in OFFICES:
        own = [record for record in records if record["office"] == office.id]
        assert json.loads((made / "offices" / f"{office.id}.json").read_bytes()) == own
    for record, row in zip(records, table(made / "articles.csv"), strict=True):
        texts = {name: "" if value is None else str(value) for name, value in record.items()}
        cells = {name: cell.removeprefix("'") for name, cell in row.items()}
        assert json.loads(cells.pop("attachments")) == record["attachments"]
        assert cells == {name: text for name, text in texts.items() if name != "attachments"}


def test_a_spreadsheet_takes_no_text_for_a_formula(made: Path) -> None:
    rows = table(made / "articles.csv")
    assert [rows[0]["title"], rows[-1]["title"], rows[-1]["body"]] == ["'=1+2", "'@awal", "'-5 derajat"]
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r\n]", cell)]


def test_pictures_and_earlier_forms_have_files_of_their_own(made: Path) -> None:
    rich = lines(made / "articles.jsonl.gz")[0]["id"]
    assert table(made / "images.csv") == [
        {"article_id": str(rich), "url": "https://x.example/1.jpg", "caption": 'Rapat, "besar"'},
        {"article_id": str(rich), "url": "https://x.example/2.jpg", "caption": ""},
    ]
    [revision] = lines(made / "revisions.jsonl.gz")
    assert (revision["article_id"], revision["number"], revision["title"]) == (rich, 1, "=1+1")
    assert [revision["seen_at"], revision["replaced_at"]] == ["2026-03-01T19:00:00+00:00", "2026-03-02T19:00:00+00:00"]
    assert revision["images"][1] == {"url": "https://x.example/2.jpg", "caption": None}


def test_offices_say_what_they_have(made: Path) -> None:
    offices = {office["id"]: office for office in json.loads((made / "offices.json").read_bytes())}
    counted = [offices[office.id]["articles"] for office in OFFICES]
    assert counted == [3, 2, 3, 0]
    assert offices["malang"]["first_published"] == "2024-02-29"
    assert offices["malang"]["last_published"] == "2026-01-31"
    assert offices["provinsi-jawa-timur"]["last_published"] is None


def test_the_readme_explains_every_field_and_file(made: Path) -> None:
    readme = (made / "README.md").read_text(encoding="utf-8")
    assert "8 articles of 4 offices, as of 2026-03-02T19:00:00+00:00." in readme
    for field in (*ARTICLE, *OFFICE, *REVISION):
        assert f"| `{field.name}` |" in readme
    for name in contents(made).keys() - {"README.md"}:
        assert f"`{name if '/' not in name else 'offices/<id>.json'}`" in readme


def test_the_same_archive_gives_the_same_bytes(archive: Archive, made: Path) -> None:
    before = contents(made)
    export(archive.path, made)
    assert contents(made) == before
    save(archive, "baru", "malang", title="Baru")
    export(archive.path, made)
    assert contents(made)["SHA256SUMS"] != before["SHA256SUMS"]


def test_an_empty_archive_is_exported_too(tmp_path: Path) -> None:
    Archive(tmp_path / "archive.db").close()
    result = export(tmp_path / "archive.db", tmp_path / "exports")
    assert result.articles == 0
    assert lines(result.folder / "articles.jsonl.gz") == []
    assert json.loads((result.folder / "articles.json").read_bytes()) == []
    assert (result.folder / "images.csv").read_text() == "article_id,url,caption\n"
    assert "0 articles of 0 offices." in (result.folder / "README.md").read_text()


def test_without_an_archive_nothing_is_touched(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no archive yet"):
        export(tmp_path / "archive.db", tmp_path / "exports")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_archive_leaves_the_last_export_as_it_was(archive: Archive, made: Path) -> None:
    before = contents(made)
    archive.db.conn.execute("UPDATE articles SET attachments = '[' WHERE title = '@awal'")
    with pytest.raises(ExportError, match=r"archive\.db: can't be read \(malformed JSON\)"):
        export(archive.path, made)
    assert contents(made) == before
    assert not list(made.parent.glob(".exports*"))


def test_a_full_disk_leaves_the_last_export_as_it_was(archive: Archive, made: Path) -> None:
    before = contents(made)
    save(archive, "besar", "malang", title="Besar", body="x" * 300_000)
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, old[1]))
    try:
        with pytest.raises(ExportError, match=r"exports: can't be written \(File too large\); free space or check"):
            export(archive.path, made)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert contents(made) == before
    assert not list(made.parent.glob(".exports*"))


def test_a_folder_that_no_export_made_is_refused(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    with pytest.raises(ExportError, match=r"home: holds letter\.txt and no SHA256SUMS"):
        export(archive.path, tmp_path / "home")
    assert contents(tmp_path / "home") == {"letter.txt": b"dear"}


def test_one_state_is_exported_while_a_crawl_writes(archive: Archive, tmp_path: Path) -> None:
    fill(archive)
    done = threading.Event()

    def crawl() -> int:
        writer = Archive(archive.path)
        written = 0
        while not done.is_set() or not written:
            save(writer, f"baru-{written}", "malang", title="Baru")
            written += 1
        writer.close()
        return written

    with ThreadPoolExecutor() as pool:
        writing = pool.submit(crawl)
        results = [export(archive.path, tmp_path / "exports") for _ in range(5)]
        offices = json.loads((tmp_path / "exports" / "offices.json").read_bytes())
        done.set()
        assert writing.result() > 0
    assert (
        results[-1].articles
        == sum(office["articles"] for office in offices)
        == len(table(tmp_path / "exports" / "articles.csv"))
    )


@pytest.mark.parametrize(
    ("event", "wanted", "left", "replaced"),
    [
        ("os.mkdir", ".exports.", 0, False),
        ("open", "articles.csv", 1, False),
        ("open", "articles.json", 2, False),
        ("open", "offices/malang.json", 0, False),
        ("open", "SHA256SUMS", 0, False),
        ("ctypes.dlsym", "renameat2", 0, False),
        ("shutil.rmtree", ".exports.", 0, True),
    ],
)
def test_a_run_that_is_killed_leaves_a_whole_export(
    archive: Archive, made: Path, event: str, wanted: str, left: int, *, replaced: bool
) -> None:
    before = contents(made)
    save(archive, "baru", "malang", title="Baru")
    code, _ = struck(made.parent, "export", Strike(event, wanted, left))
    assert code == -signal.SIGKILL
    after = contents(made)
    assert (after == before) is not replaced
    for line in after["SHA256SUMS"].decode().splitlines():
        sha256, name = line.split("  ")
        assert hashlib.sha256(after[name]).hexdigest() == sha256
    assert export(archive.path, made).articles == 9
    assert not list(made.parent.glob(".exports*"))
