from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.crawl_log import Yield
from archive.crawl_log.sightings import Sighting
from archive.models import Hint, Kind, Outcome, Run
from archive.upkeep.subjects import Subject
from scrapers.books import Books, Result
from scrapers.layouts import SAMPLE
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


def crawl(books: Books, brought: Iterable[Yield]) -> list[str]:
    """Keep and read as a crawl does; returns the outcomes."""
    books.follow()
    run = begin(books)
    results = []
    for each in brought:
        books.crawl_log.keep(run.id, each)
        results += books.read(NAME, [HOST])
    results += books.settle(NAME, [HOST])
    books.see([NAME])
    books.crawl_log.runs.end(replace(run, ended_at=at(9), end_reason="finished"))
    books.end_run()
    return [result.outcome for result in results]


def begin(books: Books) -> Run:
    return Run(books.crawl_log.runs.start(at(), [NAME]), at(), None, None, (NAME,))


def said(books: Books, *columns: str) -> list[tuple[object, ...]]:
    """What readers see of the articles, in their order."""
    return books.archive.db.conn.execute(f"SELECT {', '.join(columns)} FROM articles ORDER BY position").fetchall()


def dump(db: Database) -> list[str]:
    """Everything readers see, in one order."""
    tables = ("offices", "articles", "revisions", "runs", "state")
    return [repr(row) for table in tables for row in db.conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()]


def revisions_without_ids(db: Database) -> list[tuple[object, ...]]:
    return db.conn.execute(
        "SELECT article_id, number, title, seen_at, replaced_at FROM revisions ORDER BY 1, 2"
    ).fetchall()


def test_the_first_pages_wait_for_their_layout(books: Books) -> None:
    run = begin(books).id
    for path in PATHS[:5]:
        books.crawl_log.keep(run, practice_page(path))
        assert books.read(NAME, [HOST]) == []
    assert said(books, "id") == []
    assert books.settle(NAME, [HOST]) == [Result(Outcome.NEW)] * 5
    witnesses = said(books, "json_extract(witness, '$.body')")
    assert witnesses == [("template",)] * 5


