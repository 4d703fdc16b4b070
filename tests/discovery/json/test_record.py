from __future__ import annotations

import pytest

from scrapers.discovery.json.record import text_at, unfold, value_at

RECORD = {
    "judul": " Pasar ",
    "no": 7,
    "ya": True,
    "kategori": {"nama": "Umum"},
    "foto": [{"url": "/a.jpg"}],
    "a.b": "x",
    "n": None,
}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("judul", "Pasar"),
        ("no", "7"),
        ("ya", ""),
        ("n", ""),
        ("kategori", "Umum"),
        ("kategori.nama", "Umum"),
        ("kategori.tidak.ada", ""),
        ("foto.0.url", "/a.jpg"),
        ("foto.0", "/a.jpg"),
        ("foto.9", ""),
        ("foto.¹", ""),
        ("a.b", "x"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_field_as_text(path: str | None, text: str) -> None:
    assert text_at(RECORD, path) == text


def test_a_path_through_something_else_leads_nowhere() -> None:
    assert value_at("x", "a.b") is None


@pytest.mark.parametrize(
    ("value", "unfolded"),
    [("[1]", [1]), ('{"a": 1}', {"a": 1}), ("[x", "[x"), ("x", "x"), (1, 1), ("[" * 90_000, "[" * 90_000)],
)
def test_json_in_a_string_is_unfolded(value: object, unfolded: object) -> None:
    assert unfold(value) == unfolded
