from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.models import Attachment, Image, OfficeRecord, Outcome, Run
from archive.store import Archive, article_id
from tests.samples import HOST, OFFICE, article, at, page

ONE = f"{HOST}/berita/satu-1"


def rows(
    archive: Archive, columns: str, table: str = "articles", order: str = "position DESC"
) -> list[tuple[Any, ...]]:
    return archive.db.conn.execute(f"SELECT {columns} FROM {table} ORDER BY {order}").fetchall()


def test_ids_are_stable_and_safe_in_javascript() -> None:
    assert article_id("jombang", "jombangkab:11620") == 4161987440306665
    assert all(0 <= article_id("x", str(number)) < 2**53 for number in range(1000))


@pytest.mark.parametrize(
    ("first", "later", "kept"),
    [
        (("2026-02-10", "page"), (None, None), ("2026-02-10", "page", 0)),
        (("2026-02-10", "list, relative"), ("2026-02-09", "list, relative"), ("2026-02-10", "list, relative", 0)),
        (("2026-02-10", "page"), ("2026-02-09", "page, relative"), ("2026-02-10", "page", 0)),
        (("2026-02-10", "page"), ("2026-02-09", "page"), ("2026-02-09", "page", 1)),
        ((None, None), ("2026-02-09", "page, relative"), ("2026-02-09", "page, relative", 1)),
    ],
)
def test_a_date_is_not_undone_by_a_look_that_says_less(
    archive: Archive,
    first: tuple[str | None, str | None],
    later: tuple[str | None, str | None],
    kept: tuple[str | None, str | None, int],
) -> None:
    for nights, (published, witness) in enumerate((first, later)):
        archive.save(article(published=published, published_from=witness), page(nights=nights), identity=ONE)
    assert rows(archive, "published, published_from, revisions") == [kept]


def test_a_new_article_is_kept_whole(archive: Archive) -> None:
    full = article(
        published_raw="Selasa, 10 Februari 2026", published_from="page", author="Humas", category="Berita",
        image_url="https://x/1.jpg", images=(Image("https://x/1.jpg", "Rapat"),), event_from="2026-02-09",
        event_to="2026-02-10", attachments=(Attachment("https://x/1.pdf", "Daftar", "application/pdf"),),
        witness={"title": "h1", "body": "template"},
    )  # fmt: skip
    assert archive.save(full, page(), identity=ONE) is Outcome.NEW
    row = next(iter(archive.db.query("SELECT * FROM articles")))
    assert row == {
        "position": row["position"],
        "id": article_id(OFFICE.id, ONE),
        "office": "contoh",
        "site": HOST,
        "url": full.url,
        "title": "Rapat anggota",
        "body": "Koperasi mengadakan rapat.",
        "published": "2026-02-10",
        "published_raw": "Selasa, 10 Februari 2026",
        "published_from": "page",
        "date_suspect": None,
        "event_from": "2026-02-09",
        "event_to": "2026-02-10",
        "year": 2026,
        "author": "Humas",
        "category": "Berita",
        "image_url": "https://x/1.jpg",
        "images": '[{"url": "https://x/1.jpg", "caption": "Rapat"}]',
        "attachments": '[{"url": "https://x/1.pdf", "title": "Daftar", "media_type": "application/pdf"}]',
        "witness": '{"body": "template", "title": "h1"}',
        "first_seen_at": "2026-03-01T19:00:00+00:00",
        "last_seen_at": "2026-03-01T19:00:00+00:00",
        "status": "present",
        "gone_since": None,
        "revisions": 0,
        "sha256": page().sha256,
    }


