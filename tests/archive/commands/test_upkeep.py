from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from archive.cli import main
from archive.crawl_log import CrawlLog, Yield
from archive.models import Kind
from archive.store import Archive, article_id
from tests.archive.shelf import fill
from tests.samples import OFFICE, at, page

HOST = "jombang.example.go.id"
URL = f"https://{HOST}/rat"
NUMBER = article_id("jombang", f"{HOST}/rat")


@pytest.fixture(autouse=True)
def data_dir(crawl_log: CrawlLog, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    crawl_log.keep(crawl_log.runs.start(at(), [OFFICE.id]), Yield(page()))
    fill(archive)
    archive.db.conn.execute("UPDATE articles SET sha256 = ?", (page().sha256,))
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def titles(data_dir: Path) -> list[str]:
    with closing(sqlite3.connect(data_dir / "archive.db")) as db:
        return [title for (title,) in db.execute("SELECT title FROM articles ORDER BY position DESC")]


def test_backup_and_restore(capsys: pytest.CaptureFixture[str], data_dir: Path, crawl_log: CrawlLog) -> None:
    code, out, err = run(capsys, "backup", data_dir / "backups")
    assert (code, err) == (0, "")
    copy = data_dir / "backups" / "crawl-20260301T190000Z.db"
    assert re.fullmatch(rf"{copy}: 1 documents, 0\.\d MB, whole\n", out)

    code, out, err = run(capsys, "restore", copy)
    assert (code, out) == (3, "")
    assert err == f"archive: {data_dir}/crawl.db: exists; `--force` puts it aside and restores in its place\n"

    crawl_log.close()
    code, out, err = run(capsys, "restore", copy, "--force")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == (
        f"{data_dir}/crawl.db: 1 documents; now run `scrapy reextract` to rebuild archive.db"
    )
    assert {line.partition(": ")[2] for line in out.splitlines()[:-1]} == {
        str(path) for path in data_dir.glob("*.aside-1*")
    }


def test_verify_tells_what_it_looked_at(capsys: pytest.CaptureFixture[str], data_dir: Path, archive: Archive) -> None:
    code, out, err = run(capsys, "verify", "--quick")
    assert (code, err) == (0, "")
    assert [line.partition("  ")[0] for line in out.splitlines()] == ["whole"] * 7
    archive.db.conn.execute("UPDATE articles SET revisions = 1 WHERE id = ?", (NUMBER,))
    code, out, err = run(capsys, "verify", "--quick")
    assert (code, err) == (1, "")
    assert f"FAULT  archive.db: article {NUMBER} counts its earlier forms as 1, kept are 0: {URL}\n" in out


@pytest.mark.parametrize("lost", ["crawl.db", "archive.db"])
def test_verify_says_once_that_a_file_is_not_there(
    capsys: pytest.CaptureFixture[str], data_dir: Path, lost: str
) -> None:
    (data_dir / lost).unlink()
    code, out, err = run(capsys, "verify")
    assert (code, err) == (1, "")
    [line] = out.splitlines()
    assert line.startswith(f"FAULT  {data_dir}/{lost}: is not there; ")
    assert not (data_dir / lost).exists()


def test_prune_tells_first(capsys: pytest.CaptureFixture[str], data_dir: Path, crawl_log: CrawlLog) -> None:
    from dataclasses import replace

    for night in range(3):
        listing = replace(page("/berita", b"%d" % night, nights=night - 900), kind=Kind.LISTING)
        crawl_log.keep(1, Yield(listing))
    code, out, _ = run(capsys, "prune")
    assert (code, out) == (
        0, "would drop: 2 listing; with them 2 documents and 0 dictionaries of 0.0 MB; --apply does it\n",
    )  # fmt: skip
    code, out, _ = run(capsys, "prune", "--apply")
    assert code == 0
    assert out.startswith("dropped: 2 listing; with them 2 documents and 0 dictionaries of 0.0 MB; crawl.db: ")
    assert run(capsys, "prune")[1].startswith("would drop: no snapshot;")


def test_withdraw_hides_at_once_and_for_good(capsys: pytest.CaptureFixture[str], data_dir: Path) -> None:
    assert run(capsys, "export")[0] == 0
    code, out, err = run(capsys, "withdraw", f"{URL}/?utm_source=wa", "--reason", "asked by the office")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"withdrawn: {URL} (jombang, article {NUMBER})",
        f"written anew without it: {data_dir}/exports; exports elsewhere and backups still hold it",
    ]
    assert "Rapat anggota tahunan" not in titles(data_dir)
    assert "Rapat anggota tahunan" not in (data_dir / "exports" / "articles.json").read_text(encoding="utf-8")
    assert len(titles(data_dir)) == 5

    code, out, _ = run(capsys, "withdraw", NUMBER, "--reason", "asked twice")
    assert (code, out.splitlines()[0]) == (0, f"withdrawn already: {URL} (jombang, article {NUMBER})")

    code, out, _ = run(capsys, "reinstate", URL, "--reason", "asked again")
    assert (code, out.splitlines()) == (
        0,
        [
            f"reinstated: {URL} (jombang, article {NUMBER})",
            "the next crawl brings it back; `scrapy reextract jombang` does so now",
        ],
    )
    code, out, _ = run(capsys, "decisions")
    assert [line.split("  ", 1)[1] for line in out.splitlines()] == [
        f"withdraw   {NUMBER:>16}  {URL}  asked by the office",
        f"reinstate  {NUMBER:>16}  {URL}  asked again",
    ]
    code, out, _ = run(capsys, "decisions", "--json")
    assert [(each["kind"], each["article"], each["office"], each["url"]) for each in json.loads(out)] == [
        ("withdraw", NUMBER, "jombang", URL),
        ("reinstate", NUMBER, "jombang", URL),
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["withdraw", "https://x.example/", "--reason", "x"],
            "https://x.example/: no article is known under this address",
        ),
        (["withdraw", URL, "--reason", " "], "a reason of 1 to 500 characters is needed, this one has 0"),
        (["reinstate", URL, "--reason", "x"], f"{URL}: is not withdrawn; `python -m archive decisions` lists what is"),
        (["backup", "/proc/backups"], "/proc/backups: "),
        (["restore", "nothing.db"], "nothing.db: there is no such file"),
        (["decisions", "--data-dir", "nowhere"], "nowhere/crawl.db: is not there; run a crawl first"),
        (["backup", "x", "--data-dir", "nowhere"], "nowhere/crawl.db: there is nothing to back up"),
        (["prune", "--data-dir", "nowhere"], "nowhere/crawl.db: there is nothing to prune"),
    ],
)
def test_what_goes_wrong_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: Sequence[str], message: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (3, "")
    assert err.startswith(f"archive: {message}")
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["backup"], ["backup", "x", "--keep", "0"], ["withdraw", URL], ["restore"]])
def test_a_wrong_command_is_explained(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage: python -m archive" in capsys.readouterr().err


def test_an_archive_that_is_locked_keeps_the_decision(
    capsys: pytest.CaptureFixture[str], data_dir: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **kw: connect(*args, **kw | {"timeout": 0.1}))
    archive.db.conn.execute("BEGIN IMMEDIATE")
    code, out, err = run(capsys, "withdraw", URL, "--reason", "asked")
    archive.db.conn.execute("ROLLBACK")
    assert (code, out) == (3, "")
    assert err.startswith(
        f"archive: {URL}: the decision is kept, but archive.db couldn't follow yet (database is locked)"
    )
    assert run(capsys, "withdraw", URL, "--reason", "asked")[1].startswith("withdrawn already: ")
    assert len(titles(data_dir)) == 5


def test_a_decision_for_a_crawl_db_that_was_replaced_meanwhile_is_asked_for_again(
    capsys: pytest.CaptureFixture[str], data_dir: Path, archive: Archive
) -> None:
    archive.db.conn.execute("BEGIN IMMEDIATE")  # withdraw has written crawl.db and waits here
    with ThreadPoolExecutor() as pool:
        withdrawing = pool.submit(main, ["withdraw", URL, "--reason", "asked"])
        with closing(sqlite3.connect(data_dir / "crawl.db")) as db:
            while not db.execute("SELECT count(*) FROM decisions").fetchone()[0]:
                assert not withdrawing.done()
        replacement = data_dir / "another.db"
        shutil.copy(data_dir / "crawl.db", replacement)
        replacement.rename(data_dir / "crawl.db")
        archive.db.conn.execute("ROLLBACK")
        assert withdrawing.result() == 3
    assert capsys.readouterr().err == (
        f"archive: {data_dir}/crawl.db: another took its place meanwhile; repeat, so that it knows the decision too\n"
    )
