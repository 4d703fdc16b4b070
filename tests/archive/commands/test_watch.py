from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.cli import main
from archive.crawl_log.visits import Visit, Visits
from archive.health.sentences import sentences
from archive.store import Archive
from tests.archive.shelf import fill, save

SITE = "malang.example.go.id"


@pytest.fixture(autouse=True)
def data_dir(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fill(archive)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return tmp_path


def visit(run: int, days_ago: int, outcome: str = "answered", evidence: str | None = None) -> Visit:
    at = datetime.now(UTC) - timedelta(days=days_ago, minutes=1)
    return Visit(run, "malang", SITE, at.isoformat(timespec="seconds"), outcome, evidence, 3, 45_000, 1)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_status_names_every_office_and_explains_who_needs_attention(
    capsys: pytest.CaptureFixture[str], archive: Archive
) -> None:
    Visits(archive.db).add([visit(1, 1, "blocked", "HTTP 403\x1b[31m"), visit(2, 0, "blocked", "HTTP 403\x1b[31m")])
    code, out, err = run(capsys, "status")
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[0].split() == ["Office", "Region", "Articles", "Newest", "Last", "visit", "State"]
    assert [line.split()[0] for line in lines[1:5]] == ["provinsi-jawa-timur", "malang", "jombang", "kota-malang"]
    assert lines[2].endswith("blocked")
    assert lines[-1].startswith(f"Kabupaten Malang: {SITE} has denied our visits since ")
    assert lines[-1].endswith(" [HTTP 403\N{REPLACEMENT CHARACTER}[31m]")


def test_when_all_is_well_the_exit_code_says_so(capsys: pytest.CaptureFixture[str], archive: Archive) -> None:
    Visits(archive.db).add([visit(1, 0)])
    save(archive, "baru", "malang", published=datetime.now(UTC).date().isoformat())
    code, out, _ = run(capsys, "status", "--json")
    assert code == 0
    found = json.loads(out)
    assert (found["our_side"], found["needs_attention"]) == (None, False)
    assert [(office["office"], office["state"]) for office in found["offices"]] == [
        ("provinsi-jawa-timur", "no site"),
        ("malang", "fresh"),
        ("jombang", "no site"),
        ("kota-malang", "no site"),
    ]
    [site] = found["offices"][1]["sites"]
    assert (site["site"], site["state"], site["outcome"]) == (SITE, "fresh", "answered")
    assert site["label"] == {"id": "Terkini", "en": "Up to date"}


def test_the_ledger_tells_what_was_taken(capsys: pytest.CaptureFixture[str], archive: Archive) -> None:
    Visits(archive.db).add([visit(1, 10), visit(2, 0)])
    code, out, _ = run(capsys, "status", "--ledger")
    assert code == 0
    assert out.splitlines()[2].split()[3:] == ["3", "45", "1", "6", "90", "2"]
    code, out, _ = run(capsys, "status", "--ledger", "--json")
    assert code == 0
    assert json.loads(out)[1]["month"] == {"requests": 6, "received_bytes": 90_000, "refused": 2}


def test_sentences_are_spoken_in_either_language(capsys: pytest.CaptureFixture[str], archive: Archive) -> None:
    Visits(archive.db).add([visit(1, 1, "blocked"), visit(2, 0, "blocked")])
    code, out, _ = run(capsys, "status", "--lang", "id")
    assert code == 1
    assert out.splitlines()[-1].startswith(f"Kabupaten Malang: {SITE} menolak kunjungan kami sejak ")


def test_a_new_redesign_that_reads_well_is_told_and_calls_nobody(
    capsys: pytest.CaptureFixture[str], archive: Archive
) -> None:
    Visits(archive.db).add([visit(1, 0)])
    today = datetime.now(UTC)
    save(archive, "baru", "malang", published=today.date().isoformat())
    archive.db.conn.execute("UPDATE articles SET first_seen_at = ?", (today.isoformat(timespec="seconds"),))
    for number, days_ago in ((1, 50), (2, 3)):
        since = (today - timedelta(days=days_ago)).isoformat(timespec="seconds")
        archive.db.table("redesigns").insert({"office": "malang", "site": SITE, "number": number, "since": since})
    code, out, _ = run(capsys, "status")
    assert code == 0
    day = sentences("en").day((today - timedelta(days=3)).isoformat(timespec="seconds"))
    assert out.splitlines()[-1] == (
        f"Kabupaten Malang: The pages of {SITE} look different since {day}; they are read as before."
    )
    archive.db.conn.execute("DELETE FROM redesigns WHERE number = 2")  # the other one is no news any more
    assert "look different" not in run(capsys, "status")[1]
