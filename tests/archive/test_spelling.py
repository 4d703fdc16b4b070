from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.query import parse
from archive.reading import open_archive
from archive.spelling import suggestion
from archive.store import Archive
from tests.archive.shelf import fill


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    store = Archive(tmp_path_factory.mktemp("spelling") / "archive.db")
    fill(store)
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