def test_enough_pages_wait_no_longer(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrapers.books.SAMPLE", 4)
    run = begin(books).id
    read = []
    for path in PATHS[:6]:
        books.crawl_log.keep(run, practice_page(path))
        read.append(len(books.read(NAME, [HOST])))
    assert read == [0, 0, 0, 4, 1, 1]
    assert SAMPLE > 4


def test_many_documents_are_read_a_batch_at_a_time(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrapers.books.BATCH", 2)
    run = begin(books).id
    for number in range(1, 6):
        books.crawl_log.keep(run, post(number, TEXT))
    assert [len(books.read(NAME, [HOST])) for _ in range(4)] == [2, 2, 1, 0]


def test_posts_do_not_wait(books: Books) -> None:
    run = begin(books).id
    for brought in (post(1, TEXT), practice_page(PATHS[0]), post(2, TEXT)):
        books.crawl_log.keep(run, brought)
    assert books.read(NAME, [HOST]) == [Result(Outcome.NEW)]
    assert said(books, "title", "published") == [("Entri 1", "2026-01-01")]


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


SUBJECTS = ("Pasar murah", "Lomba tumpeng", "Bazar usaha mikro", "Tera ulang timbangan", "Rapat anggota", "Pelatihan")
LABELS = ("1/3/2025", "20 Juni 2025", "Sabtu (12/7)", "5/8/2025", "1/9/2025", "2/10/2025")


def numbered_page(place: int) -> Yield:
    """A page of a site that numbers its articles; one of them leaves out its year."""
    subject = SUBJECTS[place]
    body = (
        f"<nav><a href=/>Beranda</a></nav><main><h1>{subject} di balai desa</h1><i>{LABELS[place]}</i>"
        f"<p>{subject} dibuka oleh bupati, dan warga datang sejak pagi. {f'{subject} ramai, ' * (place + 3)}</p></main>"
    )
    return practice_page(f"/posting/{100 + 10 * place}", body=body.encode())


@pytest.mark.parametrize("order", ["012345", "543210", "204135"])
@pytest.mark.parametrize("nights", [1, 2, 3])
def test_a_year_from_neighbours_is_the_same_in_whatever_order_they_came(books: Books, order: str, nights: int) -> None:
    for night in range(nights):
        crawl(books, [numbered_page(int(place)) for place in order[night::nights]])
    third = ("Bazar usaha mikro di balai desa", "2025-07-12", "template, year from neighbours")
    assert third in said(books, "title", "published", "published_from")
    before = dump(books.archive.db)
    books.rebuild()
    assert dump(books.archive.db) == before
    books.rebuild(relearn=True)
    assert dump(books.archive.db) == before


EDITED = TEXT + "Ralat: pesertanya empat puluh dua. "
AGAIN = EDITED + "Ralat kedua: mereka datang dari lima desa. "


def entry_page(text: str, nights: int) -> Yield:
    """The page of the article that came as entry 1 of a feed; it shows more than the entry does."""
    body = f"<html><body><main><h1>Entri 1</h1><p>{text}</p><p>Peta lokasi: balai desa.</p></main></body></html>"
    return practice_page("/entri/1", nights=nights, body=body.encode())


@pytest.mark.parametrize(
    ("later", "revised"),
    [
        ([entry_page(TEXT, 1)], 0),
        ([entry_page(TEXT, 1), entry_page(TEXT + "<script>1</script>", 3)], 0),
        ([entry_page(TEXT, 1), entry_page(EDITED, 3)], 1),
        ([entry_page(TEXT, 1), entry_page(EDITED, 3), entry_page(EDITED + "<script>1</script>", 7)], 1),
        ([entry_page(TEXT, 1), post(1, TEXT, nights=2)], 0),
        ([entry_page(TEXT, 1), post(1, EDITED, nights=2)], 1),
        ([entry_page(TEXT, 1), post(1, EDITED, nights=2), entry_page(EDITED, 3)], 1),
        ([entry_page(TEXT, 1), entry_page(EDITED, 3), post(1, EDITED, nights=3)], 1),
        # What one kind told of hides no later edit that the other shows together with it.
        ([entry_page(TEXT, 1), post(1, EDITED, nights=2), entry_page(AGAIN, 3)], 2),
        ([entry_page(TEXT, 1), entry_page(EDITED, 3), post(1, AGAIN, nights=4)], 2),
        ([entry_page(TEXT, 1), post(1, EDITED, nights=2), entry_page(TEXT, 3)], 1),
    ],
)
def test_a_page_that_shows_an_entry_otherwise_is_no_edit_until_it_changes(
    books: Books, later: list[Yield], revised: int
) -> None:
    crawl(books, [post(1, TEXT)])
    for brought in later:
        crawl(books, [brought])
    [(revisions,)] = books.archive.db.conn.execute("SELECT revisions FROM articles").fetchall()
    before = dump(books.archive.db)
    assert revisions == revised
    books.rebuild()
    assert dump(books.archive.db) == before


READERS = ("id", "title", "body", "published", "revisions", "first_seen_at", "last_seen_at")
LOOKS = "SELECT identity, looks, looked_at, kind, last_seen_at FROM sightings ORDER BY 1"


class Killed(BaseException):
    """Stands for the end of the process."""


def read_until_killed(data_dir: Path, batches: int) -> None:
    """Read what was kept in a process that dies in the worst of instants: it has told ``crawl.db``, not published."""
    with closing(Books(data_dir, OFFICES)) as books, pytest.MonkeyPatch.context() as patch:
        transaction, began = books.archive.transaction, count(1)

        @contextmanager
        def transaction_until_killed() -> Iterator[None]:
            with transaction():
                yield
                if next(began) == batches:
                    raise Killed

        patch.setattr(books.archive, "transaction", transaction_until_killed)
        with suppress(Killed):
            books.settle(NAME, [HOST])


@pytest.mark.parametrize("batch", [1, 3, 20])
@pytest.mark.parametrize("batches", [1, 2, 5])
def test_what_a_killed_night_left_is_read_by_the_next(
    tmp_path: Path, history: list[list[Yield]], batches: int, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrapers.books.BATCH", batch)
    whole, killed = Books(tmp_path / "whole", OFFICES), Books(tmp_path / "killed", OFFICES)
    for night in history:
        crawl(whole, night)
        run = begin(killed).id
        for brought in night:
            killed.crawl_log.keep(run, brought)
        for _ in range(2):
            read_until_killed(tmp_path / "killed", batches)
    killed.follow()
    killed.see([NAME])
    assert said(killed, *READERS) == said(whole, *READERS)
    assert revisions_without_ids(killed.archive.db) == revisions_without_ids(whole.archive.db)
    assert killed.crawl_log.db.conn.execute(LOOKS).fetchall() == whole.crawl_log.db.conn.execute(LOOKS).fetchall()
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
    books.crawl_log.keep(begin(books).id, Yield(part))
    [(outcome, refusal)] = books.settle(portal, [part.site])
    assert outcome == "not_about"
    assert refusal is not None
    assert refusal.startswith(f"{part.final_url}: not about the office: ")
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
