"""What becomes of articles: edits are found again, deletions are believed late, returns at once."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.commands.nights import reports
from tests.scripted import Answer, Site, scrapy, site
from tests.test_bad_input import declare_listing, listing, news, routes

CLOCKS = {
    "sightings": ("first_seen_at", "last_seen_at", "looked_at"),
    "misses": ("at",),
    "visits": ("at",),
    "documents": ("checked_at",),
}
PATH = "/berita/pelatihan-usaha-mikro-angkatan-1"
LOST = "/berita/pelatihan-usaha-mikro-angkatan-2"
GONE = Answer(b"<html><title>404</title><body>Halaman tidak ditemukan</body></html>", 404)


class History:
    """One office with three articles, the oldest of which has left the list."""

    def __init__(self, folder: Path, served: Site) -> None:
        self.folder = folder
        self.served = served
        declare_listing(folder, served.url)
        self.night()
        served.routes["/berita"] = Answer(listing(3, 2))

    def night(self) -> str:
        """Crawl; returns what was said."""
        self.served.log.clear()
        done = scrapy(self.folder, "nightly", "-s", "RETRY_TIMES=0")
        assert "Traceback" not in done.stderr, done.stderr
        return done.stderr

    def days_pass(self, days: float) -> None:
        """Set every clock of the crawl log back, as if so much time had passed since."""
        with sqlite3.connect(self.folder / "data" / "crawl.db") as connection:
            for table, columns in CLOCKS.items():
                for column in columns:
                    shifted = f"strftime('%Y-%m-%dT%H:%M:%S+00:00', {column}, '-{int(days * 86400)} seconds')"
                    connection.execute(f"UPDATE {table} SET {column} = {shifted} WHERE {column} IS NOT NULL")
        connection.close()

    def article(self, number: int = 1) -> dict[str, Any]:
        connection = sqlite3.connect(self.folder / "data" / "archive.db")
        connection.row_factory = sqlite3.Row
        [row] = connection.execute("SELECT * FROM articles WHERE url LIKE ?", (f"%-{number}",)).fetchall()
        connection.close()
        return dict(row)

    def status(self, number: int = 1) -> tuple[str, bool]:
        row = self.article(number)
        return row["status"], row["gone_since"] is not None


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with site(routes(3, 2, 1)) as served:
        yield History(tmp_path, served)


def test_known_articles_are_looked_at_again_as_they_age(history: History) -> None:
    history.night()
    assert PATH not in history.served.paths  # not the same night
    history.days_pass(1)
    history.night()
    assert history.served.paths.count(PATH) == 1
    history.days_pass(1)
    history.night()
    assert PATH not in history.served.paths  # three days after the first
    history.days_pass(1)
    history.night()
    assert history.served.paths.count(PATH) == 1
    assert history.article()["revisions"] == 0


def test_a_page_that_can_not_be_read_is_asked_for_again_until_it_can(history: History) -> None:
    late = "/berita/pelatihan-usaha-mikro-angkatan-4"
    history.served.routes["/berita"] = Answer(listing(4, 3, 2))
    history.served.routes[late] = Answer(b"<html><title>Dinas</title><body><div id=app></div></body></html>")
    history.night()
    for days in (1, 1):
        history.days_pass(days)
        history.night()
        assert history.served.paths.count(late) == 1
    history.days_pass(1)
    history.night()
    assert late not in history.served.paths  # after as long again
    history.days_pass(1)
    history.served.routes[late] = Answer(news(4))
    assert "1 new" in history.night()
    assert history.article(4)["revisions"] == 0


def test_what_a_list_said_of_an_article_is_still_true_when_its_page_changes(history: History) -> None:
    path, date = "/berita/pelatihan-usaha-mikro-angkatan-5", b"Senin, 9 Maret 2026"
    history.served.routes["/berita"] = Answer(
        listing(5, 3, 2).replace(b"</a>", b"</a> <i>" + date + b"</i> <b>Humas</b>")
    )
    undated = news(5).replace(b"<div>" + date + b"</div>", b"")
    history.served.routes[path] = Answer(undated)
    history.night()
    before = history.article(5)
    assert (before["published"], before["published_from"]) == ("2026-03-09", "list")
    history.days_pass(1)
    history.served.routes[path] = Answer(undated.replace(b"empat puluh peserta", b"lima puluh peserta"))
    history.night()
    after = history.article(5)
    assert {name for name in before if before[name] != after[name]} == {"body", "revisions", "last_seen_at", "sha256"}


def test_an_edit_is_found_and_furniture_makes_no_revision(history: History) -> None:
    history.days_pass(1)
    history.served.routes[PATH] = Answer(news(1).replace(b"</html>", b"<footer>Dilihat 1.234 kali</footer></html>"))
    history.night()
    assert history.article()["revisions"] == 0
    history.days_pass(4)
    history.served.routes[PATH] = Answer(news(1).replace(b"empat puluh peserta", b"lima puluh peserta"))
    assert "0 new, 1 revised" in history.night()
    row = history.article()
    assert row["revisions"] == 1
    assert "lima puluh peserta" in row["body"]


def test_three_misses_over_two_days_make_an_article_gone_and_a_look_brings_it_back(history: History) -> None:
    history.served.routes[PATH] = GONE
    states, told = [], []
    for _ in range(4):
        history.days_pass(1)
        told.append(re.findall(r"\d+ (?:gone|restored)", history.night()))
        states.append(history.status())
    assert told == [[], [], ["1 gone"], []]
    assert states == [("present", False), ("present", False), ("gone", True), ("gone", True)]
    assert PATH not in history.served.paths  # a gone article is looked for once a month
    assert "Koperasi" in history.article()["body"]  # what was published stays readable
    history.days_pass(30)
    history.served.routes[PATH] = Answer(news(1))
    said = history.night()
    assert history.status() == ("present", False), said
    assert "1 restored" in said
    [*_, last] = reports(history.folder)
    assert [(office["gone"], office["restored"]) for office in last["offices"]] == [(0, 1)]
    assert scrapy(history.folder, "reextract").returncode == 0
    assert history.status() == ("present", False)


def test_a_rebuild_keeps_what_is_gone(history: History) -> None:
    history.served.routes[PATH] = GONE
    for _ in range(3):
        history.days_pass(1)
        history.night()
    before = history.article()
    assert before["status"] == "gone"
    assert scrapy(history.folder, "reextract").returncode == 0
    assert history.article() == before


def test_a_soft_404_is_a_miss_and_no_revision(history: History) -> None:
    text = (
        b"<p>Halaman yang Anda cari tidak tersedia pada situs ini atau telah dipindahkan ke alamat yang lain.</p>" * 3
    )
    history.served.routes[PATH] = Answer(
        b"<html><title>Halaman Tidak Ditemukan</title><body><h1>Halaman Tidak Ditemukan</h1>" + text
    )
    for _ in range(3):
        history.days_pass(1)
        history.night()
    assert history.status() == ("gone", True)
    assert history.article()["revisions"] == 0


@pytest.mark.parametrize(
    "outage",
    [
        Answer(b"", 503),
        Answer(b"<html><title>Just a moment...</title><body>Checking your browser</body></html>", 403),
        Answer(b"<html><title>Account Suspended</title><body>This Account has been suspended.</body></html>"),
        Answer(b"<html><title>Login</title><body><form><input type=password></form></body></html>"),
    ],
    ids=["down", "challenge", "suspended", "login"],
)
def test_an_outage_of_the_whole_site_marks_nothing(history: History, outage: Answer) -> None:
    paths = [*history.served.routes, "/"]
    history.served.routes.update(dict.fromkeys(paths, outage))
    for _ in range(4):
        history.days_pass(1)
        history.night()
    assert history.status() == ("present", False)
    assert history.article()["revisions"] == 0


def test_missing_pages_count_only_while_the_rest_of_the_site_answers(history: History) -> None:
    history.served.routes.update(dict.fromkeys([*history.served.routes], GONE))
    for _ in range(4):
        history.days_pass(1)
        history.night()
    assert history.status() == ("present", False)


def test_visits_tell_how_each_night_went(history: History) -> None:
    history.served.routes.update(dict.fromkeys([*history.served.routes], Answer(b"", 403)))
    history.night()
    connection = sqlite3.connect(history.folder / "data" / "archive.db")
    rows = connection.execute("SELECT run, outcome, evidence, requests, found FROM visits ORDER BY run").fetchall()
    connection.close()
    assert rows == [(1, "answered", None, 5, 3), (2, "blocked", "HTTP 403", 2, 0)]


def test_an_article_that_a_list_lost_is_looked_at_the_same_night(history: History) -> None:
    history.served.routes["/berita"] = Answer(listing(3, 1))
    history.served.routes[LOST] = GONE
    states = []
    for _ in range(3):
        history.night()
        states.append((history.served.paths.count(LOST), history.status(2)[0]))
        history.days_pass(1)
    assert states == [(1, "present"), (1, "present"), (1, "gone")]
    assert history.status(1) == ("present", False)


def test_lists_that_answer_for_a_site_whose_pages_are_lost_mark_nothing(history: History) -> None:
    pages = [path for path in history.served.routes if path.startswith("/berita/")]
    well = {path: history.served.routes[path] for path in pages}
    history.served.routes.update(dict.fromkeys(pages, GONE))
    for _ in range(4):
        history.days_pass(1)
        history.night()
    assert [history.status(number) for number in (1, 2, 3)] == [("present", False)] * 3
    history.served.routes.update(well)
    history.days_pass(1)
    history.night()
    connection = sqlite3.connect(history.folder / "data" / "archive.db")
    rows = connection.execute("SELECT outcome, evidence FROM visits ORDER BY run").fetchall()
    connection.close()
    assert [outcome for outcome, _ in rows] == ["answered", *["nothing"] * 4, "answered"]
    assert rows[1][1] == "its lists answer, but none of 4 articles stood in its place"
