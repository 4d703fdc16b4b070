from __future__ import annotations

from archive.search.error import QueryError


def test_a_refusal_speaks_both_languages_and_english_by_itself() -> None:
    error = QueryError("no such office", "kantor tidak dikenal", "kantor:jombang", "jombng")
    assert str(error) == error.english == "no such office"
    assert (error.indonesian, error.suggestion, error.typed) == ("kantor tidak dikenal", "kantor:jombang", "jombng")
