from __future__ import annotations

import signal
import subprocess
import sys
import threading
from http.client import HTTPConnection

import pytest

from demo import server as practice
from demo.offices import OFFICES
from demo.server import ADDRESS, Access, PracticeServer, serve
from tests.demo.practice_client import Ask


@pytest.mark.parametrize("office", [office.id.removeprefix("praktik-") for office in OFFICES])
def test_front_pages_are_as_heavy_as_real_ones_and_link_to_dozens_of_places(ask: Ask, office: str) -> None:
    answer = ask(office, "/")
    assert answer.status == 200
    assert 28_000 < len(answer.body) < 60_000
    assert answer.text.count("<a ") > 80


def test_every_request_is_logged_with_what_tests_of_politeness_need(server: PracticeServer, ask: Ask) -> None:
    ask("jombang", "/berita?page=2", headers={"User-Agent": "tester/1", "If-None-Match": '"x"'})
    ask("sumberagung", "/nothing-here", "HEAD")
    first, second = server.log
    assert first == Access("praktik-jombang", "GET", "/berita?page=2", 200, "tester/1", True, first.at)
    assert second == Access("praktik-sumberagung", "HEAD", "/nothing-here", 404, "", False, second.at)
    assert first.at <= second.at


def test_head_sends_the_length_but_no_body(ask: Ask) -> None:
    got, head = ask("tanjungsari", "/index.php/18-berita"), ask("tanjungsari", "/index.php/18-berita", "HEAD")
    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(got.body))


def test_one_connection_carries_many_requests(server: PracticeServer) -> None:
    connection = HTTPConnection(ADDRESS, server.ports["praktik-jombang"], timeout=10)
    for path in ("/robots.txt", "/berita", "/nothing"):
        connection.request("GET", path)
        connection.getresponse().read()
        assert connection.sock is not None  # still open
    connection.close()


def test_the_same_requests_get_the_same_answers() -> None:
    paths = ("/berita", "/berita/sehari-84-nib-terbit-di-balai-desa-bareng-5456", "/berita?page=3")
    rounds = []
    for _ in range(2):
        with serve() as running:
            connection = HTTPConnection(ADDRESS, running.ports["praktik-jombang"], timeout=10)
            bodies = []
            for path in paths:
                connection.request("GET", path, headers={"Host": "demo.invalid"})
                bodies.append(connection.getresponse().read())
            connection.close()
            rounds.append(bodies)
    assert rounds[0] == rounds[1]


def test_stopping_ends_idle_connections_and_their_threads() -> None:
    before = threading.active_count()
    with serve() as running:
        connection = HTTPConnection(ADDRESS, running.ports["praktik-jombang"], timeout=10)
        connection.request("GET", "/robots.txt")
        connection.getresponse().read()
    assert connection.sock is not None
    assert connection.sock.recv(1) == b""  # the server hung up
    connection.close()
    for thread in threading.enumerate():
        if thread.name.startswith(("praktik", "Thread")) and thread is not threading.current_thread():
            thread.join(5)
    assert threading.active_count() <= before


def test_a_taken_port_is_told_in_one_line(server: PracticeServer, capsys: pytest.CaptureFixture[str]) -> None:
    taken = min(server.ports.values())
    assert practice.main(["--port", str(taken)]) == 1
    assert capsys.readouterr().err.startswith(f"practice offices: can't listen from port {taken}: ")


def test_the_command_serves_until_it_is_interrupted() -> None:
    command = [sys.executable, "-m", "demo.server", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in OFFICES]
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert [office.name in line for office, line in zip(OFFICES, lines, strict=True)] == [True] * len(OFFICES)
