from __future__ import annotations

import sqlite3
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.search.error import QueryError
from archive.search.query import MAX_CHARACTERS, Query, Term, parse


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("koperasi", '("koperasi")'),
        ("koperasi merah putih", '("koperasi") AND ("merah") AND ("putih")'),
        ('"merah putih"', '("merah putih")'),
        ("“merah putih”", '("merah putih")'),
        ("koperasi -pasar", '("koperasi") NOT ("pasar")'),
        ('koperasi -"pasar murah" --tera', '("koperasi") NOT ("pasar murah" OR "tera")'),
        ("pelatih*", '("pelatih"*)'),
        ('"merah pu"*', '("merah pu"*)'),
        ("rapat OR bazar", '("rapat" OR "bazar")'),
        ("desa rapat ATAU bazar | pameran", '("desa") AND ("rapat" OR "bazar" OR "pameran")'),
        ("OR rapat OR", '("rapat")'),
        ("rapat or bazar", '("rapat") AND ("or") AND ("bazar")'),
        ("rapat AND bazar & tera", '("rapat") AND ("bazar") AND ("tera")'),
        ("NEAR(rapat bazar)", '("NEAR rapat") AND ("bazar")'),
        ("title:rapat", '("title rapat")'),
        ("pukul 10:30 https://x.id/a-b", '("pukul") AND ("10 30") AND ("https x id a b")'),
        ('"belum selesai', '("belum selesai")'),
        ('satu"dua', '("satu") AND ("dua")'),
        ("rapat rapat", '("rapat")'),
        ("Jum'at", '("Jum at")'),
        ("ku-\x00nci\ud800x", '("ku") AND ("nci") AND ("x")'),
        ("! -* - ( ) ^ \u0301", None),
        ('"" -""', None),
        ("", None),
        ("-pasar", None),
    ],
)
def test_every_word_reaches_the_index_in_quotation_marks(typed: str, expression: str | None) -> None:
    assert parse(typed).match == expression


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("kantor:jombang", Query(offices=("jombang",))),
        ('KANTOR: "kota malang" office:3517', Query(offices=("kota malang", "3517"))),
        ("-kantor:jombang -kategori:berita", Query(not_offices=("jombang",), not_categories=("berita",))),
        ("kategori:berita OR kategori:umkm", Query(categories=("berita", "umkm"))),
        ("sejak:2025", Query(since="2025-01-01")),
        ("sejak:2025-02 sejak:2025-01-31", Query(since="2025-02-01")),
        ("sampai:2025-02", Query(until="2025-03-01")),
        ("hingga:2025-12-31 until:2026", Query(until="2026-01-01")),
        ("rapat -pasar", Query(groups=((Term("rapat"),),), without=(Term("pasar"),))),
    ],
)
def test_filters_are_read_apart_from_words(typed: str, query: Query) -> None:
    assert parse(typed) == query


@pytest.mark.parametrize(
    ("typed", "english", "indonesian", "suggestion"),
    [
        ("kantor:", '"kantor:" needs a value', '"kantor:" perlu isi', "kantor:jombang"),
        ('sejak:""', '"sejak:" needs a value', '"sejak:" perlu isi', "sejak:2025-01"),
        ("sejak:kemarin", '"kemarin" is not a date', '"kemarin" bukan tanggal', None),
        ("sampai:2025-13", '"2025-13" is not a date', '"2025-13" bukan tanggal', None),
        ("sampai:0000", '"0000" is not a date', '"0000" bukan tanggal', None),
        ("sejak:٢٠٢٥-02-30", "is not a date", "bukan tanggal", None),
        ("-sejak:2025", '"-sejak:" is not a filter', '"-sejak:" bukan penyaring', None),
        ("k*", '"k*" would match too much', '"k*" terlalu pendek', None),
        ("a" * (MAX_CHARACTERS + 1), "is longer than 1000", "lebih dari 1000", None),
        (" ".join(map(str, range(33))), "more than 32 words; use fewer", "lebih dari 32 kata; pakailah", None),
        ('"' + "dan " * 30 + '" a -b c', "more than 32 words; use fewer", "lebih dari 32 kata; pakailah", None),
        ("ab* OR ac* ad* -ae* af* ag*", "more than 5 words with an asterisk", "lebih dari 5 kata dengan tanda", None),
    ],
)
def test_what_cannot_be_answered_is_said_in_both_languages(
    typed: str, english: str, indonesian: str, suggestion: str | None
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert english in caught.value.english == str(caught.value)
    assert indonesian in caught.value.indonesian
    assert caught.value.suggestion == suggestion


PIECES = st.sampled_from(
    [
        '"',
        "-",
        "*",
        "OR",
        "AND",
        "NOT",
        "NEAR",
        "(",
        ")",
        "^",
        ":",
        "kantor:",
        "sejak:2025",
        "rapat",
        "{title}",
        "+",
        "\x00",
    ]
)


@given(
    st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=3))).map(" ".join), st.lists(PIECES).map("".join))
)
@example('"\u0301"')
@example('a" OR "b')
def test_whatever_is_typed_is_a_query_that_fts5_reads_or_a_message(typed: str) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE f USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2')")
    with suppress(QueryError):
        assert db.execute("SELECT rowid FROM f WHERE f MATCH ?", [parse(typed).match or "any"]).fetchall() == []
    db.close()
