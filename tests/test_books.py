from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.crawl_log import Yield
from archive.crawl_log.sightings import Sighting
from archive.models import Hint, Kind, Run, Snapshot
from archive.upkeep.subjects import Subject
from scrapers.books import Books
from scrapers.layouts import SAMPLE
from scrapers.registry.office import Office
from tests.practice import OFFICE_OF, article_paths, declaration, page_bytes
from tests.samples import at, page

NAME = "praktik-tanjungsari"
OFFICES = {NAME: declaration(NAME)}
HOST = OFFICES[NAME].sites[0].host
PATHS = article_paths(OFFICE_OF[NAME])


def practice_page(path: str, *, nights: int = 0, body: bytes | None = None) -> Yield:
    url = f"http://{HOST}{path}"
    snapshot = replace(
        page(path, page_bytes(NAME, path) if body is None else body, nights=nights),
        office=NAME, site=HOST, url=url, final_url=url, tls_verified=None,
    )  # fmt: skip
    return Yield(snapshot, sightings=[Sighting(f"{HOST}{path}", url, HOST)])


def post(number: int, text: str, *, nights: int = 0) -> Yield:
    url = f"http://{HOST}/entri/{number}"
    said = {
        "title": f"Entri {number}",
        "link": url,
        "content_html": f"<p>{text}</p>",
        "published": f"2026-01-0{number}",
    }
    listing = replace(practice_page("/rss.xml", nights=nights, body=b"<rss/>").snapshot, kind=Kind.FEED)
    part = replace(listing, url=url, final_url=url, kind=Kind.ENTRY, body=json.dumps(said).encode())
    return Yield(listing, parts=[part], sightings=[Sighting(f"{HOST}/entri/{number}", url, HOST)])


TEXT = "Dinas koperasi mengadakan pelatihan bagi pelaku usaha mikro di balai desa dan diikuti empat puluh peserta. " * 3


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    made = Books(tmp_path, OFFICES)
    yield made
    made.close()


def crawl(books: Books, brought: list[Yield]) -> list[str]:
    """Keep and publish as the pipelines do; returns the outcomes."""
    run = books.begin_run([NAME])
    outcomes = [outcome for each in brought for outcome, _ in books.publish(books.keep(run.id, each))]
    outcomes += [outcome for outcome, _ in asyncio.run(books.settle(NAME, HOST))]
    books.see([NAME])
    books.refresh()
    books.end_run(replace(run, ended_at=at(9), end_reason="finished"))
    return outcomes


def dump(db: Database) -> list[str]:
    """Everything readers see, in one order."""
    tables = ("offices", "articles", "revisions", "runs", "state")
    return [repr(row) for table in tables for row in db.conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()]


def revisions_without_ids(db: Database) -> list[tuple[object, ...]]:
    return db.conn.execute(
        "SELECT article_id, number, title, seen_at, replaced_at FROM revisions ORDER BY 1, 2"
    ).fetchall()


def test_the_first_pages_wait_for_their_layout(books: Books) -> None:
    run = books.begin_run([NAME])
    assert [books.publish(books.keep(run.id, practice_page(path))) for path in PATHS[:5]] == [[]] * 5
    assert books.archive.db.table("articles").count == 0
    results = asyncio.run(books.settle(NAME, HOST))
    assert [outcome for outcome, _ in results] == ["new"] * 5
    assert {reading.article.witness["body"] for _, reading in results if reading.article} == {"template"}


