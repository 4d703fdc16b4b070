"""Three nights over the practice offices, as an operator would have them: every article, every edit, nothing else."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from archive.models import Outcome
from demo.offices import ExpectedArticle, effects, expected, write_registry
from demo.server import PracticeServer, serve
from tests.scripted import archive, scrapy


class Nights:
    """The practice offices, a data folder, and what each night said."""

    def __init__(self, folder: Path, server: PracticeServer) -> None:
        self.folder = folder
        self.server = server
        write_registry(folder / "offices", server.ports)

    def crawl(self, night: int) -> Counter[str]:
        """Crawl all offices; returns requests per office."""
        self.server.night = night
        self.server.log.clear()
        done = scrapy(self.folder, "nightly")
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr, done.stderr
        assert "ERROR" not in done.stderr, done.stderr
        return Counter(access.office for access in self.server.log)

    def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        connection = sqlite3.connect(self.folder / "data" / "archive.db")
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute(sql, values)]
        connection.close()
        return rows

    def articles(self) -> dict[tuple[str, str], dict[str, Any]]:
        """(office, path) -> row. One article is listed under an alias of its path, with a category in it."""
        rows = self.rows("SELECT * FROM articles")
        return {(row["office"], urlsplit(row["url"]).path.replace("/uncategorized/", "/")): row for row in rows}

    def dump(self) -> list[str]:
        tables = ("offices", "articles", "revisions", "runs", "visits")
        return [repr(row) for table in tables for row in self.rows(f"SELECT * FROM {table} ORDER BY 1, 2")]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    with serve() as server:
        yield Nights(tmp_path_factory.mktemp("nights"), server)


def ours(night: int) -> dict[tuple[str, str], ExpectedArticle]:
    return {(each.office, each.path): each for each in expected(night) if each.about}


def listed_news(night: int) -> set[tuple[str, str]]:
    """New articles of a night, those too that don't concern the office."""
    before = {(each.office, each.path) for each in expected(night - 1)}
    return {(each.office, each.path) for each in expected(night)} - before


def lines_of(body: str, said: ExpectedArticle) -> tuple[str, ...]:
    """The body's lines without captions and what a site adds of its author, "Reporter : Ayu" or "(wts/dinkopum)"."""
    lines = [
        line.removeprefix("- ")
        for line in body.splitlines()
        if line.strip() and line not in said.images and not line.startswith("Reporter :")
    ]
    return (*lines[:-1], re.sub(r"\s*\([\w ]+/[\w ]+\)$", "", lines[-1]))


def test_the_first_night_brings_every_article_as_it_stands(nights: Nights) -> None:
    requests = nights.crawl(1)
    found, truth = nights.articles(), ours(1)
    assert found.keys() == truth.keys()
    dated = 0
    for key, row in found.items():
        said = truth[key]
        assert (row["title"], row["published"]) == (said.title, said.published), key
        assert lines_of(row["body"], said) == said.paragraphs, key
        assert said.category in (None, row["category"]), key
        assert tuple(each["title"] for each in json.loads(row["attachments"])) == said.attachments, key
        event = tuple(day.isoformat() for day in said.event) if said.event else (None, None)
        first, last = row["event_from"], row["event_to"]
        assert first is None or event[0] <= first <= last <= event[1], key
        dated += event == (row["event_from"], row["event_to"])
    assert dated >= 0.9 * len(found)  # what happens since or until a day is no event of that day
    assert nights.rows("SELECT count(*) AS n FROM revisions") == [{"n": 0}]
    assert requests["praktik-sumberagung"] == 2  # robots.txt and one page of the API


def test_a_second_unchanged_night_costs_one_request_an_office_and_changes_nothing(nights: Nights) -> None:
    before = nights.rows("SELECT id, title, body, published, revisions FROM articles ORDER BY id")
    assert nights.crawl(1) == dict.fromkeys(nights.server.ports, 1)
    assert nights.rows("SELECT id, title, body, published, revisions FROM articles ORDER BY id") == before


