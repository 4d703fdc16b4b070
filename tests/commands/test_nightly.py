"""How a night ends before all is done, what it leaves, and what it says of itself."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from archive import run_report
from tests.archive.alarms.receivers import Hook
from tests.scripted import ROOT, Answer, Site, declare, run, scrapy, site
from tests.test_bad_input import SOURCE, listing, news

SCHEMA = json.loads(Path(run_report.__file__).with_name("run-report.schema.json").read_text(encoding="utf-8"))
OPEN = 9  # pages that may be on their way at once: CONCURRENT_REQUESTS and one more
LATE = 60  # seconds after which a test is lost


def path(number: int) -> str:
    return f"/berita/pelatihan-usaha-mikro-angkatan-{number}"


def routes(*numbers: int) -> dict[str, Answer]:
    return {"/berita": Answer(listing(*numbers)), **{path(number): Answer(news(number)) for number in numbers}}


def office(folder: Path, served: Site, name: str = "contoh", code: str = "3541") -> None:
    """Write an office whose only site is ``served``."""
    declare(folder, served.url, name, article_url=r"'^/berita/.+-\d+$'" + SOURCE.format(url=served.url))
    file = folder / "offices" / f"{name}.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("3541", code), encoding="utf-8")


@contextmanager
def nightly(
    folder: Path, *options: str, command: str = "nightly", **environment: str
) -> Iterator[subprocess.Popen[str]]:
    """A night that goes on while the block runs."""
    settings = {"DATA_DIR": f"{folder}/data", "OFFICES_DIR": f"{folder}/offices", "PRIVATE_HOSTS": "127.0.0.1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.driven" if "CLOCK" in environment else "scrapy", command, *options],
        cwd=ROOT,
        env={**os.environ, **settings, **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def show(clock: Path, moment: str) -> None:
    """Let it be ``moment`` for whoever looks at ``clock``, at once."""
    draft = clock.with_name(f"{clock.name}-{threading.get_ident()}")
    draft.write_text(moment, encoding="utf-8")
    draft.replace(clock)


def rows(folder: Path, sql: str, database: str = "crawl") -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(folder / "data" / f"{database}.db")
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def reports(folder: Path) -> list[dict[str, Any]]:
    """Every run's report, oldest first, each as its description wants it."""
    found = [json.loads(file.read_text(encoding="utf-8")) for file in sorted((folder / "data" / "runs").iterdir())]
    for each in found:
        Draft202012Validator(SCHEMA).validate(each)
    return found


