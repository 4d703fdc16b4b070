"""Tables are described in both languages, and the descriptions speak of the same things."""

from __future__ import annotations

from archive.site.described import described
from archive.site.language import language
from tests.archive.site.practice_room import Room, text

TABLES = ("articles", "offices", "revisions", "runs", "visits", "redesigns")


def test_both_languages_describe_the_same_tables_and_columns(room: Room) -> None:
    for table in TABLES:
        indonesian, english = (described(language(code), table) for code in ("id", "en"))
        assert (indonesian.language, english.language) == ("id", "en")
        assert list(indonesian.columns) == list(english.columns)
        assert indonesian.title != english.title
        columns = room.value(f"/archive/{table}.json?_shape=objects")["columns"]
        assert set(english.columns) <= set(columns), table


def test_a_table_that_nobody_described_has_its_name() -> None:
    assert described(language("id"), "state").title == "state"


def test_the_page_of_a_table_speaks_the_readers_language(room: Room) -> None:
    assert text(room.tree("/archive/articles"), "//h1") == ["Berita"]
    assert text(room.tree("/archive/articles?_lang=en"), "//h1") == ["Articles"]
