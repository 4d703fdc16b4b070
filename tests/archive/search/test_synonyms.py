from __future__ import annotations

import re

import pytest

from archive.search.synonyms import FILE, key, longest, synonyms


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("RAT", {"rapat anggota tahunan"}),
        ("rapat anggota tahunan", {"RAT"}),
        ("kud", {"koperasi unit desa"}),
        ("P-IRT", {"PIRT", "pangan industri rumah tangga"}),
        ("produk domestik regional bruto", {"PDRB"}),
    ],
)
def test_a_name_leads_to_the_others(typed: str, others: set[str]) -> None:
    assert {name.text for name in synonyms()[key(typed)]} == others


def test_the_village_cooperatives_have_many_names() -> None:
    names = {name.text for name in synonyms()[key("KDMP")]}
    assert {"Kopdes", "KKMP", "koperasi desa merah putih", "koperasi kelurahan merah putih"} <= names


@pytest.mark.parametrize("name", ["umkm", "ksp", "rakortekcan", "nib", "kur", "dinkop"])
def test_abbreviations_of_the_field_are_known(name: str) -> None:
    assert synonyms()[name]


def test_a_name_stands_in_one_group_and_every_group_has_two() -> None:
    text = FILE.read_text(encoding="utf-8")
    names = [key(name) for name in re.findall(r'"([^"]+)"', text)]
    assert len(names) == len(set(names)) == len(synonyms())
    assert all(synonyms().values())
    assert longest() == max(name.count(" ") + 1 for name in names)
