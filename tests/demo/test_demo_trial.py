from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from demo.cli import faults, main, quality, summary
from demo.offices import OFFICES, expected
from demo.server import PracticeServer
from demo.trial import MARK, Trial, TrialError, environment, prepare, run
from demo.verdict import judge


def trial(*, complete: bool) -> Trial:
    truth = expected() if complete else []
    records = [
        {
            "office": one.office,
            "url": f"http://127.0.0.1{one.path}",
            "title": one.title,
            "published": one.published,
            "body": "\n".join(one.paragraphs),
        }
        for one in truth
        if one.about
    ]
    numbers = {office.id: 3 for office in OFFICES}
    verdicts = tuple(judge(office.id, expected(), records) for office in OFFICES)
    return Trial(verdicts, numbers, dict.fromkeys(numbers, 0.25))


def test_a_trial_empties_only_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "crawl.db").write_text("precious")
    with pytest.raises(TrialError, match="no trial's and would be lost"):
        prepare(tmp_path)
    assert (tmp_path / "crawl.db").read_text() == "precious"
    (tmp_path / MARK).touch()
    (tmp_path / "crawl.db-wal").touch()
    (tmp_path / "notes.txt").touch()
    prepare(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [MARK, "notes.txt"]


def test_the_command_names_a_folder_that_it_must_not_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "archive.db").touch()
    assert main(["--data", str(tmp_path), "--no-serve"]) == 1
    assert "choose another folder with --data" in " ".join(capsys.readouterr().out.split())


def test_the_commands_meet_the_practice_offices_alone(server: PracticeServer, tmp_path: Path) -> None:
    variables = environment(server, tmp_path)
    assert variables["PRIVATE_HOSTS"] == "127.0.0.1"
    assert variables["DATA_DIR"] == str(tmp_path)
    assert sorted(path.stem for path in Path(variables["OFFICES_DIR"]).iterdir()) == sorted(server.ports)


def test_a_failing_command_is_told_with_its_exit_code() -> None:
    with pytest.raises(TrialError, match=r"`json\.tool /no/such/file` ended with exit code 2") as told:
        run(("json.tool", "/no/such/file"), {"PATH": str(Path(sys.executable).parent)})
    assert "its own lines above" in str(told.value)


def test_the_summary_has_a_row_per_office_and_totals() -> None:
    table = summary(trial(complete=True))
    assert table.row_count == len(OFFICES)
    assert [column.footer for column in table.columns] == ["all", "", "138", "138", "0", "12", "0.2"]
    assert quality(trial(complete=True)) == (
        "Of 138: 138 titles, 138 dates, 138 whole bodies as published; 0 off topic kept."
    )


def test_faults_are_listed_by_office() -> None:
    assert [faults(verdict) for verdict in trial(complete=True).verdicts] == [[]] * len(OFFICES)
    [first, *_] = faults(trial(complete=False).verdicts[0])
    assert first.startswith("praktik-jombang: missing: /berita/")
    assert faults(trial(complete=False).verdicts[0])[-1] == "praktik-jombang: and 34 more like the last"
    assert not trial(complete=False).passed


def test_the_summary_fits_eighty_columns() -> None:
    console = Console(width=80, record=True, file=StringIO())
    console.print(summary(trial(complete=True)))
    shown = console.export_text()
    assert "…" not in shown
    assert max(map(len, shown.splitlines())) <= 80
