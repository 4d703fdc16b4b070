from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.cli import main
from archive.crawl_log import CrawlLog
from archive.crawl_log.visits import Visit, Visits
from archive.lock import hold
from archive.store import Archive
from tests.archive.alarms.receivers import Hook, Mailbox
from tests.archive.shelf import fill
from tests.scripted import archive as command


@pytest.fixture(autouse=True)
def data_dir(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mailbox: Mailbox, hook: Hook) -> Path:
    """A data folder in which one office was refused twice, and two recipients."""
    fill(archive)
    CrawlLog(tmp_path / "crawl.db").close()
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ALARM_URLS", f"{mailbox.url}, {hook.url}")
    Visits(archive.db).add([visit(1, "blocked", 1), visit(2, "blocked", 0)])
    return tmp_path


def visit(run: int, outcome: str, days_ago: int) -> Visit:
    at = datetime.now(UTC) - timedelta(days=days_ago, minutes=1)
    return Visit(run, "malang", "malang.example.go.id", at.isoformat(timespec="seconds"), outcome, "HTTP 403", 3, 45, 1)


def notify(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    code = main(["notify", *options])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_both_are_told_once_and_the_second_time_nothing_is_new(
    capsys: pytest.CaptureFixture[str], mailbox: Mailbox, hook: Hook
) -> None:
    assert notify(capsys) == (0, "notify: 1 (E-Mail): told\nnotify: 2 (JSON): told\n", "")
    assert notify(capsys) == (0, "notify: 1 (E-Mail): nothing new\nnotify: 2 (JSON): nothing new\n", "")
    assert [mail["Subject"] for mail in mailbox.mails] == ["Arsip Dinkop: perlu perhatian 1, pulih 0"]
    [post] = hook.posts
    lines = post["message"].splitlines()
    assert [line for line in lines if line.endswith(":")] == ["Perlu perhatian:", "Needs attention:"]
    assert [line[: line.index("malang.")] for line in lines if "malang." in line] == ["- Kabupaten Malang: "] * 2


def test_when_it_is_over_that_is_told(
    capsys: pytest.CaptureFixture[str], archive: Archive, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALARM_LANGUAGES", "en")
    notify(capsys)
    Visits(archive.db).add([visit(3, "answered", 0)])
    archive.db.conn.execute("UPDATE articles SET published = date('now'), date_suspect = NULL")
    assert notify(capsys)[0] == 0
    assert hook.posts[-1]["message"].startswith("Recovered:\n- Kabupaten Malang: The newest article is of ")


def test_one_who_cannot_be_reached_is_named_on_one_line_and_told_the_next_night(
    capsys: pytest.CaptureFixture[str], hook: Hook
) -> None:
    hook.status = 500
    code, out, err = notify(capsys)
    assert (code, out) == (1, "notify: 1 (E-Mail): told\n")
    assert err == (
        "notify: ALARM_URLS 2 (JSON): Failed to send JSON POST notification: Internal server error., error=500; tried "
        "again the next night\n"
    )
    hook.status = 200
    assert notify(capsys) == (0, "notify: 1 (E-Mail): nothing new\nnotify: 2 (JSON): told\n", "")


def test_a_test_message_proves_the_way_and_leaves_no_trace(
    capsys: pytest.CaptureFixture[str], mailbox: Mailbox, crawl_log: CrawlLog
) -> None:
    assert notify(capsys, "--test", "--lang", "en")[0] == 0
    assert [mail["Subject"] for mail in mailbox.mails] == ["Dinkop archive: a test"]
    assert crawl_log.db.table("alarms").count == 0


def test_without_recipients_nobody_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALARM_URLS")
    said = "notify: ALARM_URLS is empty, so nobody is told; `python -m archive status` tells here\n"
    assert notify(capsys) == (0, said, "")


def test_a_wrong_address_is_a_wrong_setting(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALARM_URLS", "tgram://s3cretword")
    code, out, err = notify(capsys)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("archive: ALARM_URLS: entry 1 (tgram://…) is no address that Apprise understands")


def test_a_wrong_language_is_a_wrong_setting(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALARM_LANGUAGES", "id,jv")
    with pytest.raises(SystemExit, match="2"):
        notify(capsys)
    assert "id,jv: expected id, en, or several with commas between" in capsys.readouterr().err


def test_half_a_night_is_not_judged(capsys: pytest.CaptureFixture[str], data_dir: Path, hook: Hook) -> None:
    with hold(data_dir / "nightly.lock"):
        code, _, err = notify(capsys)
    assert (code, hook.posts) == (3, [])
    assert err.startswith(f"archive: {data_dir}: a crawl is already running since ")


def test_where_nothing_was_crawled_nothing_is_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = notify(capsys, "--data-dir", str(tmp_path / "nowhere"))
    assert (code, err.count("\n")) == (3, 1)
    assert not (tmp_path / "nowhere").exists()


def test_no_secret_is_printed_or_kept(data_dir: Path, hook: Hook) -> None:
    hook.status = 500
    (data_dir / "data").symlink_to(data_dir)
    wrong = command(data_dir, "notify", ALARM_URLS="tgram://s3cretword/t0kent0ken")
    failed = command(data_dir, "notify", ALARM_URLS=hook.url)
    hook.status = 200
    told = command(data_dir, "notify", ALARM_URLS=hook.url)
    assert [done.returncode for done in (wrong, failed, told)] == [2, 1, 0]
    with sqlite3.connect(data_dir / "crawl.db") as db:
        kept = "\n".join(db.iterdump())
    db.close()
    assert "kept out" in kept
    for text in (kept, *(done.stdout + done.stderr for done in (wrong, failed, told))):
        assert "s3cretword" not in text
        assert "t0kent0ken" not in text


def test_a_data_folder_that_cannot_be_used_is_one_line(capsys: pytest.CaptureFixture[str], data_dir: Path) -> None:
    (data_dir / "nightly.lock").mkdir()
    assert notify(capsys) == (
        3, "", f"archive: {data_dir}: can't be used (Is a directory); free space or check permissions, then repeat\n"
    )  # fmt: skip


def test_a_crawl_db_that_cannot_be_written_is_one_line(
    capsys: pytest.CaptureFixture[str], data_dir: Path, crawl_log: CrawlLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **kw: connect(*args, **kw | {"timeout": 0.1}))
    crawl_log.db.conn.execute("BEGIN IMMEDIATE")
    code, _, err = notify(capsys)
    crawl_log.db.conn.execute("ROLLBACK")
    assert (code, err.count("\n")) == (3, 1)
    assert err.startswith(f"archive: {data_dir}: can't be used (")
