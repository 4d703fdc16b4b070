"""What changed between two forms, in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.site.difference import CONTEXT, MAX_WORDS, Stretch, changes, stretches

WORDS = st.lists(st.sampled_from(["rapat", "koperasi", "desa", "12", "\n\n"]), max_size=30).map(" ".join)


def test_changed_words_stand_beside_each_other() -> None:
    assert changes("dihadiri 10 orang", "dihadiri 12 orang") == [
        Stretch("same", "dihadiri "),
        Stretch("lost", "10 "),
        Stretch("gained", "12 "),
        Stretch("same", "orang "),
    ]


def test_what_took_the_place_of_a_paragraphs_end_stays_in_the_paragraph() -> None:
    assert stretches("di aula.\n\nSelesai.", "di pendopo dinas.\n\nSelesai.") == [
        Stretch("same", "di "),
        Stretch("lost", "aula. "),
        Stretch("gained", "pendopo dinas.\n\n"),
        Stretch("same", "Selesai. "),
    ]
    assert stretches("Rapat.\n\nSelesai.", "Selesai.") == [Stretch("lost", "Rapat.\n\n"), Stretch("same", "Selesai. ")]


def test_long_unchanged_stretches_are_left_out() -> None:
    same = "kata " * 40
    found = changes(f"awal {same}lama", f"awal {same}baru")
    assert found is not None
    assert [part.kind for part in found] == ["gap", "same", "lost", "gained"]
    assert found[1].text == "kata " * CONTEXT


def test_equal_texts_have_no_changes() -> None:
    assert changes("sama saja", "sama  saja") == []


def test_texts_too_long_to_compare_are_not_compared() -> None:
    assert stretches("a " * MAX_WORDS, "b") is None
    assert changes("a " * MAX_WORDS, "b") is None


@given(WORDS, WORDS)
def test_both_forms_can_be_read_back(older: str, newer: str) -> None:
    found = stretches(older, newer) or []
    before = "".join(part.text for part in found if part.kind != "gained")
    after = "".join(part.text for part in found if part.kind != "lost")
    assert (before.split(), after.split()) == (older.split(), newer.split())
