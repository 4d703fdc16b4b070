from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from archive.lock import LockError, hold
from archive.schema import SchemaError
from scrapers.commands.exits import Exit, guarded
from tests.scripted import ROOT

FAULTS: list[tuple[BaseException, Exit, str]] = [
    (LockError("already running since noon (pid 7)"), Exit.LOCKED, "nightly: already running since noon (pid 7)"),
    (SchemaError("crawl.db: is too new"), Exit.UNUSABLE, "nightly: crawl.db: is too new"),
    (
        OSError(28, "No space left on device"),
        Exit.UNUSABLE,
        "nightly: {folder}: No space left on device; free room or check permissions, then repeat",
    ),
    (
        sqlite3.OperationalError("database or disk is full"),
        Exit.UNUSABLE,
        (
            "nightly: {folder}: its databases can't be used (database or disk is full); free space or mend the disk, "
            "then repeat"
        ),
    ),
    (
        KeyboardInterrupt(),
        Exit.INTERRUPTED,
        "nightly: interrupted; what was kept is safe, the same command goes on from there",
    ),
]


@pytest.mark.parametrize(("fault", "status", "line"), FAULTS, ids=lambda each: type(each).__name__)
def test_what_an_operator_can_mend_is_one_line_and_a_status(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: BaseException, status: Exit, line: str
) -> None:
    def work() -> int:
        raise fault

    assert guarded("nightly", tmp_path, work) is status
    assert caplog.messages == [line.format(folder=tmp_path)]
    with hold(tmp_path / "nightly.lock"):  # it was let go of
        pass


def test_a_mistake_of_ours_is_not_hidden(tmp_path: Path) -> None:
    def work() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        guarded("nightly", tmp_path, work)


def test_work_that_goes_well_says_its_own_status(tmp_path: Path) -> None:
    assert guarded("nightly", tmp_path, lambda: 3) == 3


def test_every_status_is_explained_to_operators() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    table = text.partition("| `scrapy nightly` ends with |")[2].partition("\n\n")[0]
    assert [int(code) for code in re.findall(r"(?m)^\| (\d+) \|", table)] == [*Exit]


def test_a_status_has_words() -> None:
    assert [each.words for each in Exit] == [
        "all well", "some failed", "usage", "all failed", "locked", "unusable", "closed", "unread",
        "interrupted",
    ]  # fmt: skip
