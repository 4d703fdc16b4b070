from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading import open_archive
from archive.search import expansion
from archive.search.expansion import Expansion, expand
from archive.search.query import parse
from archive.store import Archive
from tests.archive.shelf import OFFICES, fill, save


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    store = Archive(tmp_path_factory.mktemp("expansion") / "archive.db")
    fill(store)
    save(store, "bina", "malang", title="Membina perkoperasian", body="Pembinaan, dibina; membina lagi RAT.")
    save(store, "bina2", "malang", title="Dibina", body="Ketua")
    store.index_words()
    connection = open_archive(store.path)
    yield connection
    connection.close()
    store.close()


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("pembinaan", '("pembinaan" OR "dibina" OR "membina")'),
        ("Pembinaan", '("Pembinaan" OR "dibina" OR "membina")'),
        ("pémbinaan", '("pémbinaan" OR "dibina" OR "membina")'),
        ('"pembinaan"', '("pembinaan")'),
        ("pembinaa*", '("pembinaa"*)'),
        ("pembinaan persis:ya", '("pembinaan")'),
        ("pembinaan exact:no", '("pembinaan" OR "dibina" OR "membina")'),
        ("putih -pembinaan", '("putih") NOT ("pembinaan")'),
        ("dibina OR putih", '("dibina" OR "putih" OR "membina" OR "pembinaan")'),
        ("KUD", '("KUD" OR "koperasi unit desa")'),
        ("KUD OR putih", '("KUD" OR "putih" OR "koperasi unit desa")'),
        ("P-IRT", '("P IRT" OR "pirt" OR "pangan industri rumah tangga")'),
        ("nomor induk berusaha", '("nomor" OR "nib") AND ("induk" OR "nib") AND ("berusaha" OR "usaha" OR "nib")'),
        ('"nomor induk berusaha"', '("nomor induk berusaha")'),
        ("nomor -induk berusaha", '("nomor") AND ("berusaha" OR "usaha") NOT ("induk")'),
        ("nomor OR induk berusaha", '("nomor" OR "induk") AND ("berusaha" OR "usaha")'),
        ("", None),
        ("2025", '("2025")'),
    ],
)
def test_a_query_is_widened(db: sqlite3.Connection, typed: str, match: str | None) -> None:
    assert expand(db, parse(typed)).query.match == match


def test_the_reader_is_told_what_else_is_looked_for(db: sqlite3.Connection) -> None:
    expanded = expand(db, parse("pembinaan rapat anggota tahunan rat"))
    assert expanded.expansions == (
        Expansion("pembinaan", forms=("dibina", "membina")),
        Expansion("rapat anggota tahunan", names=("RAT",)),
        Expansion("rat", names=("rapat anggota tahunan",)),
    )
    assert expanded.expansions[0].record() == {"typed": "pembinaan", "forms": ["dibina", "membina"], "names": []}


def test_the_longest_name_counts(db: sqlite3.Connection) -> None:
    [said] = expand(db, parse("koperasi desa merah putih persis:tidak")).expansions[-1:]
    assert said.typed == "koperasi desa merah putih"
    assert "KDMP" in said.names


def test_the_forms_of_all_words_together_are_bounded(archive: Archive) -> None:
    archive.replace_offices(OFFICES)
    save(
        archive,
        "a",
        "malang",
        title=" ".join(f"{affix}bina" for affix in ("mem", "di", "ter", "pem", "ber", "ke", "se")),
    )
    save(
        archive,
        "b",
        "malang",
        title=" ".join(f"{affix}latih" for affix in ("me", "di", "ter", "pe", "ber", "ke", "se")),
    )
    archive.index_words()
    expanded = expand(archive.db.conn, parse("bina latih " + " ".join(f"kata{number}" for number in range(20))))
    assert [len(each.forms) for each in expanded.expansions] == [2, 2]


@pytest.mark.parametrize(("most", "partial"), [(100, False), (2, True)])
def test_a_common_beginning_stands_for_the_words_that_begin_so(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, most: int, *, partial: bool
) -> None:
    monkeypatch.setattr(expansion, "COMMON_BEGINNING", 3)
    monkeypatch.setattr(expansion, "BEGINNINGS", most)
    expanded = expand(db, parse("pe*"))
    [group] = expanded.query.groups
    words = [term.text for term in group]
    assert expanded.partial is partial
    assert len(words) == (2 if partial else len(words))
    assert all(word.startswith("pe") for word in words)
    assert not any(term.prefix for term in group)
    assert expanded.expansions == ()


@given(
    st.lists(st.sampled_from(["pembinaan", "OR", "rapat", "anggota", "tahunan", "RAT", '"a b"', "-rapat", "pe*", "é"]))
)
def test_widening_never_loses_what_was_typed(db: sqlite3.Connection, pieces: list[str]) -> None:
    query = parse(" ".join(pieces))
    wide = expand(db, query).query
    assert wide.without == query.without
    assert [group[: len(typed)] for group, typed in zip(wide.groups, query.groups, strict=True)] == list(query.groups)
