from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading import open_archive
from archive.search.query import parse
from archive.search.spelling import MORE_USUAL, suggestion
from archive.store import Archive
from tests.archive.shelf import OFFICES, fill, save


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    store = Archive(tmp_path_factory.mktemp("spelling") / "archive.db")
    fill(store)
    store.index_words()
    connection = open_archive(store.path)
    yield connection
    connection.close()
    store.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("koprasi", "koperasi"),
        ("kooperasi", "koperasi"),
        ("koperadi", "koperasi"),
        ("kopearsi", "koperasi"),
        ("Koprasi merah", "koperasi merah"),
        ('"koprasi desa" kantor:jombang -pasar', '"koperasi desa" kantor:jombang -pasar'),
        ("koprasi OR pelatihn", "koperasi OR pelatihan"),
        ("koperasi merah", None),  # nothing unknown
        ("koprasi xyzzyxyzzy", None),  # one of them can't be guessed
        ("kprs", None),
        ("kop", None),
        ("kopra*", None),  # the beginning of a word isn't a word
        ("-koprasi", None),
        ("koprasi dsea mrah putihh", None),  # too much to guess
        ("1234", None),
        ("", None),
    ],
)
def test_a_slip_is_mended_with_a_word_of_the_archive(db: sqlite3.Connection, typed: str, meant: str | None) -> None:
    assert suggestion(db, typed, parse(typed)) == meant


@given(st.integers(0, 7), st.sampled_from("abcdefghijklmnopqrstuvwxyz"), st.sampled_from(["cut", "put", "add", "swap"]))
def test_any_single_slip_in_a_usual_word_is_mended(db: sqlite3.Connection, at: int, letter: str, slip: str) -> None:
    word = "koperasi"
    before, after = word[:at], word[at:]
    swapped = before + after[1:2] + after[:1] + after[2:]
    typed = {
        "cut": before + after[1:],
        "put": before + letter + after[1:],
        "add": before + letter + after,
        "swap": swapped,
    }
    assert suggestion(db, typed[slip], parse(typed[slip])) == ("koperasi" if typed[slip] != word else None)


def test_a_word_that_others_slipped_on_too_is_mended(archive: Archive) -> None:
    archive.replace_offices(OFFICES)
    for number in range(2 * MORE_USUAL):
        save(archive, f"a{number}", "malang", title="Koperasi", body="rapat" if number < 9 else "")
    save(archive, "b", "malang", title="Koprasi", body="rapad")
    archive.index_words()
    assert suggestion(archive.db.conn, "koprasi", parse("koprasi")) == "koperasi"
    assert suggestion(archive.db.conn, "rapad", parse("rapad")) is None  # "rapat" isn't that much more usual


def test_a_word_that_came_tonight_is_not_misspelt(archive: Archive) -> None:
    archive.replace_offices(OFFICES)
    save(archive, "a", "malang", title="Koperasi")
    archive.index_words()
    save(archive, "b", "malang", title="Koperasu")
    assert suggestion(archive.db.conn, "koperasu", parse("koperasu")) is None
