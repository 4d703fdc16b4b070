from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from archive.models import OfficeRecord, Run
from archive.reading import open_archive
from archive.status import OfficeStatus, State, status
from archive.store import Archive
from tests.archive.shelf import save

CRAWL = datetime(2026, 3, 1, 19, 0, tzinfo=UTC)
NOW = CRAWL + timedelta(hours=5)


@pytest.fixture
def office(archive: Archive) -> OfficeRecord:
    record = OfficeRecord("jombang", "3517", "kabupaten", "Kabupaten Jombang", "Dinas", -7.5, 112.2, 4.0, "https://j/")
    archive.replace_offices([record])
    return record


def crawl(archive: Archive, *, ended: datetime | None = CRAWL, offices: tuple[str, ...] = ("jombang",)) -> None:
    archive.replace_runs([Run(1, CRAWL - timedelta(hours=1), ended, "finished" if ended else None, offices)])


def state(archive: Archive, now: datetime = NOW) -> State:
    db = open_archive(archive.path)
    [found] = status(db, now)
    db.close()
    return found.state


def test_a_status_tells_how_much_and_how_new(archive: Archive, office: OfficeRecord) -> None:
    crawl(archive)
    save(archive, "satu", "jombang", published="2026-02-20")
    save(archive, "dua", "jombang", published="2026-02-28T08:00:00+07:00")
    save(archive, "tiga", "jombang", published=None)
    db = open_archive(archive.path)
    [found] = status(db, NOW)
    db.close()
    assert found == OfficeStatus(
        "jombang", "Kabupaten Jombang", 3, "2026-02-28T08:00:00+07:00", "2026-03-01T19:00:00+00:00", State.FRESH
    )
    assert found.record() == {
        "office": "jombang", "region": "Kabupaten Jombang", "articles": 3,
        "last_published": "2026-02-28T08:00:00+07:00", "last_crawl": "2026-03-01T19:00:00+00:00", "state": "fresh",
        "needs_attention": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("published", "expected", "found"),
    [
        ("2026-02-28", 4.0, State.FRESH),
        ("2026-02-08", 4.0, State.FRESH),  # three usual gaps are 22 days
        ("2026-02-07", 4.0, State.QUIET),
        ("2026-02-09", 30.0, State.FRESH),  # who writes daily may still go on leave
        ("2026-02-08", 30.0, State.QUIET),
        ("2026-01-01", None, State.FRESH),
        ("2025-12-31", None, State.QUIET),
        (None, 4.0, State.FRESH),  # found tonight, whatever its date
    ],
)
def test_silence_is_measured_by_what_the_office_usually_does(
    archive: Archive, office: OfficeRecord, published: str | None, expected: float | None, found: State
) -> None:
    crawl(archive)
    save(archive, "satu", "jombang", published=published)
    archive.db.table("offices").update("jombang", {"expected": expected})
    assert state(archive) is found


def test_an_office_that_no_run_names_was_never_crawled(archive: Archive, office: OfficeRecord) -> None:
    crawl(archive, offices=("malang", "jombang-lama"))
    assert state(archive) is State.NEVER_CRAWLED
    archive.db.table("offices").update("jombang", {"website": None})
    assert state(archive) is State.NO_SITE


def test_an_office_in_which_nothing_was_found_is_empty(archive: Archive, office: OfficeRecord) -> None:
    crawl(archive)
    assert state(archive) is State.EMPTY


@pytest.mark.parametrize(("hours", "found"), [(48, State.EMPTY), (49, State.OVERDUE)])
def test_two_nights_without_a_crawl_are_our_side(
    archive: Archive, office: OfficeRecord, hours: int, found: State
) -> None:
    crawl(archive)
    assert state(archive, CRAWL + timedelta(hours=hours)) is found


def test_a_run_that_goes_on_counts_from_its_start(archive: Archive, office: OfficeRecord) -> None:
    crawl(archive, ended=None)
    assert state(archive, CRAWL + timedelta(hours=47)) is State.EMPTY
    assert state(archive, CRAWL + timedelta(hours=48)) is State.OVERDUE


def test_only_what_a_person_can_mend_needs_attention() -> None:
    assert [state for state in State if not state.needs_attention] == [State.FRESH, State.NO_SITE]
