from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.log import JsonLines, json_log


@pytest.fixture
def logger(tmp_path: Path) -> Iterator[logging.Logger]:
    made = logging.getLogger("scrapers.spiders.office")
    level = made.level
    handler = json_log(tmp_path / "logs" / "nightly.jsonl")
    made.addHandler(handler)
    made.setLevel(logging.INFO)
    yield made
    made.setLevel(level)
    made.removeHandler(handler)
    handler.close()


def lines(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "logs" / "nightly.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_line_says_when_who_and_what(logger: logging.Logger, tmp_path: Path) -> None:
    logger.warning("%s: %d halaman\tselesai\nbaris kedua", "jombang", 3)
    [line] = lines(tmp_path)
    assert datetime.fromisoformat(line.pop("at")).utcoffset() is not None
    assert line == {
        "level": "WARNING",
        "logger": "scrapers.spiders.office",
        "message": "jombang: 3 halaman\tselesai\nbaris kedua",
    }


def test_an_error_comes_with_its_traceback(logger: logging.Logger, tmp_path: Path) -> None:
    try:
        int("rusak")
    except ValueError:
        logger.exception("jombang: broke")
    [line] = lines(tmp_path)
    assert line["error"].endswith("ValueError: invalid literal for int() with base 10: 'rusak'")


def test_what_people_read_can_be_read_in_the_file(logger: logging.Logger, tmp_path: Path) -> None:
    logger.info("Jum’at – koperasi")
    assert "Jum’at – koperasi" in (tmp_path / "logs" / "nightly.jsonl").read_text(encoding="utf-8")


def test_the_file_is_rotated(logger: logging.Logger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logger.handlers[0], "maxBytes", 1000)
    for number in range(100):
        logger.info("%d", number)
    names = sorted(path.name for path in (tmp_path / "logs").iterdir())
    assert names == ["nightly.jsonl", *(f"nightly.jsonl.{number}" for number in range(1, 10))]
    assert all(path.stat().st_size <= 1000 for path in (tmp_path / "logs").iterdir())
    assert lines(tmp_path)[-1]["message"] == "99"


@given(st.text(st.characters()) | st.text(st.characters(categories=["Cs", "Cc", "Zl", "Zp"])))
def test_any_message_is_one_line_of_utf8(message: str) -> None:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, message, None, None)
    line = JsonLines().format(record)
    assert len(line.encode().splitlines()) == len(line.splitlines()) == 1
    # JSON reads two escapes that make a pair as the one character that they are
    whole = message.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(line)["message"] == whole


def test_a_full_disk_is_told_once_and_ends_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    handler = json_log(Path("/dev/full"))
    for _ in range(2):
        handler.handle(logging.LogRecord("archive", logging.INFO, __file__, 1, "satu", None, None))
    with suppress(OSError):  # what was never written is still in the file's buffer
        handler.close()
    said = "/dev/full: can't be written (No space left on device); this log has a gap from here on\n"
    assert capsys.readouterr().err == said
