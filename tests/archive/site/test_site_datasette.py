"""Datasette's own pages stay useful: search, facets, labels, JSON, CSV, SQL."""

from __future__ import annotations

from urllib.parse import quote

from tests.archive.site.practice_room import Room, text

ARRAY = "_shape=array&_size=max"


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
    endless = "with recursive t(n) as (select 1 union all select n+1 from t) select count(*) from t"
    tree = room.tree(f"/archive?sql={quote(endless)}", status=400)
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