def test_the_same_article_again_is_unchanged(archive: Archive) -> None:
    archive.save(article(), page(), identity=ONE)
    assert archive.save(article(), page(body=b"<p>satu</p><i>17 kali</i>", nights=1), identity=ONE) is Outcome.UNCHANGED
    assert rows(archive, "revisions, first_seen_at, last_seen_at") == [
        (0, "2026-03-01T19:00:00+00:00", "2026-03-02T19:00:00+00:00")
    ]
    assert archive.db.table("revisions").count == 0


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Rapat anggota tahunan"},
        {"body": "Koperasi mengadakan rapat besar."},
        {"published": "2026-02-11"},
        {"author": "Bidang Kelembagaan"},
        {"attachments": (Attachment("https://x/2.pdf", None, "application/pdf"),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_edit_makes_a_revision(archive: Archive, change: dict[str, Any]) -> None:
    archive.save(article(), page(), identity=ONE)
    assert archive.save(article(**change), page(nights=2), identity=ONE) is Outcome.REVISED
    assert archive.save(article(**change), page(nights=3), identity=ONE) is Outcome.UNCHANGED
    assert rows(archive, "article_id, number, title, body, published, seen_at, replaced_at", "revisions", "number") == [
        (
            article_id(OFFICE.id, ONE), 1, "Rapat anggota", "Koperasi mengadakan rapat.", "2026-02-10",
            "2026-03-01T19:00:00+00:00", "2026-03-03T19:00:00+00:00",
        )
    ]  # fmt: skip


def test_revisions_follow_one_another(archive: Archive) -> None:
    for night, title in enumerate(["Satu", "Dua", "Tiga"]):
        archive.save(article(title=title), page(nights=night), identity=ONE)
    assert rows(archive, "number, title, seen_at, replaced_at", "revisions", "number") == [
        (1, "Satu", "2026-03-01T19:00:00+00:00", "2026-03-02T19:00:00+00:00"),
        (2, "Dua", "2026-03-02T19:00:00+00:00", "2026-03-03T19:00:00+00:00"),
    ]
    assert rows(archive, "title, revisions") == [("Tiga", 2)]


def test_pictures_alone_make_no_revision(archive: Archive) -> None:
    archive.save(article(), page(), identity=ONE)
    moved = article(image_url="https://cdn/1.jpg", images=(Image("https://cdn/1.jpg"),), category="Umum")
    assert archive.save(moved, page(nights=1), identity=ONE) is Outcome.UNCHANGED
    assert rows(archive, "image_url, category, revisions") == [("https://cdn/1.jpg", "Umum", 0)]


def test_newest_first_is_the_order_of_positions(archive: Archive) -> None:
    published = [
        "2026-02-10T09:00:00+07:00",
        "2026-02-10",
        "2025-12-31",
        "2026-02-10T09:30:00+07:00",
        "2026-02-11",
        None,
    ]
    for number, date in enumerate(published):
        archive.save(article(f"/{number}", published=date), page(f"/{number}"), identity=str(number))
    assert [row[0] for row in rows(archive, "published")] == [
        "2026-02-11", "2026-02-10T09:30:00+07:00", "2026-02-10T09:00:00+07:00", "2026-02-10", "2025-12-31", None,
    ]  # fmt: skip


def test_an_undated_article_found_later_stands_where_it_was_found(archive: Archive) -> None:
    archive.save(article("/lama", published=None), page("/lama"), identity="lama")
    archive.save(article("/baru", published="2026-03-05"), page("/baru", nights=5), identity="baru")
    archive.save(article("/tanpa", published=None), page("/tanpa", nights=9), identity="tanpa")
    assert [row[0] for row in rows(archive, "url")] == [f"https://{HOST}/{name}" for name in ("tanpa", "baru", "lama")]


def test_an_event_dates_an_undated_article(archive: Archive) -> None:
    archive.save(article("/a", published="2026-02-01"), page("/a"), identity="a")
    archive.save(article("/b", published=None, event_from="2026-02-02"), page("/b"), identity="b")
    assert [row[0] for row in rows(archive, "url")] == [f"https://{HOST}/b", f"https://{HOST}/a"]


def test_a_corrected_date_moves_the_article_and_the_index(archive: Archive) -> None:
    archive.save(article("/a", published="2026-02-01", title="alfa"), page("/a"), identity="a")
    archive.save(article("/b", published="2026-02-02", title="beta"), page("/b"), identity="b")
    archive.save(article("/a", published="2026-02-03", title="alfa"), page("/a", nights=1), identity="a")
    assert [row[0] for row in rows(archive, "title")] == ["alfa", "beta"]
    found = "SELECT title FROM articles WHERE position IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    assert archive.db.conn.execute(found, ("alfa",)).fetchall() == [("alfa",)]


def test_sightings_move_only_last_seen(archive: Archive) -> None:
    archive.save(article(), page(), identity=ONE)
    archive.see(OFFICE.id, {ONE: "2026-03-09T19:00:00+00:00", "unknown": "2026-03-09T19:00:00+00:00"})
    assert rows(archive, "last_seen_at, revisions") == [("2026-03-09T19:00:00+00:00", 0)]


def test_each_site_has_a_cursor_of_its_own(archive: Archive) -> None:
    assert archive.cursor(OFFICE.id, HOST) == 0
    archive.advance(7, page(nights=1))
    archive.advance(3, replace(page(), site="portal.go.id"))
    assert archive.cursor(OFFICE.id, HOST) == 7
    assert rows(archive, "key, value", "state", "key") == [
        (f"contoh/{HOST}", "7"),
        ("contoh/portal.go.id", "3"),
        ("updated_at", "2026-03-02T19:00:00+00:00"),
    ]
    archive.forget_office(OFFICE.id)
    assert rows(archive, "key, value", "state", "key") == [("updated_at", "2026-03-02T19:00:00+00:00")]


def test_offices_follow_the_registry_but_keep_their_articles(archive: Archive) -> None:
    other = OfficeRecord("lain", "3598", "kota", "Kota Lain", "Dinas Lain", -7.1, 112.0, 4.0, "https://lain.go.id/")
    archive.save(article(), page(), identity=ONE)
    archive.replace_offices([other])
    assert rows(archive, "id, expected, website", "offices", "id") == [
        ("contoh", None, None),
        ("lain", 4.0, "https://lain.go.id/"),
    ]
    archive.forget_office("contoh")
    archive.replace_offices([other])
    assert rows(archive, "id", "offices", "id") == [("lain",)]


def test_runs_are_copied(archive: Archive) -> None:
    run = Run(1, at(), at(seconds=60), "finished", ("contoh",), requests=9, received_bytes=900, new=3)
    archive.replace_runs([run])
    archive.replace_runs([run])
    assert rows(archive, "id, started_at, ended_at, offices, requests, new", "runs", "id") == [
        (1, "2026-03-01T19:00:00+00:00", "2026-03-01T19:01:00+00:00", '["contoh"]', 9, 3)
    ]


MOMENTS = st.one_of(
    st.none(),
    st.dates(min_value=datetime(1890, 1, 1, tzinfo=UTC).date()).map(lambda day: day.isoformat()),
    st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2090, 1, 1)).map(  # noqa: DTZ001 - zone follows
        lambda moment: moment.replace(tzinfo=timezone(timedelta(hours=7)), microsecond=0).isoformat()
    ),
)
SAVES = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["satu", "dua kata"]), MOMENTS), max_size=12)


