"""What a newcomer reads whose machine lacks something: one line that says how to mend it, before anything is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scripted import ROOT

PYTHON = f"#!{sys.executable}\nimport sys\n"
TOO_OLD = 'print("Python 3.9.2") if sys.argv[1] == "--version" else sys.exit("version_info" in sys.argv[-1])\n'
WITHOUT_VENV = 'sys.exit("ensurepip" in sys.argv[-1])\n'


@pytest.mark.parametrize("target", ["demo", "test"])
@pytest.mark.parametrize(
    ("python", "said"),
    [
        (None, "python3 is missing: sudo apt install python3 python3-venv"),
        (TOO_OLD, "Python 3.9.2 is too old, 3.11 is needed: make PYTHON=python3.11 …"),
        (WITHOUT_VENV, "python3-venv is missing: sudo apt install python3-venv"),
    ],
    ids=["no python", "an old one", "no venv"],
)
def test_what_is_missing_is_one_line(tmp_path: Path, python: str | None, said: str, target: str) -> None:
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    if python:
        (tmp_path / "python").write_text(PYTHON + python, encoding="utf-8")
        (tmp_path / "python").chmod(0o755)
    before = set(tmp_path.iterdir())
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    command = ["make", f"PYTHON={tmp_path}/python", target]  # not as a part of the make that runs the tests
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout.splitlines() == [said]
    assert [line[-7:] for line in done.stderr.splitlines()] == ["Error 1"]  # make's own
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("demo", ["-m", "demo", "--data", "{data}/demo"]),
        ("export", ["-m", "archive", "export", "{data}/exports"]),
        ("backup", ["-m", "archive", "backup", "{data}/backups"]),
    ],
)
def test_a_data_folder_may_have_blanks_in_its_name(tmp_path: Path, target: str, words: list[str]) -> None:
    data = tmp_path / "arsip kita é"
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.lock").touch()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text(f"#!{sys.executable}\nimport sys\nprint(*sys.argv[1:], sep='|')\n", encoding="utf-8")
    python.chmod(0o755)
    (tmp_path / ".venv" / ".runtime").touch()
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["make", target],
        cwd=tmp_path,
        env=environment | {"DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "|".join(words).format(data=data) + "\n"
