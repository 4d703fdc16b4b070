from __future__ import annotations

import fcntl
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from archive.export import folder
from archive.export.folder import MANIFEST, FolderError, replaced


def write(place: Path, text: str) -> None:
    with replaced(place) as made:
        (made / MANIFEST).write_text(text)


def listing(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_a_new_folder_appears_whole_and_alone(tmp_path: Path) -> None:
    write(tmp_path / "a" / "exports", "one")
    assert listing(tmp_path / "a") == ["exports"]
    assert (tmp_path / "a" / "exports" / MANIFEST).read_text() == "one"


@pytest.mark.parametrize("exchange", [True, False])
def test_an_earlier_export_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:  # as on systems other than Linux
        monkeypatch.setattr(folder, "_exchange", lambda made, place: False)
    write(tmp_path / "exports", "one")
    (tmp_path / "exports" / "offices").mkdir()
    write(tmp_path / "exports", "two")
    assert listing(tmp_path) == ["exports"]
    assert listing(tmp_path / "exports") == [MANIFEST]
    assert (tmp_path / "exports" / MANIFEST).read_text() == "two"


def test_linux_lets_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"was-{name}").touch()
    assert folder._exchange(tmp_path / "a", tmp_path / "b")
    assert (listing(tmp_path / "a"), listing(tmp_path / "b")) == (["was-b"], ["was-a"])
    assert not folder._exchange(tmp_path / "a", tmp_path / "missing")


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    write(tmp_path / "exports", "one")
    with suppress(ZeroDivisionError), replaced(tmp_path / "exports") as made:
        (made / MANIFEST).write_text("half")
        1 / 0  # noqa: B018 - anything may fail
    assert listing(tmp_path) == ["exports"]
    assert (tmp_path / "exports" / MANIFEST).read_text() == "one"


def test_what_a_killed_run_left_is_taken_away_and_a_living_run_is_not(tmp_path: Path) -> None:
    dead, living = tmp_path / ".exports.00000000.tmp", tmp_path / ".exports.11111111.tmp"
    for leftover in (dead, living):
        (leftover / "offices").mkdir(parents=True)
    lock = os.open(living, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    write(tmp_path / "exports", "one")
    os.close(lock)
    assert listing(tmp_path) == [living.name, "exports"]


def test_an_empty_folder_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    write(tmp_path / "exports", "one")
    assert listing(tmp_path / "exports") == [MANIFEST]


def test_a_relative_folder_is_meant_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("exports"), "one")
    assert listing(tmp_path) == ["exports"]


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda place: place.touch(), "exports: is not a folder"),
        (lambda place: place.symlink_to(place.parent), "exports: is not a folder"),
        (
            lambda place: (place / "src").mkdir(parents=True),
            "exports: holds src and no SHA256SUMS, so no export made it",
        ),
    ],
)
def test_what_no_export_made_is_never_replaced(tmp_path: Path, prepare: object, message: str) -> None:
    place = tmp_path / "exports"
    prepare(place)  # type: ignore[operator]  # a lambda of the list above
    with pytest.raises(FolderError, match=message):
        write(place, "one")
    assert listing(tmp_path) == ["exports"]


def test_a_mount_point_is_named() -> None:
    with pytest.raises(FolderError, match="/proc: is a mount point and can't be replaced; name a folder inside it"):
        write(Path("/proc"), "one")


def test_one_run_waits_for_another(tmp_path: Path) -> None:
    said: list[str] = []

    def second() -> None:
        with folder.alone(tmp_path / "exports"):
            said.append("second")

    with ThreadPoolExecutor() as pool:
        with folder.alone(tmp_path / "exports"):
            waiting = pool.submit(second)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.2)
            said.append("first")
        waiting.result()
    assert said == ["first", "second"]


def test_releases_are_taken_over_also_where_files_have_one_name_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(source: str, target: str) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refused)
    old = tmp_path / "exports"
    (old / "2026-11").mkdir(parents=True)
    (old / "2026-11" / "a.csv").write_text("a")
    (old / MANIFEST).write_text("")
    with replaced(old) as made:
        (made / MANIFEST).write_text("new")
    assert (old / "2026-11" / "a.csv").read_text() == "a"
    assert (old / MANIFEST).read_text() == "new"
