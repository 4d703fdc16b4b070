from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.stems import LONGEST, roots, stem
from tests.archive.search.families import families

FAMILIES = families()


def pairs(groups: Iterator[list[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}


def joined(stemmer: Callable[[str], str]) -> set[tuple[str, str]]:
    groups: dict[str, list[str]] = {}
    for words in FAMILIES.values():
        for word in words:
            groups.setdefault(stemmer(word), []).append(word)
    return pairs(iter(groups.values()))


def test_the_labelled_words_are_many_and_each_has_one_family() -> None:
    counted = Counter(word for words in FAMILIES.values() for word in words)
    assert len(counted) >= 800
    assert {word for word, count in counted.items() if count > 1} == set()


def test_nearly_all_forms_of_a_word_are_joined_and_nothing_else() -> None:
    true, found = pairs(iter(FAMILIES.values())), joined(stem)
    assert found - true == set()
    assert len(true & found) / len(true) > 0.98


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("perkoperasian", "koperasi"),
        ("koperasinya", "koperasi"),
        ("pembinaan", "bina"),
        ("menyimpan", "simpan"),
        ("memutus", "putus"),
        ("menimbang", "timbang"),
        ("pengecekan", "cek"),
        ("mengurus", "urus"),
        ("mengirimkannya", "kirim"),
        ("dipertanggungjawabkan", "tanggungjawab"),
        ("belajar", "ajar"),
        ("bekerja", "kerja"),
        ("petani", "tani"),
        ("wirausahawan", "wirausaha"),
        ("digitalisasi", "digital"),
        ("memperhatikan", "perhati"),
        ("perhatiannya", "perhati"),
        ("kediri", "kediri"),
        ("gunawan", "gunawan"),
        ("megawati", "megawati"),
        ("etawanya", "etawa"),
        ("wonokromo", "wonokromo"),
        ("covid", "covid"),
        ("2025", "2025"),
        ("", ""),
    ],
)
def test_a_word_has_its_root(word: str, root: str) -> None:
    assert stem(word) == root


def test_every_root_is_its_own_root() -> None:
    assert {word: root for word, root in roots().items() if stem(word) != root} == {}


@given(st.text(max_size=LONGEST + 5))
def test_a_root_is_found_in_any_text_and_is_never_longer(text: str) -> None:
    root = stem(text)
    assert len(root) <= len(text) + 3  # a letter for each of three prefixes that may have swallowed one
    assert stem(text) == root
