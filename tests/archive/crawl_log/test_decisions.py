from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.crawl_log import CrawlLog, Yield
from archive.crawl_log.decisions import STALE, Decision, DecisionError, Decisions, Verb
from archive.search import search
from archive.store import Archive, article_id
from archive.upkeep.subjects import Subject
from tests.archive.shelf import fill, save
from tests.samples import HOST, OFFICE, at, page

ONE = Subject(article_id("jombang", "satu"), "jombang", "https://jombang.example.go.id/satu")
TWO = Subject(article_id("malang", "dua"), "malang", "https://malang.example.go.id/dua")


@pytest.fixture
def decisions(crawl_log: CrawlLog) -> Decisions:
    return Decisions(crawl_log.db)


def test_a_decision_is_kept_with_its_date_and_reason(decisions: Decisions) -> None:
    assert decisions.withdraw([ONE, TWO], at=at(), reason=" asked by\nthe office ") == [ONE, TWO]
    assert decisions.reinstate([TWO], at=at(1), reason="a mistake") == [TWO]
    assert decisions.withdrawn() == {ONE.article}
    first, *_, last = decisions.all()
    assert first == Decision(
        "2026-03-01T19:00:00+00:00", Verb.WITHDRAW, ONE.article, "jombang", ONE.url, "asked by the office"
    )
    assert last == Decision("2026-03-02T19:00:00+00:00", Verb.REINSTATE, TWO.article, "malang", TWO.url, "a mistake")


def test_what_is_decided_already_is_not_decided_again(decisions: Decisions) -> None:
    assert decisions.reinstate([ONE], at=at(), reason="early") == []
    decisions.withdraw([ONE], at=at(), reason="first")
    assert decisions.withdraw([ONE, TWO], at=at(1), reason="second") == [TWO]
    assert [decision.reason for decision in decisions.all()] == ["first", "second"]


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 501])
def test_a_reason_is_needed(decisions: Decisions, reason: str) -> None:
    with pytest.raises(DecisionError, match="a reason of 1 to 500 characters is needed, this one has"):
        decisions.withdraw([ONE], at=at(), reason=reason)
    assert decisions.all() == []


def test_an_article_is_hidden_by_its_id_or_its_address(decisions: Decisions) -> None:
    decisions.withdraw([ONE], at=at(), reason="asked")
    assert decisions.hides("jombang", "satu", "https://jombang.example.go.id/moved")
    assert decisions.hides("jombang", "joomla:1", ONE.url)
    assert not decisions.hides("malang", "satu", ONE.url)
    assert not decisions.hides("jombang", "joomla:1", "https://jombang.example.go.id/moved")
    decisions.reinstate([ONE], at=at(1), reason="asked again")
    assert not decisions.hides("jombang", "satu", ONE.url)


def test_the_archive_follows_at_once(decisions: Decisions, archive: Archive) -> None:
    fill(archive)
    save(archive, "rat", "jombang", nights=1, title="Rapat anggota tahunan", body="Isi lain sama sekali.")
    host = "jombang.example.go.id"
    subject = Subject(article_id("jombang", f"{host}/rat"), "jombang", f"https://{host}/rat")
    decisions.withdraw([subject, TWO], at=at(), reason="asked")
    assert decisions.apply(archive.db) == 1
    assert decisions.apply(archive.db) == 0
    assert archive.db.table("articles").count_where("id = ?", [subject.article]) == 0
    assert archive.db.table("revisions").count == 0
    assert [hit.url for hit in search(archive.db.conn, '"rapat anggota"').hits] == []
    archive.db.conn.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
    assert archive.db.table("articles").count == 5


def test_the_text_is_gone_from_the_file_too(decisions: Decisions, archive: Archive) -> None:
    fill(archive)
    save(archive, "rahasia", "jombang", title="Rahasia", body="Kalimat yang tidak boleh terbaca lagi.", published=None)
    archive.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"tidak boleh terbaca" in archive.path.read_bytes()
    number = article_id("jombang", "jombang.example.go.id/rahasia")
    decisions.withdraw([Subject(number, "jombang", "https://x.example.go.id/")], at=at(), reason="asked")
    decisions.apply(archive.db)
    archive.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"tidak boleh terbaca" not in archive.path.read_bytes()


def test_a_locked_archive_keeps_the_decision(decisions: Decisions, archive: Archive) -> None:
    other = sqlite3.connect(archive.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    archive.db.conn.execute("PRAGMA busy_timeout = 10")
    decisions.withdraw([ONE], at=at(), reason="asked")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        decisions.apply(archive.db)
    other.close()
    assert decisions.withdrawn() == {ONE.article}


def test_a_reinstated_articles_site_is_to_be_read_again(decisions: Decisions, crawl_log: CrawlLog) -> None:
    crawl_log.keep(crawl_log.runs.start(at(), [OFFICE.id]), Yield(page()))
    subject = Subject(1, OFFICE.id, f"https://{HOST}/berita/satu-1")
    decisions.withdraw([subject], at=at(), reason="asked")
    assert STALE not in crawl_log.facts(OFFICE.id, HOST)
    decisions.reinstate([subject], at=at(), reason="asked again")
    assert crawl_log.facts(OFFICE.id, HOST)[STALE] == "1"


WORDS = st.lists(st.tuples(st.sampled_from(Verb), st.sampled_from([ONE, TWO])), max_size=12)


@given(WORDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_last_word_counts(tmp_path: Path, crawl_log: CrawlLog, words: list[tuple[Verb, Subject]]) -> None:
    crawl_log.db.conn.execute("DELETE FROM decisions")
    decisions = Decisions(crawl_log.db)
    withdrawn: set[int] = set()
    for verb, subject in words:
        decide = decisions.withdraw if verb is Verb.WITHDRAW else decisions.reinstate
        decided = decide([subject], at=at(), reason="said")
        expected = withdrawn ^ {subject.article} if decided else withdrawn
        withdrawn = withdrawn | {subject.article} if verb is Verb.WITHDRAW else withdrawn - {subject.article}
        assert decisions.withdrawn() == withdrawn == expected
    for subject, identity in ((ONE, "satu"), (TWO, "dua")):
        assert decisions.hides(subject.office, identity, subject.url) is (subject.article in withdrawn)
