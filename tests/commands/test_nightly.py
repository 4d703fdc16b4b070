"""What a night says of itself: exit status, one sentence where nothing can be asked, a report, a message."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.archive.alarms.receivers import Hook
from tests.commands.nights import LATE, Held, articles, nightly, office, path, reports, routes, rows, show
from tests.scripted import ROOT, Answer, archive, declare, run, scrapy, site


def test_outside_its_window_nothing_is_asked(tmp_path: Path) -> None:
    show(tmp_path / "clock", "2026-03-01T12:00:00+07:00")
    with site(routes(1)) as served:
        office(tmp_path, served)
        done = run(tmp_path, "tests.driven", "nightly", CLOCK=f"{tmp_path}/clock", NIGHT_WINDOW="21:00-05:00")
        assert served.paths == []
    assert done.returncode == 6
    assert "nightly: NIGHT_WINDOW 21:00–05:00 WIB is closed now, so nothing was asked" in done.stderr
    assert not (tmp_path / "data" / "crawl.db").exists()


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
    show(tmp_path / "clock", "2026-03-10T02:00:00+07:00")  # and it stands still: all happens in one second
    forbidden = Answer(b"User-agent: *\nDisallow: /\n", content_type="text/plain")
    with site(routes(1, 2, 3)) as served, site({"/robots.txt": forbidden}) as closed:
        office(tmp_path, served)
        office(tmp_path, closed, "tutup", "3542")
        assert run(tmp_path, "tests.driven", "nightly", CLOCK=f"{tmp_path}/clock").returncode == 1
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
        ("contoh", "never crawled", "fresh"),
        ("tutup", "never crawled", "robots"),
    ]


CLOCKS = {
    "set back": ("2026-03-10T02:00:00+07:00", "2026-03-08T02:00:00+07:00", "2025-03-08T02:00:00+07:00"),
    "leap day": ("2028-02-28T02:00:00+07:00", "2028-02-29T02:00:00+07:00", "2028-03-01T02:00:00+07:00"),
    "year end": ("2026-12-31T02:00:00+07:00", "2026-12-31T23:59:59+07:00", "2027-01-01T00:00:01+07:00"),
    "standing": ("2026-03-10T02:00:00+07:00",) * 3,
}


@pytest.mark.parametrize("moments", CLOCKS.values(), ids=CLOCKS)
def test_whatever_the_clock_says_each_night_finds_what_is_new_and_loses_nothing(
    tmp_path: Path, moments: tuple[str, ...]
) -> None:
    with site({**routes(1), "/robots.txt": Answer(b"", 404)}) as served:
        office(tmp_path, served)
        for night, moment in enumerate(moments, 1):
            show(tmp_path / "clock", moment)
            served.routes.update(routes(*range(night, 0, -1)))
            assert run(tmp_path, "tests.driven", "nightly", CLOCK=f"{tmp_path}/clock").returncode == 0
            assert articles(tmp_path) == night
    assert rows(tmp_path, "SELECT DISTINCT status, revisions FROM articles", "archive") == [("present", 0)]
    assert archive(tmp_path, "verify").returncode == 0


@pytest.mark.parametrize(("setting", "most"), [("REQUESTS_PER_NIGHT=4", 4), ("REQUESTS_PER_OFFICE_AND_NIGHT=3", 3)])
def test_no_night_costs_a_server_more_than_its_budget_and_nothing_is_lost(
    tmp_path: Path, setting: str, most: int
) -> None:
    with site({**routes(*range(1, 10)), "/robots.txt": Answer(b"", 404)}) as served:
        office(tmp_path, served)
        nights = 0
        while articles(tmp_path) < 9:
            served.log.clear()
            assert scrapy(tmp_path, "nightly", "-s", setting).returncode == 0
            assert len([each for each in served.paths if each != "/robots.txt"]) <= most
            nights += 1
            assert nights < 9
    assert nights > 2


def moved(number: int) -> Answer:
    return Answer(b"", 302, headers={"Location": path(number)})


@pytest.mark.parametrize(
    ("answers", "without"),
    [
        ({path(number): Answer(b"", 500) for number in range(1, 10)}, 28),
        ({path(number): moved(number % 9 + 1) for number in range(1, 10)}, 55),
        ({"/berita": Answer(b"", 502)}, 4),
    ],
    ids=["pages that fail", "pages that lead to each other", "a list that fails"],
)
@pytest.mark.parametrize("most", [2, 4, 12, 100])
def test_a_site_that_fails_gets_no_more_than_its_budget_either(
    tmp_path: Path, answers: dict[str, Answer], without: int, most: int
) -> None:
    with site({**routes(*range(1, 10)), "/robots.txt": Answer(b"", 404), **answers}) as served:
        office(tmp_path, served)
        scrapy(tmp_path, "nightly", "-s", f"REQUESTS_PER_NIGHT={most}")
        assert len(asked := [each for each in served.paths if each != "/robots.txt"]) == min(most, without), asked


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


def test_a_night_listens_at_no_port(tmp_path: Path) -> None:
    """Scrapy would open a telnet console and, in its newest releases, a door for remote control."""
    page = Held()
    with site({**routes(1, 2), path(1): page, path(2): page}) as served:
        office(tmp_path, served)
        with nightly(tmp_path) as process:
            assert page.asked.wait(LATE)
            [reader] = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
            assert len(sockets(process.pid)) >= 1  # at least the connection to the site
            assert sockets(process.pid, int(reader)) & listening() == set()
            page.free.set()


def sockets(*processes: int) -> set[str]:
    """Inodes of what processes hold open."""
    links = []
    for each in (each for process in processes for each in Path(f"/proc/{process}/fd").iterdir()):
        with suppress(FileNotFoundError):  # closed meanwhile
            links.append(str(each.readlink()))
    return {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:[")}


def listening() -> set[str]:
    """Inodes of all sockets of this machine that wait for connections."""
    rows = [line.split() for kind in ("tcp", "tcp6") for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]]
    return {row[9] for row in rows if row[3] == "0A"}