def test_enough_pages_wait_no_longer(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrapers.books.SAMPLE", 4)
    run = books.begin_run([NAME])
    due = []
    for path in PATHS[:6]:
        results = books.publish(books.keep(run.id, practice_page(path)))
        due.append((len(results), books.is_due(NAME, HOST)))
        if books.is_due(NAME, HOST):
            assert len(asyncio.run(books.settle(NAME, HOST))) == 4
    assert due == [(0, False), (0, False), (0, False), (0, True), (1, False), (1, False)]
    assert SAMPLE > 4


def test_posts_do_not_wait(books: Books) -> None:
    run = books.begin_run([NAME])
    [(outcome, reading)] = books.publish(books.keep(run.id, post(1, TEXT)))
    assert outcome == "new"
    assert reading.article
    assert (reading.article.title, reading.article.published) == ("Entri 1", "2026-01-01")


def test_an_unreadable_page_stays_kept_and_hides_nothing(books: Books) -> None:
    outcomes = crawl(books, [practice_page(PATHS[0]), practice_page("/kosong", body=b""), practice_page(PATHS[1])])
    assert sorted(outcomes) == ["new", "new", "unreadable"]
    assert books.crawl_log.db.conn.execute("SELECT count(*) FROM snapshots").fetchone() == (3,)
    assert books.archive.db.table("articles").count == 2


@pytest.fixture
def history() -> list[list[Yield]]:
    """Three nights: pages and posts, an edit, a page that is unreadable, an article seen again."""
    edited = page_bytes(NAME, PATHS[2]).replace(b"</p>", b" Tambahan dari redaksi.</p>", 1)
    return [
        [*(practice_page(path) for path in PATHS[:8]), post(1, TEXT), post(2, TEXT)],
        [
            practice_page(PATHS[2], nights=1, body=edited),
            post(2, TEXT + "Ralat.", nights=1),
            practice_page("/x", body=b"x"),
        ],
        [practice_page(PATHS[8], nights=2), practice_page(PATHS[2], nights=2, body=edited)],
    ]


def test_a_rebuild_gives_the_same_rows(books: Books, history: list[list[Yield]]) -> None:
    for night in history:
        crawl(books, night)
    before, chain = dump(books.archive.db), revisions_without_ids(books.archive.db)
    assert len(chain) == 2
    counts = books.rebuild()
    assert dump(books.archive.db) == before
    assert counts == {"new": 11, "revised": 2, "unchanged": 1, "unreadable": 1}
    books.rebuild([NAME], relearn=True)
    assert dump(books.archive.db) == before
    books.archive.db.conn.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")


def test_what_a_killed_run_kept_is_published_by_the_next(tmp_path: Path, history: list[list[Yield]]) -> None:
    whole, killed = Books(tmp_path / "whole", OFFICES), Books(tmp_path / "killed", OFFICES)
    for night in history:
        crawl(whole, night)
    for night in history:
        run = killed.begin_run([NAME])
        for brought in night:
            killed.keep(run.id, brought)  # killed before anything was read
        killed.end_run(replace(run, ended_at=at(9), end_reason="finished"))
    killed.follow()
    killed.see([NAME])
    sql = "SELECT id, title, body, published, revisions, first_seen_at, last_seen_at FROM articles ORDER BY position"
    assert killed.archive.db.conn.execute(sql).fetchall() == whole.archive.db.conn.execute(sql).fetchall()
    assert revisions_without_ids(killed.archive.db) == revisions_without_ids(whole.archive.db)
    whole.close()
    killed.close()


def test_documents_of_a_site_that_left_the_registry_stay_unread(tmp_path: Path) -> None:
    books = Books(tmp_path, OFFICES)
    crawl(books, [post(1, TEXT)])
    books.close()
    elsewhere = replace(
        OFFICES[NAME], sites=(replace(OFFICES[NAME].sites[0], url="http://127.0.0.1:9999/", sources=()),)
    )
    later = Books(tmp_path, {NAME: elsewhere})
    assert later.rebuild() == {"undeclared": 1}
    assert later.archive.db.table("articles").count == 0
    later.close()


def test_books_are_shared_and_closed_by_the_last(tmp_path: Path) -> None:
    offices: dict[str, Office] = OFFICES
    first, second = Books.share(tmp_path, offices), Books.share(tmp_path, offices)
    assert first is second
    first.release()
    assert second.archive.db.table("offices").count == 1
    second.release()
    third = Books.share(tmp_path, offices)
    assert third is not first
    third.release()


def test_a_page_about_something_else_is_kept_but_not_published(tmp_path: Path) -> None:
    portal = "praktik-candirejo"
    office = declaration(portal)
    books = Books(tmp_path, {portal: office})
    body = "<h1>Banjir di Kelurahan Kedungsari Surut</h1>" + "<p>Petugas membersihkan jalan dan saluran air.</p>" * 6
    part = replace(
        post(1, TEXT).parts[0], office=portal, site=office.sites[0].host, kind=Kind.PAGE, media_type="text/html",
        body=f"<html><body><main>{body}</main></body></html>".encode(), url=f"{office.sites[0].url}read/1",
        final_url=f"{office.sites[0].url}read/1", hint=Hint(),
    )  # fmt: skip
    run = books.begin_run([portal])
    snapshot: Snapshot = part
    books.publish(books.keep(run.id, Yield(snapshot)))
    [(outcome, reading)] = asyncio.run(books.settle(portal, snapshot.site))
    assert (outcome, reading.article) == ("not_about", None)
    assert reading.detail.startswith(f"{snapshot.final_url}: not about the office: ")
    books.close()


def test_a_withdrawn_article_stays_out_until_it_is_reinstated(books: Books, history: list[list[Yield]]) -> None:
    crawl(books, history[0])
    rows = [tuple(row) for row in books.archive.db.conn.execute("SELECT id, url FROM articles ORDER BY id")]
    chosen, *others = (Subject(number, NAME, url) for number, url in rows)
    books.decisions.withdraw([chosen], at=at(1), reason="asked by the office")
    for brought in history[1:]:
        crawl(books, brought)
    assert chosen.article not in article_ids(books)
    assert books.rebuild()["withdrawn"] >= 1
    assert chosen.article not in article_ids(books)
    assert {other.article for other in others} <= article_ids(books)

    books.decisions.reinstate([chosen], at=at(2), reason="asked again")
    books.follow()
    assert chosen.article in article_ids(books)
    before = dump(books.archive.db)
    books.rebuild()
    assert dump(books.archive.db) == before


def test_a_withdrawn_article_stays_out_under_another_identity(books: Books, history: list[list[Yield]]) -> None:
    crawl(books, history[0])
    (url,) = books.archive.db.conn.execute("SELECT url FROM articles LIMIT 1").fetchone()
    books.decisions.withdraw([Subject(7, NAME, url)], at=at(1), reason="under the id of an earlier release")
    books.rebuild()
    assert books.archive.db.table("articles").count_where("url = ?", [url]) == 0


def test_a_decision_that_comes_during_a_rebuild_is_followed(
    books: Books, history: list[list[Yield]], monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl(books, history[0])
    chosen = Subject(min(article_ids(books)), NAME, "https://elsewhere.example.go.id/")
    replace_runs = books.archive.replace_runs

    def meanwhile(runs: Iterable[Run]) -> None:
        books.decisions.withdraw([chosen], at=at(1), reason="asked in the middle")
        replace_runs(runs)

    monkeypatch.setattr(books.archive, "replace_runs", meanwhile)
    books.rebuild()
    assert chosen.article not in article_ids(books)


def article_ids(books: Books) -> set[int]:
    return {number for (number,) in books.archive.db.conn.execute("SELECT id FROM articles")}
