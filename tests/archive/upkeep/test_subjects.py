from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.crawl_log import CrawlLog
from archive.crawl_log.decisions import Decisions
from archive.crawl_log.sightings import Sighting
from archive.store import Archive, article_id
from archive.upkeep.subjects import Subject, find
from tests.archive.shelf import fill, save
from tests.samples import at

RAT = Subject(article_id("jombang", "jombang.example.go.id/rat"), "jombang", "https://jombang.example.go.id/rat")


@pytest.fixture
def books(crawl_log: CrawlLog, archive: Archive) -> tuple[CrawlLog, Archive]:
    fill(archive)
    return crawl_log, archive


def found(books: tuple[CrawlLog, Archive], target: str) -> list[Subject]:
    return find(target, books[0].db, books[1].db)


@pytest.mark.parametrize(
    "target",
    [
        "https://jombang.example.go.id/rat",
        "http://www.jombang.example.go.id/rat/",
        "HTTPS://JOMBANG.example.go.id/rat#komentar",
        " https://jombang.example.go.id/r%61t?utm_source=wa&fbclid=1\n",
        str(RAT.article),
        f"https://arsip.example.id/artikel/{RAT.article}?lang=en",
        f"http://127.0.0.1:8001/artikel/{RAT.article}.json",
        f"/artikel/{RAT.article}",
    ],
)
def test_an_article_is_found_as_people_name_it(books: tuple[CrawlLog, Archive], target: str) -> None:
    assert found(books, target) == [RAT]


@pytest.mark.parametrize(
    "target",
    [
        "https://jombang.example.go.id/ra",
        "https://jombang.example.go.id/",
        "https://jombang.example.go.id/rat?id=2",
        "https://malang.example.go.id/rat",
        "rat",
        "",
        "12345",
        "https://jombang.example.go.id/artikel/12345",
        "http://[broken",
        "9" * 30,
        "https://jombang.example.go.id/\udce9",
    ],
)
def test_nothing_else_is(books: tuple[CrawlLog, Archive], target: str) -> None:
    assert found(books, target) == []


def test_a_query_names_an_article(books: tuple[CrawlLog, Archive]) -> None:
    for number in (1, 2):
        save(books[1], f"index.php?id={number}", "malang")
    [subject] = found(books, "https://malang.example.go.id/index.php?id=2&utm_medium=x")
    assert subject.url == "https://malang.example.go.id/index.php?id=2"


def test_a_number_in_an_offices_address_is_no_permalink(books: tuple[CrawlLog, Archive]) -> None:
    save(books[1], "artikel/7", "malang")
    [subject] = found(books, "https://malang.example.go.id/artikel/7")
    assert subject.office == "malang"


def test_an_article_that_was_only_seen(books: tuple[CrawlLog, Archive]) -> None:
    host = "jombang.example.go.id"
    books[0].sightings.see("jombang", [Sighting("joomla:9", f"https://{host}/9-baru", host)], at())
    assert found(books, f"https://{host}/9-baru") == [
        Subject(article_id("jombang", "joomla:9"), "jombang", f"https://{host}/9-baru")
    ]


def test_an_article_that_was_withdrawn(books: tuple[CrawlLog, Archive]) -> None:
    Decisions(books[0].db).withdraw([RAT], at=at(), reason="asked")
    Decisions(books[0].db).apply(books[1].db)
    assert found(books, RAT.url) == found(books, str(RAT.article)) == [RAT]


def test_a_page_that_two_offices_share(books: tuple[CrawlLog, Archive]) -> None:
    host = "portal.example.go.id"
    for office in ("jombang", "malang"):
        books[0].sightings.see(office, [Sighting("x", f"https://{host}/x", host)], at())
    assert [subject.office for subject in found(books, f"https://{host}/x")] == ["jombang", "malang"]


@given(st.text() | st.text(alphabet="htps:/[]?#%&=@0123456789.artikel"))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_answered(books: tuple[CrawlLog, Archive], tmp_path: Path, target: str) -> None:
    assert found(books, target) in ([], [RAT])
