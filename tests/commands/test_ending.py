"""A night that is interrupted, or that its window ends: open pages are finished, the rest waits, nobody is blamed."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.commands.nights import LATE, OPEN, Held, nightly, office, path, reports, routes, rows, show
from tests.scripted import Answer, run, scrapy, site
from tests.test_bad_input import news

PROMISED = 10  # seconds within which an interrupted night is over


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
            while "interrupted: open pages get 5 s" not in process.stderr.readline():
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
            said = process.communicate(timeout=PROMISED)[1]  # long before the page would come
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
            while "interrupted: open pages get 5 s" not in process.stderr.readline():
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


def test_an_office_that_comes_to_its_end_when_somebody_interrupts_comes_to_it(tmp_path: Path) -> None:
    with site(routes(*range(1, 31))) as served:
        office(tmp_path, served)
        with nightly(tmp_path, "contoh", command="crawl") as process:
            assert process.stderr
            while "Closing spider (finished)" not in process.stderr.readline():
                pass
            process.send_signal(signal.SIGINT)
            said = process.communicate(timeout=LATE)[1]
    assert process.returncode == 130
    assert "Task was destroyed" not in said
    assert rows(tmp_path, "SELECT office, outcome FROM visits") == [("contoh", "answered")]
    assert rows(tmp_path, "SELECT count(*) FROM articles", "archive") == [(30,)]


def test_a_night_whose_reading_ends_keeps_every_page_and_the_next_one_reads_them(tmp_path: Path, held: Held) -> None:
    with site({**routes(1, 2, 3), path(3): held}) as served:
        office(tmp_path, served)
        with nightly(tmp_path) as process:
            assert held.asked.wait(LATE)
            [reader] = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            os.kill(int(reader), signal.SIGKILL)
            served.routes.update(routes(1, 2, 3))
            held.free.set()
            said = process.communicate(timeout=LATE)[1]
        assert process.returncode == 7
        assert "reading stopped: killed by SIGKILL; every page is kept, and the next crawl reads what is left" in said
        assert "Traceback" not in said
        assert rows(tmp_path, "SELECT count(*) FROM snapshots WHERE kind = 'page'") == [(3,)]
        served.log.clear()
        assert scrapy(tmp_path, "nightly").returncode == 0
        assert [each for each in served.paths if each != "/berita"] == []
    assert rows(tmp_path, "SELECT count(*) FROM articles", "archive") == [(3,)]
    assert [each["exit_code"] for each in reports(tmp_path)] == [7, 0]


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
