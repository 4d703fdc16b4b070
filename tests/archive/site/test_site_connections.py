"""Questions in SQL learn nothing of the machine and don't fill its memory."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.archive.site.practice_room import Room


@pytest.mark.parametrize(
    "sql",
    [
        "select * from pragma_database_list",
        "select file from pragma_database_list()",
        'select "file" from PRAGMA_DATABASE_LIST as p',
        "with l as (select * from pragma_database_list) select file || '' from l",
    ],
)
def test_no_question_tells_where_the_file_lies(room: Room, sql: str) -> None:
    for ending in (".json", ".csv", ""):
        answer = room.get(f"/archive{ending}?sql={quote(sql)}")
        assert answer.status_code == 200
        assert str(room.data_dir) not in answer.text


def test_the_list_of_tables_still_comes(room: Room) -> None:
    assert room.get("/archive").status_code == 200


@pytest.mark.parametrize("sql", ["select zeroblob(900000000)", "select hex(zeroblob(400000000))"])
def test_a_huge_value_is_refused(room: Room, sql: str) -> None:
    assert room.value(f"/archive.json?sql={quote(sql)}", status=400)["ok"] is False