@pytest.mark.parametrize("night", [2, 3])
def test_a_night_of_changes_brings_exactly_those_that_lists_show(nights: Nights, night: int) -> None:
    before = {row["id"]: row for row in nights.articles().values()}
    requests = nights.crawl(night)
    after = nights.articles()
    shown = [effect for effect in effects(night) if effect.visible_in != "revisit"]
    new = {(effect.office, effect.path) for effect in shown if effect.outcome is Outcome.NEW}
    assert {key for key, row in after.items() if row["id"] not in before} == new & ours(night).keys()
    revised = {(effect.office, effect.path) for effect in shown if effect.outcome is Outcome.REVISED}
    changed = {
        key for key, row in after.items() if row["id"] in before and row["revisions"] > before[row["id"]]["revisions"]
    }
    assert changed == revised
    for key in changed | (new & ours(night).keys()):
        assert after[key]["title"] == ours(night)[key].title
    asked = Counter(dict.fromkeys(requests, 1)) + Counter(office for office, _ in listed_news(night))
    deleted = [effect.office for effect in effects(night) if effect.outcome is Outcome.GONE]
    controls = set(deleted)  # an article that is missing has one looked at that should be there
    assert requests <= asked + Counter(office for office, _ in revised) + Counter([*deleted, *controls])


def test_reading_everything_again_gives_the_same_rows(nights: Nights) -> None:
    before = nights.dump()
    for arguments in (["reextract"], ["reextract", "--relearn"], ["reextract", "praktik-jombang"]):
        assert scrapy(nights.folder, *arguments).returncode == 0
        assert nights.dump() == before


def test_a_check_says_whether_a_rebuild_would_change_anything(nights: Nights) -> None:
    done = scrapy(nights.folder, "reextract", "--check")
    assert (done.returncode, done.stdout) == (0, "reextract: archive.db is what a rebuild from crawl.db gives\n")
    connection = sqlite3.connect(nights.folder / "data" / "archive.db")
    [(number, author)] = connection.execute(
        "SELECT id, author FROM articles WHERE author IS NOT NULL LIMIT 1"
    ).fetchall()
    for name, said in (("orang lain", 1), (author, 0)):
        with connection:
            connection.execute("UPDATE articles SET author = ? WHERE id = ?", (name, number))
        done = scrapy(nights.folder, "reextract", "--check")
        assert done.returncode == said
        assert (f"reextract: articles {number}: author differ\n" in done.stdout) is bool(said)
        proof = archive(nights.folder, "verify")
        assert (proof.returncode, proof.stderr) == (said, "")
        assert (f"FAULT  archive.db: articles {number}: author differ\n" in proof.stdout) is bool(said)
        assert ("whole  archive.db against a rebuild from crawl.db\n" in proof.stdout) is not bool(said)
    connection.close()
    assert [path.name for path in (nights.folder / "data").iterdir() if path.name.startswith(".check")] == []
    assert scrapy(nights.folder, "reextract", "--check", "praktik-jombang").returncode == 2


def test_the_night_is_logged_for_machines_too(nights: Nights) -> None:
    lines = (nights.folder / "data" / "logs" / "nightly.jsonl").read_text(encoding="utf-8").splitlines()
    said = [json.loads(line)["message"] for line in lines]
    assert sum(message.startswith("nightly: ") for message in said) == 4
    assert any(message.startswith("praktik-jombang: 39 new") for message in said)


def test_the_rakortekcan_report_is_found_and_exported(nights: Nights) -> None:
    done = archive(nights.folder, "search", "rakortekcan", "--json")
    assert done.returncode == 0, done.stderr
    path = "/berita/rapat-koordinasi-teknis-perencanaan-pemberdayaan-kukm-tahun-2025-11620"
    assert any(path in line for line in done.stdout.splitlines())
    out = nights.folder / "out"
    assert archive(nights.folder, "export", str(out)).returncode == 0
    [record] = [each for each in json.loads((out / "articles.json").read_text()) if each["url"].endswith(path)]
    assert (record["office"], record["region_code"], record["region"]) == (
        "praktik-jombang",
        "3517",
        "Kabupaten Jombang",
    )
    assert (record["published"], record["published_from"]) == ("2025-02-10", "dateline")
    assert (record["event_from"], record["event_to"]) == ("2025-02-10", "2025-02-11")
    assert record["revisions"] == 0
    assert record["status"] == "present"
