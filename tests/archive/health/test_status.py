from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from archive.crawl_log.visits import Visit, Visits
from archive.health import Health, OfficeHealth, State
from archive.health.status import facts, status
from archive.models import OfficeRecord
from archive.reading import open_archive
from archive.store import Archive
from tests.archive.shelf import save
from tests.samples import at

NOW = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
SITE = "jombang.example.go.id"


@pytest.fixture
def office(archive: Archive) -> OfficeRecord:
    record = OfficeRecord("jombang", "3517", "kabupaten", "Kabupaten Jombang", "Dinas", -7.5, 112.2, 4.0, "https://j/")
    archive.replace_offices([record])
    return record


def visit(run: int = 1, outcome: str = "answered", *, nights: int = 0, office: str = "jombang") -> Visit:
    return Visit(run, office, SITE, at(nights, 60).isoformat(), outcome, None, 3, 4000, 1, 2)


def health(archive: Archive, now: datetime = NOW, *, last_run: int | None = None) -> Health:
    db = open_archive(archive.path)
    try:
        return status(db, now, last_run=last_run)
    finally:
        db.close()


def only(found: Health) -> OfficeHealth:
    [office] = found.offices
    return office


def test_a_status_tells_how_much_and_how_new(archive: Archive, office: OfficeRecord) -> None:
    Visits(archive.db).add([visit()])
    save(archive, "satu", "jombang", published="2026-02-20")
    save(archive, "dua", "jombang", published="2026-02-28T08:00:00+07:00")
    save(archive, "tiga", "jombang", published=None)
    found = only(health(archive))
    assert (found.office, found.region, found.articles, found.state) == ("jombang", "Kabupaten Jombang", 3, "fresh")
    assert (str(found.newest), found.silence_days, found.last_visit) == ("2026-02-28", 2, visit().at)


@pytest.mark.parametrize(
    ("published", "expected", "state"),
    [
        ("2026-02-13", 4.0, State.FRESH),  # nine of ten gaps are at most 17.5 days
        ("2026-02-12", 4.0, State.QUIET),
        ("2026-01-09", 4.0, State.QUIET),  # three times that
        ("2026-01-07", 4.0, State.SILENT),
        ("2026-02-23", 30.0, State.QUIET),  # who writes daily may still be away for a week
        ("2026-02-22", 30.0, State.SILENT),
        ("2026-01-01", None, State.QUIET),
        ("2025-12-31", None, State.SILENT),
        ("2026-03-30", 4.0, State.QUIET),  # a date to come says nothing
        (None, 4.0, State.QUIET),  # without any date, found at first contact: of any age
    ],
)
def test_silence_is_measured_by_what_the_office_usually_does(
    archive: Archive, office: OfficeRecord, published: str | None, expected: float | None, state: State
) -> None:
    Visits(archive.db).add([visit()])
    save(archive, "satu", "jombang", published=published)
    archive.db.table("offices").update("jombang", {"expected": expected})
    assert only(health(archive)).state is state


@pytest.mark.parametrize(
    ("body", "cut_off"),
    [
        ("Pasar murah dibuka di …", True),
        ("Pasar murah dibuka di alun-alun ...", True),
        ("Pasar murah dibuka [...]", True),
        ("Pasar murah dibuka [\N{HORIZONTAL ELLIPSIS}]\n", True),
        ("“Semoga pasar murah ini …”", True),
        ("Pasar murah … dibuka.", False),
        ("Bantuan Rp5.000.000.", False),
        ("Pasar murah dibuka..", False),
    ],
)
def test_a_body_that_ends_in_dots_was_cut_off(archive: Archive, office: OfficeRecord, body: str, cut_off: bool) -> None:
    save(archive, "satu", "jombang", body=body)
    [found] = facts(archive.db.conn, NOW)
    assert [(item.length, item.cut_off) for item in found.items] == [(len(body), cut_off)]


def test_an_office_without_a_visit_was_never_crawled(archive: Archive, office: OfficeRecord) -> None:
    Visits(archive.db).add([visit(office="jombang-lama")])
    assert only(health(archive)).state is State.NEVER_CRAWLED
    archive.db.table("offices").update("jombang", {"website": None})
    assert only(health(archive)).state is State.NO_SITE
    assert not health(archive).attention


@pytest.mark.parametrize(("hours", "state"), [(48, State.EMPTY), (49, State.OVERDUE)])
def test_two_nights_without_a_visit_are_our_side(
    archive: Archive, office: OfficeRecord, hours: int, state: State
) -> None:
    Visits(archive.db).add([visit()])
    assert only(health(archive, at(0, 60) + timedelta(hours=hours))).state is state


def test_the_state_before_a_crawl_can_be_asked_for(archive: Archive, office: OfficeRecord) -> None:
    Visits(archive.db).add([visit(), *(visit(run, "blocked", nights=run) for run in (2, 3))])
    save(archive, "satu", "jombang", published="2026-02-28")
    now = at(3, 3600)
    assert only(health(archive, now)).state is State.BLOCKED
    assert only(health(archive, at(1), last_run=1)).state is State.FRESH


def test_redesigns_are_read_with_the_office(archive: Archive, office: OfficeRecord) -> None:
    archive.db.table("redesigns").insert({"office": "jombang", "site": SITE, "number": 1, "since": at(0).isoformat()})
    db = open_archive(archive.path)
    [known] = facts(db, NOW)
    db.close()
    assert known.layouts == {SITE: (at(0).isoformat(),)}


def test_an_office_is_read_from_its_latest_articles_alone(archive: Archive, office: OfficeRecord) -> None:
    db = open_archive(archive.path)
    plan = " ".join(
        row[3]
        for row in db.execute("EXPLAIN QUERY PLAN SELECT site FROM articles WHERE office = ? ORDER BY position", "j")
    )
    db.close()
    assert "INDEX" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    ("author", "witness", "signed"),
    [("Sari", "page", True), ("Dinas Kominfo", "meta author", False), (None, "page", False)],
)
def test_a_name_that_only_machines_are_told_is_no_signature(
    archive: Archive, office: OfficeRecord, author: str | None, witness: str, *, signed: bool
) -> None:
    save(archive, "satu", "jombang", published="2026-02-20", author=author, witness={"author": witness})
    with closing(open_archive(archive.path)) as db:
        [known] = facts(db, NOW)
    assert [item.signed for item in known.items] == [signed]
