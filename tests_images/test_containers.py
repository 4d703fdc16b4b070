"""The images of deploy/, built and run as deploy/compose.yml says: a night on the practice offices, then readers."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

import pytest
from yaml import safe_dump

from demo.offices import OFFICES, expected, write_registry
from demo.server import ADDRESS, PracticeServer, serve
from demo.verdict import judge, read_export
from tests_deploy.test_proxy import free_port
from tests_images.engine import Engine, engine

DEADLINE_SECONDS = 60
ROOM = "dinkop-archive_reading-room_1"
USER = "uid=10001(dinkop) gid=10001(dinkop) groups=10001(dinkop)\n"


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeServer]:
    with serve() as server:
        yield server


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, practice: PracticeServer, port: int) -> Iterator[Engine]:
    """Both images; the crawler's meets the practice offices, which listen on this machine's loopback."""
    folder = tmp_path_factory.mktemp("engine")
    offices = folder / "offices"
    write_registry(offices, practice.ports)
    crawler = {
        "network_mode": "host",
        "environment": {"OFFICES_DIR": "/offices", "PRIVATE_HOSTS": ADDRESS},
        "volumes": [f"{offices}:/offices:ro"],
    }
    override = folder / "practice.yml"
    override.write_text(safe_dump({"services": {"crawler": crawler}}), encoding="utf-8")
    variables = {"CONTACT": "mailto:arsip@example.org", "PORT": str(port), "BASE_URL": "/arsip/"}
    with engine(folder, override, **variables) as made:
        made.build()
        yield made


@pytest.fixture(scope="module")
def crawled(built: Engine) -> Engine:
    """After a night: the crawl, the files, the copy, and nobody to be told."""
    run(built)
    for command in (["export"], ["backup", "/data/backups"], ["notify"]):
        run(built, "python", "-m", "archive", *command)
    return built


@pytest.fixture(scope="module")
def room(crawled: Engine, port: int) -> Engine:
    """The reading room, once it answers."""
    crawled.compose("up", "--detach")
    end = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < end:
        try:
            ask(port, "/arsip/")
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
        else:
            return crawled
    raise AssertionError(crawled.podman("logs", ROOM))


def run(engine: Engine, *command: str, code: int = 0) -> str:
    """What a command says in a container of the crawler's, its own command if none is given."""
    return engine.compose("run", "--rm", "-T", "crawler", *command, code=code)


def data(engine: Engine) -> Path:
    """Where the volume of both containers lies."""
    return Path(engine.podman("volume", "inspect", "--format", "{{.Mountpoint}}", "dinkop-archive_data").strip())


def ask(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE_SECONDS)
    connection.request("GET", path)
    response = connection.getresponse()
    text = response.read().decode("utf-8")
    connection.close()
    return response.status, text


def test_a_night_in_a_container_brings_every_article(crawled: Engine, practice: PracticeServer) -> None:
    exports = data(crawled) / "exports"
    verdicts = [judge(office.id, expected(practice.night), read_export(exports)) for office in OFFICES]
    assert [(verdict.passed, verdict.missing, verdict.unwanted) for verdict in verdicts] == [(True, (), ())] * 4


def test_what_a_night_leaves_is_whole(crawled: Engine) -> None:
    run(crawled, "python", "-m", "archive", "verify")
    assert len(list((data(crawled) / "backups").glob("crawl-*.db"))) == 1


def test_the_crawler_is_a_user_that_writes_to_nothing_but_the_data(crawled: Engine) -> None:
    assert run(crawled, "id") == USER
    writable = "for at in / /archive /venv /home /data /tmp; do test -w $at && echo $at; done; true"
    assert run(crawled, "sh", "-c", writable) == "/data\n/tmp\n"
    assert run(crawled, "sh", "-c", "grep -E 'CapEff|NoNewPrivs' /proc/self/status").split() == [
        *("CapEff:", "0000000000000000"), *("NoNewPrivs:", "1")
    ]  # fmt: skip


def test_an_office_named_by_hand_is_known(built: Engine) -> None:
    assert run(built, "scrapy", "list").split() == sorted(office.id for office in OFFICES)


def test_readers_meet_the_articles_below_the_base_url(room: Engine, port: int, practice: PracticeServer) -> None:
    status, text = ask(port, "/arsip/")
    assert status == 200
    newest = max(expected(practice.night), key=lambda article: article.published or date.min)
    assert escape(newest.title) in text
    assert ask(port, "/arsip/cari?q=koperasi")[0] == 200


def test_the_room_is_healthy_and_owns_nothing(room: Engine) -> None:
    room.podman("healthcheck", "run", ROOM)
    assert room.podman("exec", ROOM, "id") == USER
    room.podman("exec", ROOM, "touch", "/archive/x", code=1)
    inspected = json.loads(room.podman("inspect", ROOM))[0]["HostConfig"]
    assert (inspected["ReadonlyRootfs"], inspected["Memory"], inspected["PidsLimit"]) == (True, 1 << 30, 128)


def test_the_room_ends_at_once_when_it_is_stopped(room: Engine) -> None:
    room.podman("stop", "--time", "30", ROOM)
    assert room.podman("inspect", "--format", "{{.State.ExitCode}}", ROOM) == "0\n"
