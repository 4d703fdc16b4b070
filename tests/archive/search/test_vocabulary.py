from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search import vocabulary
from archive.store import Archive
from tests.archive.shelf import OFFICES, fill, save


def table(archive: Archive) -> dict[str, tuple[str, int]]:
    rows = archive.db.conn.execute("SELECT word, stem, articles FROM stems ORDER BY word")
    return {word: (stem, articles) for word, stem, articles in rows}


def test_every_word_of_the_index_has_its_root_and_number_of_articles(archive: Archive) -> None:
    fill(archive)
    assert table(archive) == {}
    archive.index_words()
    words = table(archive)
    assert words["koperasi"] == ("koperasi", 4)
    assert words["dibuka"] == ("buka", 1)
    assert words["tahunan"] == ("tahun", 1)
    assert not [word for word in words if not word.isascii() or not word[0].isalpha()]


def test_words_come_and_go_with_their_articles(archive: Archive) -> None:
    archive.replace_offices(OFFICES)
    save(archive, "a", "malang", title="Membina koperasi", body="uji coba")
    save(archive, "b", "malang", title="Pembinaan koperasi", body="uji")
    archive.index_words()
    save(archive, "a", "malang", title="Melatih koperasi", body="uji")
    archive.index_words()
    assert table(archive) == {
        "koperasi": ("koperasi", 2), "melatih": ("latih", 1), "pembinaan": ("bina", 1), "uji": ("uji", 2),
    }  # fmt: skip


def test_other_rules_find_all_roots_anew(archive: Archive) -> None:
    fill(archive)
    archive.index_words()
    before = table(archive)
    archive.db.conn.execute("UPDATE stems SET stem = 'salah'")
    archive.db.conn.execute("UPDATE state SET value = 'yesterday' WHERE key = 'stems'")
    archive.index_words()
    assert table(archive) == before


def test_a_run_that_dies_leaves_the_words_as_they_were(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(archive)
    archive.index_words()
    before = table(archive)
    save(archive, "baru", "malang", title="Perdagangan")

    def dies(word: str) -> str:
        raise RuntimeError(word)

    with monkeypatch.context() as patched:
        patched.setattr(vocabulary, "stem", dies)
        with pytest.raises(RuntimeError):
            archive.index_words()
    assert table(archive) == before
    archive.index_words()
    assert table(archive)["perdagangan"] == ("dagang", 1)


@settings(max_examples=20)
@given(nights=st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from(["membina", "dibina rapat", ""]))))
def test_night_by_night_gives_what_a_rebuild_gives(
    tmp_path_factory: pytest.TempPathFactory, nights: list[dict[str, str]]
) -> None:
    nightly, rebuilt = (Archive(tmp_path_factory.mktemp("words") / "archive.db") for _ in range(2))
    for store in (nightly, rebuilt):
        store.replace_offices(OFFICES)
        for night in nights:
            for name, body in night.items():
                save(store, name, "malang", title=f"judul {name}{name}", body=body)
            if store is nightly:
                store.index_words()
        store.index_words()
    assert table(nightly) == table(rebuilt)
    for store in (nightly, rebuilt):
        store.close()


def test_forms_and_beginnings_are_read_with_any_kind_of_rows(archive: Archive) -> None:
    archive.replace_offices(OFFICES)
    save(archive, "a", "malang", title="Membina", body="pembinaan bina binatang")
    save(archive, "b", "malang", title="Pembinaan", body="dibina")
    archive.index_words()
    db = archive.db.conn
    db.row_factory = sqlite3.Row
    assert vocabulary.forms(db, "dibina", 9) == ["pembinaan", "bina", "membina"]
    assert vocabulary.forms(db, "membinakan", 2) == ["pembinaan", "bina"]
    assert vocabulary.forms(db, "binatang", 9) == []
    assert vocabulary.beginning(db, "bin", 9) == [("bina", 1), ("binatang", 1)]
    assert vocabulary.usual(db, ["bina", "pembinaan", "tidakada"]) == {"bina": 1, "pembinaan": 2}