@given(saves=SAVES)
@settings(max_examples=60)
def test_any_saves_leave_index_and_positions_sound(
    saves: list[tuple[int, str, str | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    archive = Archive(tmp_path_factory.mktemp("any") / "archive.db")
    archive.replace_offices([OFFICE])
    last: dict[str, tuple[str, str | None]] = {}
    for night, (number, body, published) in enumerate(saves):
        saved = article(f"/{number}", body=body, published=published)
        archive.save(saved, page(f"/{number}", nights=night), identity=str(number))
        known = last.get(saved.url, (body, None))[1]
        last[saved.url] = (body, published or known)
    archive.db.conn.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")
    assert archive.db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert {row[0]: row[1:] for row in rows(archive, "url, body, published")} == last
    assert all(0 <= position < 2**53 for (position,) in rows(archive, "position"))
    assert archive.db.table("revisions").count == sum(count for (count,) in rows(archive, "revisions"))
    archive.close()


@pytest.mark.parametrize(("durable", "synchronous"), [(False, 1), (True, 2)])
def test_a_transaction_waits_for_the_disk_where_it_is_asked_to(
    archive: Archive, durable: bool, synchronous: int
) -> None:
    with archive.transaction(durable=durable):
        assert archive.db.conn.execute("PRAGMA synchronous").fetchone() == (synchronous,)
    assert archive.db.conn.execute("PRAGMA synchronous").fetchone() == (1,)
