"""Datasette's own pages stay useful: search, facets, labels, JSON, CSV, SQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from archive.site.plugins.connections import MAX_BYTES
from tests.archive.site.practice_room import Room, article, text

ROOT = Path(__file__).parents[3]
ARRAY = "_shape=array&_size=max"
ENDLESS = "with recursive t(n) as (select 1 union all select n+1 from t) select count(*) from t"
NUMBERS = "with recursive t(n) as (select 1 union all select n+1 from t limit 1200) select n from t"


def test_the_search_box_finds_fewer_rows_and_the_right_ones(room: Room) -> None:
    assert len(room.value(f"/archive/articles.json?{ARRAY}")) == 60
    found = room.value(f"/archive/articles.json?_search=rakortekcan&{ARRAY}")
    assert [row["title"] for row in found] == ["Rakortekcan membahas rencana 2026"]
    assert {row["category"] for row in room.value(f"/archive/articles.json?_search=timbangan&{ARRAY}")} == {
        "Perdagangan"
    }
    assert room.tree("/archive/articles").xpath("//label[@for='_search']")


def test_newest_first_with_facets_by_office_year_and_category(room: Room) -> None:
    value = room.value("/archive/articles.json")
    assert [row[0] for row in value["rows"][:3]] == [60, 59, 58]
    assert set(value["facet_results"]) == {"office", "year", "category"}
    labels = {result["value"]: result["label"] for result in value["facet_results"]["office"]["results"]}
    assert labels["jombang"] == "Kabupaten Jombang"


def test_an_office_is_shown_by_its_region_and_an_id_leads_to_the_article(room: Room) -> None:
    tree = room.tree("/archive/articles?id=5700")
    assert text(tree, "//td[contains(@class, 'col-office')]") == ["Kabupaten Jombang jombang"]
    assert tree.xpath("//td[contains(@class, 'col-id')]/a/@href") == ["/artikel/5700"]
    assert room.tree("/archive/articles/58").xpath("//td[contains(@class, 'col-id')]/a/@href") == ["/artikel/5700"]
    assert room.tree("/archive/revisions").xpath("//td[contains(@class, 'col-article_id')]/a/@href") == [
        "/artikel/5700"
    ]


def test_every_column_of_the_articles_is_described(room: Room) -> None:
    columns = set(room.value("/archive/articles.json")["columns"])
    described = room.value("/-/metadata.json")["databases"]["archive"]["tables"]["articles"]["columns"]
    assert set(described) == columns


def test_tables_that_only_serve_the_archive_itself_are_hidden(room: Room) -> None:
    shown = text(room.tree("/archive"), "//div[@class='db-tables']//h2/a")
    assert shown == ["Berita", "Kantor", "Rancangan ulang", "Bentuk sebelumnya", "Perayapan", "Kunjungan"]


def test_all_rows_as_csv(room: Room) -> None:
    lines = room.get("/archive/articles.csv?_stream=on&office=jombang&_col=title").text.splitlines()
    assert (lines[0], len(lines)) == ("position,title", 14)


def test_one_row_is_one_row_in_english_too(room: Room) -> None:
    assert text(room.tree("/archive?_lang=en"), "//div[@class='db-tables']//h2/span") == [
        "60 rows", "7 rows", "0 rows", "1 row", "1 row", "3 rows",
    ]  # fmt: skip
    assert text(room.tree("/archive/articles?_lang=en&id=5700"), "//main//h2")[0].startswith("1 row ")
    assert text(room.tree("/archive?_lang=en&sql=select+1"), "//main//h2") == ["1 row"]
    assert text(room.tree("/archive?_lang=en&sql=select+1+where+0"), "//p[@class='zero-results']") == ["0 rows"]


def test_sql_is_answered_within_limits(room: Room) -> None:
    tree = room.tree("/archive?sql=select+office,+count(*)+as+n+from+articles+group+by+office+order+by+office")
    assert text(tree, "//table//tbody/tr")[0] == "jombang 13"
    tree = room.tree(f"/archive?sql={quote(ENDLESS)}", status=400)
    assert text(tree, "//p[@class='lead']")[0].startswith("Kueri ini berjalan terlalu lama")


def test_sql_that_cannot_be_run_is_not_lost(room: Room) -> None:
    assert text(room.tree("/archive?sql=select+1"), "//h1") == ["Kueri SQL"]
    tree = room.tree("/archive?sql=drop+table+articles&_lang=en", status=400)
    assert text(tree, "//p[@class='lead']") == ["This SQL can’t be run: Statement must be a SELECT."]
    assert text(tree, "//form//textarea[@name='sql']") == ["drop table articles"]
    assert tree.xpath("//form[.//textarea]/@action") == ["/archive"]
    assert tree.xpath("//form[.//textarea]/input[@name='_lang']/@value") == ["en"]


def test_a_row_is_read_downwards_and_leads_to_what_refers_to_it(room: Room) -> None:
    tree = room.tree("/archive/articles/58")
    assert text(tree, "//table/tr/th") == room.value("/archive/articles.json")["columns"]
    assert text(tree, "//table/tr[th='title']/td") == ["Rakortekcan membahas rencana 2026"]
    assert tree.xpath("//ul[@class='bullets']//a/@href") == ["/archive/revisions?article_id=5700"]
    assert len(room.value("/archive/revisions.json?article_id=5700&_shape=array")) == 1
    assert text(room.tree("/archive/offices/jombang"), "//ul[@class='bullets']/li")[0] == "articles.office : 13 baris"


def test_the_page_is_in_the_readers_language(room: Room) -> None:
    assert room.tree("/archive/articles").xpath("//form[@class='filters']/input[@type='submit']/@value") == ["Terapkan"]
    tree = room.tree("/archive/articles?_lang=en")
    assert tree.xpath("//form[@class='filters']/input[@type='submit']/@value") == ["Apply"]
    assert tree.xpath("//form[@class='filters']/input[@name='_lang']/@value") == ["en"]


def test_a_table_without_rows_says_so_in_the_readers_language(room: Room) -> None:
    tree = room.tree("/archive/articles?office=atlantis")
    assert text(tree, "//h2") == ["0 baris"]
    assert "records" not in tree.text_content()


def test_limits_are_those_that_pages_and_documents_name(room: Room) -> None:
    settings = room.value("/-/settings.json")
    limits = {name: settings[name] for name in ("sql_time_limit_ms", "max_returned_rows", "allow_download")}
    assert limits == {"sql_time_limit_ms": 2000, "max_returned_rows": 1000, "allow_download": False}
    assert MAX_BYTES == 32_000_000
    document = " ".join((ROOT / "docs" / "reading-room.md").read_text(encoding="utf-8").split())
    assert "SQL is read-only, stops after 2 seconds, returns at most 1000 rows, no value of more than 32 MB" in document
    quiet = "//form[@class='sql']/p[@class='quiet']"
    assert text(room.tree("/archive"), quiet) == ["Hanya membaca; paling lama 2 detik dan 1.000 baris."]
    assert text(room.tree("/archive?_lang=en"), quiet) == ["Read-only; at most 2 seconds and 1,000 rows."]


@pytest.mark.parametrize("ending", [".json", ".csv"])
def test_no_parameter_gives_a_question_more_time(room: Room, ending: str) -> None:
    answer = room.get(f"/archive{ending}?sql={quote(ENDLESS)}&_timelimit=60000&_stream=on")
    assert answer.status_code == 400
    assert "terlalu lama" in answer.text


@pytest.mark.parametrize("more", ["", "&_size=max", "&_size=1200"])
def test_a_question_is_answered_with_a_thousand_rows_and_told_that_there_are_more(room: Room, more: str) -> None:
    value = room.value(f"/archive.json?sql={quote(NUMBERS)}{more}")
    assert (len(value["rows"]), value["truncated"]) == (1000, True)
    lines = room.get(f"/archive.csv?sql={quote(NUMBERS)}{more}&_stream=on").text.splitlines()
    assert (lines[-1], len(lines)) == ("1000", 1001)
    heading = text(room.tree(f"/archive?_lang=en&sql={quote(NUMBERS)}{more}"), "//main//h2")
    assert heading == ["more than 1,000 rows"]


def test_a_table_comes_by_the_thousand_and_whole_as_a_stream(open_room: Callable[..., Room]) -> None:
    room = open_room([article(number) for number in range(1050)])
    assert len(room.value("/archive/articles.json")["rows"]) == 50
    assert len(room.value("/archive/articles.json?_size=max&_shape=array")) == 1000
    assert room.value("/archive/articles.json?_size=1001", status=400)["error"] == "_size must be <= 1000"
    assert len(room.get("/archive/articles.csv?_size=max&_col=title").text.splitlines()) == 1001
    whole = room.get("/archive/articles.csv?_stream=on&_col=title").text.splitlines()
    assert whole == [
        "position,title",
        *(f"{number + 1},{article(number)['title']}" for number in reversed(range(1050))),
    ]