class Held:
    """A page that is asked for and doesn't come until the test lets it."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.free = threading.Event()

    def __call__(self, _: Mapping[str, str]) -> Answer:
        self.asked.set()
        self.free.wait(LATE)
        return Answer(news(1))


@pytest.fixture
def held() -> Iterator[Held]:
    page = Held()
    yield page
    page.free.set()


def test_a_night_that_is_interrupted_finishes_the_open_page_and_goes_on_the_next_night(
    tmp_path: Path, held: Held
) -> None:
    many = range(1, 31)
    with site(routes(*many) | {path(number): held for number in many}) as served, site(routes(41, 42)) as other:
        office(tmp_path, served)
        office(tmp_path, other, "lain", "3542")
        with nightly(tmp_path, "-s", "CONCURRENT_OFFICES=1") as process:
            assert held.asked.wait(LATE)
            process.send_signal(signal.SIGINT)
            assert process.stderr
            while "interrupted: open pages get 6 s" not in process.stderr.readline():
                pass
            held.free.set()
            said = process.communicate(timeout=LATE)[1]
        assert process.returncode == 130
        assert "Traceback" not in said
        assert "nightly: for the next night wait lain" in said
        [(kept,)] = rows(tmp_path, "SELECT count(*) FROM snapshots WHERE kind = 'page'")
        assert 1 <= kept <= OPEN  # what was open, and no more
        assert other.paths == []
        assert rows(tmp_path, "SELECT office, outcome FROM visits") == [("contoh", "answered")]
        [report] = reports(tmp_path)
        assert (report["exit_code"], report["exit"], report["end_reason"]) == (130, "interrupted", "interrupted")
        served.routes.update(routes(*many))
        assert scrapy(tmp_path, "nightly").returncode == 0
    assert rows(tmp_path, "SELECT count(*) FROM articles", "archive") == [(32,)]
    assert [each["exit_code"] for each in reports(tmp_path)] == [130, 0]


def test_a_page_that_never_comes_keeps_nobody_waiting(tmp_path: Path, held: Held) -> None:
    with site({**routes(1, 2), path(1): held, path(2): held}) as served:
        office(tmp_path, served)
        with nightly(tmp_path) as process:
            assert held.asked.wait(LATE)
            process.send_signal(signal.SIGINT)
            said = process.communicate(timeout=LATE)[1]  # long before the page would come
        assert not held.free.is_set()
    assert process.returncode == 130
    assert "Traceback" not in said


def test_a_second_signal_ends_at_once(tmp_path: Path, held: Held) -> None:
    with site({**routes(1, 2), path(1): held, path(2): held}) as served:
        office(tmp_path, served)
        with nightly(tmp_path) as process:
            assert held.asked.wait(LATE)
            process.send_signal(signal.SIGTERM)
            assert process.stderr
            while "interrupted: open pages get 6 s" not in process.stderr.readline():
                pass
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=LATE)
    assert process.returncode == 130


def test_one_office_can_be_interrupted_too(tmp_path: Path, held: Held) -> None:
    with site({**routes(1, 2), path(1): held, path(2): held}) as served:
        office(tmp_path, served)
        with nightly(tmp_path, "contoh", command="crawl") as process:
            assert held.asked.wait(LATE)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=LATE)
    assert process.returncode == 130


def test_outside_its_window_nothing_is_asked(tmp_path: Path) -> None:
    show(tmp_path / "clock", "2026-03-01T12:00:00+07:00")
    with site(routes(1)) as served:
        office(tmp_path, served)
        done = run(tmp_path, "tests.driven", "nightly", CLOCK=f"{tmp_path}/clock", NIGHT_WINDOW="21:00-05:00")
        assert served.paths == []
    assert done.returncode == 6
    assert "nightly: NIGHT_WINDOW 21:00–05:00 WIB is closed now, so nothing was asked" in done.stderr
    assert not (tmp_path / "data" / "crawl.db").exists()


def test_when_the_window_closes_the_rest_waits_and_goes_first_the_next_night(tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    show(clock, "2026-03-02T04:59:00+07:00")
    ended = threading.Event()

    def morning(_: Mapping[str, str]) -> Answer:
        """The page that is open when the night ends."""
        show(clock, "2026-03-02T05:00:00+07:00")
        ended.wait(LATE)
        return Answer(news(1))

    many = range(1, 31)
    with site(routes(*many) | {path(number): morning for number in many}) as served:
        office(tmp_path, served)
        with site(routes(41, 42)) as other:
            office(tmp_path, other, "lain", "3542")
            options = ("-s", "CONCURRENT_OFFICES=1")
            with nightly(tmp_path, *options, CLOCK=str(clock), NIGHT_WINDOW="21:00-05:00") as process:
                assert process.stderr
                while "the night is over" not in process.stderr.readline():
                    pass
                ended.set()
                said = process.communicate(timeout=LATE)[1]
            assert process.returncode == 0, said
            assert "nightly: for the next night wait lain" in said
            assert other.paths == []
            [(kept,)] = rows(tmp_path, "SELECT count(*) FROM snapshots WHERE kind = 'page'")
            assert 1 <= kept <= OPEN
            [report] = reports(tmp_path)
            assert (report["end_reason"], report["exit"]) == ("window closed", "all well")
            served.routes.update(routes(*many))
            served.log.clear()
            show(clock, "2026-03-02T21:00:00+07:00")
            done = run(tmp_path, "tests.driven", "nightly", *options, CLOCK=str(clock), NIGHT_WINDOW="21:00-05:00")
            assert done.returncode == 0
            assert other.log[0][1] < served.log[0][1]
    assert rows(tmp_path, "SELECT count(*) FROM articles", "archive") == [(32,)]


@pytest.mark.parametrize("window", ["21:00", "late-early", "21:00-21:00", "21:00-05:00-06:00"])
def test_a_window_that_is_none_is_a_wrong_setting(tmp_path: Path, window: str) -> None:
    declare(tmp_path, "http://127.0.0.1:1/")
    done = scrapy(tmp_path, "nightly", NIGHT_WINDOW=window)
    assert done.returncode == 2
    assert f"NIGHT_WINDOW = {window!r}: expected two " in done.stderr.splitlines()[-1]


def test_a_machine_without_network_says_one_sentence_and_changes_nothing(tmp_path: Path) -> None:
    with site(routes(1, 2)) as served:
        office(tmp_path, served)
        assert scrapy(tmp_path, "nightly").returncode == 0
    for number in range(6):
        declare(tmp_path, f"https://dinkop{number}.example.go.id/", f"kantor-{number}")
        file = tmp_path / "offices" / f"kantor-{number}.toml"
        file.write_text(file.read_text(encoding="utf-8").replace("3541", f"350{number + 1}"), encoding="utf-8")
    (tmp_path / "offices" / "contoh.toml").unlink()
    books = [tmp_path / "data" / name for name in ("crawl.db", "archive.db")]
    before = [book.read_bytes() for book in books]
    done = run(tmp_path, "tests.driven", "nightly", NO_NAMES="1")
    assert done.returncode == 3
    [said] = [line for line in done.stderr.splitlines() if "INFO" not in line]
    assert said.endswith("Temporary failure in name resolution): this machine has no way to them; nothing was changed")
    assert "nightly: none of 6 sites can be reached (dinkop" in said
    assert [book.read_bytes() for book in books] == before
    assert [(each["run"], each["exit"]) for each in reports(tmp_path)] == [(1, "all well"), (None, "all failed")]


def test_a_report_tells_the_night(tmp_path: Path) -> None:
    forbidden = Answer(b"User-agent: *\nDisallow: /\n", content_type="text/plain")
    with site(routes(1, 2, 3)) as served, site({"/robots.txt": forbidden}) as closed:
        office(tmp_path, served)
        office(tmp_path, closed, "tutup", "3542")
        assert scrapy(tmp_path, "nightly").returncode == 1
    [report] = reports(tmp_path)
    assert (report["run"], report["exit_code"], report["exit"], report["new"]) == (1, 1, "some failed", 3)
    first, second = report["offices"]
    assert (first["office"], first["new"], first["requests"]) == ("contoh", 3, 5)
    assert [(each["outcome"], each["requests"], each["found"]) for each in first["sites"]] == [("answered", 5, 3)]
    [visit] = second["sites"]
    assert (visit["outcome"], visit["requests"]) == ("robots", 1)
    assert visit["refused"] > 0
    assert report["refused"] == visit["refused"]
    assert [(each["office"], each["before"], each["after"]) for each in report["changed"]] == [
        ("contoh", "never crawled", "fresh" if report["changed"][0]["after"] == "fresh" else "silent"),
        ("tutup", "never crawled", "robots"),
    ]


@pytest.mark.parametrize(("setting", "most"), [("REQUESTS_PER_NIGHT=4", 4), ("REQUESTS_PER_OFFICE_AND_NIGHT=3", 3)])
def test_no_night_costs_a_server_more_than_its_budget_and_nothing_is_lost(
    tmp_path: Path, setting: str, most: int
) -> None:
    with site({**routes(*range(1, 10)), "/robots.txt": Answer(b"", 404)}) as served:
        office(tmp_path, served)
        nights = 0
        while rows_of_articles(tmp_path) < 9:
            served.log.clear()
            assert scrapy(tmp_path, "nightly", "-s", setting).returncode == 0
            assert len([each for each in served.paths if each != "/robots.txt"]) <= most
            nights += 1
            assert nights < 9
    assert nights > 2


def rows_of_articles(folder: Path) -> int:
    if not (folder / "data" / "archive.db").exists():
        return 0
    [(count,)] = rows(folder, "SELECT count(*) FROM articles", "archive")
    return int(count)


def test_make_nightly_writes_the_files_and_tells_who_wants_to_know(tmp_path: Path, hook: Hook) -> None:
    forbidden = Answer(b"User-agent: *\nDisallow: /\n", content_type="text/plain")
    with site(routes(1, 2, 3)) as served, site({"/robots.txt": forbidden}) as closed:
        office(tmp_path, served)
        office(tmp_path, closed, "tutup", "3542")
        settings = {"DATA_DIR": f"{tmp_path}/data", "OFFICES_DIR": f"{tmp_path}/offices", "PRIVATE_HOSTS": "127.0.0.1"}
        done = subprocess.run(
            ["make", "--old-file=.venv/.runtime", "--old-file=.venv/.development", "nightly"],
            cwd=ROOT,
            env={**os.environ, **settings, "ALARM_URLS": hook.url, "ALARM_LANGUAGES": "en"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr.splitlines()[-1][-7:]) == (2, "Error 1"), done.stderr  # make's own way of 1
    assert (tmp_path / "data" / "exports" / "articles.json").is_file()
    [post] = hook.posts
    assert post["title"] == "Dinkop archive: needs attention 2, recovered 0"
    assert (
        f"has asked crawlers not to visit, in its robots.txt; we keep to it. [{closed.url}robots.txt" in post["message"]
    )
