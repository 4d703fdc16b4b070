from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.cli import main
from archive.store import Archive
from tests.archive.shelf import fill
from tests.samples import page

COMMAND = [sys.executable, "-m", "archive"]
PLAIN = {name: value for name, value in os.environ.items() if name not in {"DATA_DIR", "FORCE_COLOR", "NO_COLOR"}}


@pytest.fixture(autouse=True)
def data_dir(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fill(archive)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_a_search_prints_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "search", "koperasi merah putih", "--limit", "1")
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == ["2025-12-31  Kabupaten Jombang", "Koperasi Desa Merah Putih"]
    assert out.endswith("1–1 of 2 articles, newest first\n")


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["koperasi"], ["rat", "pasar", "kdmp", "warna"]),
        (["koperasi", "merah"], ["kdmp", "warna"]),
        (["koperasi", "--oldest", "--limit", "1"], ["warna"]),
        (["merah", "--relevance", "--limit", "1"], ["kdmp"]),
        (["koperasi", "--office", "jombang", "--since", "2026-01"], ["rat"]),
        (["koperasi", "--until", "2025", "--category", "berita"], ["kdmp", "warna"]),
        (["--", "-koperasi"], ["latih", "tera"]),
        (["-koperasi kantor:malang"], ["tera"]),
        (["-koperasi"], ["latih", "tera"]),
        (["-halal", "koperasi", "-rapat", "--limit", "2"], ["pasar", "kdmp"]),
        ([], ["rat", "pasar", "kdmp", "warna", "latih", "tera"]),
    ],
)
def test_a_search_prints_json(capsys: pytest.CaptureFixture[str], arguments: list[str], names: list[str]) -> None:
    code, out, _ = run(capsys, "search", "--json", *arguments)
    assert code == 0
    assert [article["url"].rpartition("/")[2] for article in json.loads(out)["hits"]] == names


def test_nothing_found_has_its_own_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "search", "tidakada") == (1, "No article found.\n", "")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["search", "kantor:jombnag"], 2, 'archive: no office "jombnag"; did you mean kantor:jombang?\n'),
        (["search", "--since", "x"], 2, 'archive: "x" is not a date; write a year, month or day like 2025, 2025-01'),
        (
            ["search", "--data-dir", "nowhere", "x"],
            3,
            "archive: nowhere/archive.db: there is no archive yet; run a crawl",
        ),
        (["--data-dir", "nowhere", "status"], 3, "archive: nowhere/archive.db: there is no archive yet; run a crawl"),
        (["export", "/proc"], 3, "archive: /proc: is a mount point and can't be replaced"),
        (["export", "/proc/exports"], 3, "archive: /proc/exports: can't be written (No such file or directory); free"),
        (["serve", "--host", "192.0.2.1"], 3, "archive: 192.0.2.1:8001: can't be listened on (Cannot assign requested"),
    ],
)
def test_what_goes_wrong_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    got, out, err = run(capsys, *arguments)
    assert (got, out) == (code, "")
    assert err.startswith(message)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["find"],
        ["search", "--limit", "0"],
        ["search", "--limit", "²"],
        ["serve", "--port", "99999"],
        ["serve", "--base-url", "arsip"],
        ["search", "--oldest", "--relevance"],
    ],
)
def test_a_wrong_command_is_explained(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage: python -m archive" in capsys.readouterr().err


def test_a_damaged_archive_is_one_line(capsys: pytest.CaptureFixture[str], archive: Archive) -> None:
    archive.db.conn.execute("DROP TABLE articles_fts")
    code, _, err = run(capsys, "search", "koperasi")
    assert (code, err.count("\n")) == (3, 1)
    assert err.startswith(f"archive: {archive.path}: can't be read (no such table: articles_fts)")


def test_without_a_command_help_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys)
    assert code == 0
    assert re.findall(r"^    ([\w-]+) ", out, re.MULTILINE) == [
        "search", "export", "release", "status", "notify", "serve", "backup", "restore", "verify", "prune",
        "withdraw", "reinstate", "decisions",
    ]  # fmt: skip


def test_the_folder_of_exports_is_in_the_data_folder(capsys: pytest.CaptureFixture[str], data_dir: Path) -> None:
    code, out, _ = run(capsys, "export")
    assert code == 0
    assert re.fullmatch(r"6 articles and 0 earlier forms in 16 files, 0\.0 MB: .*/exports\n", out)
    assert (data_dir / "exports" / "SHA256SUMS").is_file()


def start(*arguments: str) -> subprocess.Popen[str]:
    environment = PLAIN | {"DATA_DIR": os.environ["DATA_DIR"]}
    return subprocess.Popen(
        [*COMMAND, *arguments], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    process = start("search", "--json")
    assert process.stdout
    process.stdout.close()
    assert process.wait(timeout=30) == 0
    assert process.stderr
    assert process.stderr.read() == ""
    process.stderr.close()


def test_a_release_is_made_once_and_checked(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    fill(archive)
    archive.advance(1, page())
    code, out, err = run(capsys, "release", "2026-03")
    folder = archive.path.parent / "exports" / "2026-03"
    assert (code, err) == (0, "")
    assert out.endswith(f"MB: {folder}\n")
    code, out, _ = run(capsys, "verify", str(folder))
    assert (code, out.startswith(f"{folder}: as it was made; SHA-256 of its SHA256SUMS: ")) == (0, True)
    (folder / "images.csv").chmod(0o644)
    (folder / "images.csv").write_text("x")
    assert run(capsys, "verify", str(folder)) == (1, "images.csv: differs\n", "")
    code, _, err = run(capsys, "release")
    assert (code, "is there and never changes" in err) == (3, True)


def test_exact_words_and_levels_narrow_a_search(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    fill(archive)
    archive.index_words()
    assert run(capsys, "search", "latihan")[0] == 0
    assert run(capsys, "search", "latihan", "--exact")[0] == 1
    assert run(capsys, "search", "latihan", "--level", "kota")[0] == 0
    assert run(capsys, "search", "latihan", "--level", "kabupaten")[0] == 1
    assert run(capsys, "search", "--level", "desa")[0] == 2


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, (0, 130)), (signal.SIGTERM, (0, 143, -15))])
def test_the_reading_room_is_served_until_interrupted(stop: signal.Signals, code: Sequence[int]) -> None:
    process = start("serve", "--port", "0")
    assert process.stdout
    line = process.stdout.readline()
    found = re.fullmatch(r"The archive is at (http://127\.0\.0\.1:\d+) until Ctrl-C\.\n", line)
    assert found, line
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{found[1]}/-/versions.json") as answer:
                assert json.load(answer)["datasette"]["version"]
                break
        except OSError:
            time.sleep(0.1)
    process.send_signal(stop)
    _, err = process.communicate(timeout=30)
    assert process.returncode in code
    assert "Traceback" not in err


def test_a_port_in_use_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code, _, err = run(capsys, "serve", "--port", str(port))
    assert (code, err.count("\n")) == (3, 1)
    assert err.startswith(f"archive: 127.0.0.1:{port}: can't be listened on (Address already in use); choose another")
