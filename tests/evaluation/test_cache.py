from pathlib import Path

import pytest

from evaluation.cache import fingerprint, once


def test_what_was_made_from_the_same_is_not_made_again(tmp_path: Path) -> None:
    made: list[str] = []
    for key in ("a", "a", "b", "a"):
        once(tmp_path / "x", key, lambda key=key: made.append(key))  # type: ignore[misc]
    assert made == ["a", "b", "a"]


def test_what_failed_is_made_again(tmp_path: Path) -> None:
    def fail() -> None:
        raise OSError("no disk")

    made: list[str] = []
    once(tmp_path, "a", lambda: made.append("a"))
    with pytest.raises(OSError, match="no disk"):
        once(tmp_path, "b", fail)
    once(tmp_path, "a", lambda: made.append("a"))
    assert made == ["a", "a"]


def test_a_fingerprint_tells_parts_apart() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint("a", b"b") == fingerprint(b"a", "b")
