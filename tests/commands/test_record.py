"""``scrapy record`` from end to end, against the practice offices."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.offices import write_registry
from demo.server import PracticeServer, serve
from tests.practice import OFFICE_OF, article_paths
from tests.scripted import scrapy

OFFICE = "praktik-sumberagung"


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeServer]:
    with serve() as server:
        yield server


def test_a_page_is_recorded_and_read_again(practice: PracticeServer, tmp_path: Path) -> None:
    write_registry(tmp_path / "offices", practice.ports)
    path = article_paths(OFFICE_OF[OFFICE])[0]
    url = practice.url(OFFICE, path)
    done = scrapy(tmp_path, "record", OFFICE, url, "--folder", str(tmp_path / "pages"))
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    [written] = (tmp_path / "pages" / OFFICE).glob("*.json")
    assert done.stdout == f"record: wrote {written}; read it before you commit it\n"
    record = json.loads(written.read_text("utf-8"))
    assert (record["url"], record["refused"], record["article"]["url"]) == (url, None, url)
    assert not (tmp_path / "data").exists()  # no run, no books
    assert scrapy(tmp_path, "record", "--again", "--folder", str(tmp_path / "pages")).stdout == ""
    written.write_text(written.read_text("utf-8").replace(record["article"]["title"], "Judul lama"), "utf-8")
    again = scrapy(tmp_path, "record", "--again", "--folder", str(tmp_path / "pages"))
    assert again.stdout == f"record: {written} has changed; compare it before you commit it\n"
    assert json.loads(written.read_text("utf-8")) == record


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ((OFFICE, "{site}tidak/ada/"), 1, "record: {site}tidak/ada/: HTTP 404; nothing was written"),
        ((OFFICE, "http://127.0.0.2:3/x"), 2, "praktik-sumberagung has no site at 127.0.0.2:3; its sites are"),
        ((OFFICE, "berita"), 2, "praktik-sumberagung has no site at"),
        (("nirgendwo", "{site}"), 2, "no office is called 'nirgendwo'"),
        ((OFFICE,), 2, "name an office and the address of one of its articles"),
    ],
)
def test_what_cant_be_recorded_is_told_in_one_line(
    practice: PracticeServer, tmp_path: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    write_registry(tmp_path / "offices", practice.ports)
    site = practice.url(OFFICE)
    words = [word.format(site=site) for word in arguments]
    done = scrapy(tmp_path, "record", *words, "--folder", str(tmp_path / "pages"))
    assert done.returncode == status
    assert message.format(site=site) in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "pages").exists()


def test_a_site_that_is_silent(tmp_path: Path) -> None:
    write_registry(tmp_path / "offices", dict.fromkeys(OFFICE_OF, 1))
    done = scrapy(tmp_path, "record", OFFICE, "http://127.0.0.1:1/x", "--folder", str(tmp_path), "-s", "RETRY_TIMES=0")
    silent = "record: http://127.0.0.1:1/x: the host refuses the connection; nothing was written\n"
    assert (done.returncode, done.stderr) == (1, silent)
