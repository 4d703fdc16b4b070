"""Each thing that can go wrong gives one clear line and a status, and loses nothing that was kept."""

from __future__ import annotations

import sqlite3
from itertools import pairwise
from pathlib import Path

import pytest

from archive.schema import CRAWL
from tests.scripted import Answer, archive, declare, scrapy, site

PARAGRAPH = "Dinas Koperasi mengadakan pelatihan bagi pelaku usaha mikro di balai desa, diikuti empat puluh peserta."


def news(number: int) -> bytes:
    body = "".join(f"<p>{PARAGRAPH} Ini alinea {n} dari berita {number}.</p>" for n in range(4))
    menu = "".join(f'<li><a href="/menu/{n}">Menu {n}</a></li>' for n in range(9))
    return (
        f"<html><head><title>Pelatihan Usaha Mikro Angkatan {number} Dibuka</title></head><body><ul>{menu}</ul>"
        f"<h1>Pelatihan Usaha Mikro Angkatan {number} Dibuka</h1><div>Senin, 9 Maret 2026</div><div>{body}</div>"
        "</body></html>"
    ).encode()


def listing(*numbers: int) -> bytes:
    items = "".join(
        f'<div><a href="/berita/pelatihan-usaha-mikro-angkatan-{n}">Pelatihan Usaha Mikro Angkatan {n} Dibuka</a></div>'
        for n in numbers
    )
    return f"<html><body><h1>Berita</h1>{items}</body></html>".encode()


def routes(*numbers: int) -> dict[str, Answer]:
    pages = {f"/berita/pelatihan-usaha-mikro-angkatan-{n}": Answer(news(n)) for n in numbers}
    return {"/berita": Answer(listing(*numbers)), "/": Answer(listing(*numbers)), **pages}


SOURCE = '\n[[site.source]]\nkind = "listing"\nurl = "{url}berita"'


def declare_listing(folder: Path, url: str) -> None:
    declare(folder, url, article_url=r"'^/berita/.+-\d+$'" + SOURCE.format(url=url))


def count(folder: Path, table: str = "articles", database: str = "archive") -> int:
    with sqlite3.connect(folder / "data" / f"{database}.db") as connection:
        number = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    connection.close()
    return int(number)


def lines(text: str, *, level: str = "") -> list[str]:
    return [line for line in text.splitlines() if level in line]


def test_all_well(tmp_path: Path) -> None:
    with site(routes(1, 2, 3, 4)) as served:
        declare_listing(tmp_path, served.url)
        done = scrapy(tmp_path, "nightly")
        assert done.returncode == 0, done.stderr
        assert "contoh: 4 new, 0 revised, 6 requests (finished)" in done.stderr
        assert count(tmp_path) == 4
        assert served.paths[0] == "/robots.txt"
        agents = {headers["user-agent"] for _, _, headers in served.log}
        assert agents == {"dinkop-archive/0.1 (+https://github.com/dinkop-archive)"}
        assert not any("cookie" in headers or "referer" in headers for _, _, headers in served.log)


@pytest.mark.parametrize("command", [("nightly",), ("crawl", "contoh"), ("list",), ("reextract",)])
def test_a_broken_office_file(tmp_path: Path, command: tuple[str, ...]) -> None:
    declare(tmp_path, "http://127.0.0.1:1/", role='"ofice"')
    done = scrapy(tmp_path, *command)
    assert done.returncode == 2
    expected = f'{tmp_path}/offices/contoh.toml: site 1: role = "ofice": expected one of office, portal, alias, legacy'
    assert done.stderr.splitlines()[-1].endswith(expected)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["nightly", "crawl", "reextract"])
def test_an_unknown_office(tmp_path: Path, command: str) -> None:
    declare(tmp_path, "http://127.0.0.1:1/")
    done = scrapy(tmp_path, command, "jombnag")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("no office is called 'jombnag'; `scrapy list` names them all")


def test_an_office_without_enabled_site(tmp_path: Path) -> None:
    declare(tmp_path, "http://127.0.0.1:1/", enabled="false")
    done = scrapy(tmp_path, "crawl", "contoh")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("contoh: none of its sites is enabled; see its file in OFFICES_DIR")


@pytest.mark.parametrize("command", [("nightly",), ("crawl", "contoh"), ("reextract",)])
def test_a_data_folder_in_the_way(tmp_path: Path, command: tuple[str, ...]) -> None:
    declare(tmp_path, "http://127.0.0.1:1/")
    (tmp_path / "data").write_text("a file")
    done = scrapy(tmp_path, *command)
    assert done.returncode == 5
    said = done.stderr + done.stdout
    assert "Traceback" not in said
    assert str(tmp_path / "data") in said


@pytest.mark.parametrize("command", [("nightly",), ("crawl", "contoh"), ("reextract",)])
def test_a_database_of_a_newer_version(tmp_path: Path, command: tuple[str, ...]) -> None:
    declare(tmp_path, "http://127.0.0.1:1/")
    (tmp_path / "data").mkdir()
    with sqlite3.connect(tmp_path / "data" / "crawl.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    done = scrapy(tmp_path, *command)
    said = done.stderr + done.stdout
    assert done.returncode == 5
    assert "Traceback" not in said
    assert (
        f"crawl.db: has version 99, this release knows up to {len(CRAWL)}; update the software or point DATA_DIR "
        "elsewhere"
    ) in said


def test_an_unreachable_site_is_named_and_loses_nothing(tmp_path: Path) -> None:
    with site(routes(1, 2, 3)) as served:
        declare_listing(tmp_path, served.url)
        scrapy(tmp_path, "nightly")
    done = scrapy(tmp_path, "nightly", "-s", "RETRY_TIMES=0")
    assert done.returncode == 3
    assert "nightly: no list of news was reached at contoh" in done.stderr
    assert "Connection was refused" in done.stderr
    assert "Traceback" not in done.stderr
    assert count(tmp_path) == 3


def test_one_silent_office_among_others(tmp_path: Path) -> None:
    with site(routes(1, 2, 3)) as served:
        declare_listing(tmp_path, served.url)
        silent = (tmp_path / "offices" / "contoh.toml").read_text()
        silent = silent.replace('"contoh"', '"diam"').replace("3541", "3542").replace(served.url, "http://127.0.0.1:9/")
        (tmp_path / "offices" / "diam.toml").write_text(silent)
        done = scrapy(tmp_path, "nightly", "-s", "RETRY_TIMES=0")
    assert done.returncode == 1
    assert "nightly: 3 new, 0 revised from 1 of 2 offices" in done.stderr
    assert "nightly: no list of news was reached at diam" in done.stderr


def test_a_robots_refusal_is_obeyed_and_told(tmp_path: Path) -> None:
    refusing = Answer(b"User-agent: *\nDisallow: /\n", content_type="text/plain")
    with site({**routes(1, 2, 3), "/robots.txt": refusing}) as served:
        declare_listing(tmp_path, served.url)
        done = scrapy(tmp_path, "nightly")
        assert served.paths == ["/robots.txt"]
        assert scrapy(tmp_path, "nightly").returncode == 3
        assert served.paths == ["/robots.txt"]  # kept for a day
    assert done.returncode == 3
    assert f"{served.url}robots.txt forbids it; asked again within two nights" in done.stderr


def test_failing_robots_means_wait(tmp_path: Path) -> None:
    with site({**routes(1), "/robots.txt": Answer(b"", 503)}) as served:
        declare_listing(tmp_path, served.url)
        done = scrapy(tmp_path, "nightly", "-s", "RETRY_TIMES=0")
        assert set(served.paths) == {"/robots.txt"}
    assert done.returncode == 3
    assert "robots.txt could not be read (HTTP 503)" in done.stderr


def test_crawl_delay_is_kept(tmp_path: Path) -> None:
    slow = Answer(b"User-agent: *\nCrawl-delay: 0.4\nDisallow: /admin\n", content_type="text/plain")
    with site({**routes(1, 2, 3), "/robots.txt": slow}) as served:
        declare_listing(tmp_path, served.url)
        assert scrapy(tmp_path, "nightly").returncode == 0
        taken = [later[1] - earlier[1] for earlier, later in pairwise(served.log)]
    # Counted from robots.txt, before the first pause began, so that no late arrival makes one look shorter.
    assert sum(taken) >= 0.4 * (len(taken) - 1) > 1


def test_pages_that_are_no_articles_stay_kept_and_counted(tmp_path: Path) -> None:
    odd = {
        "/berita/pelatihan-usaha-mikro-angkatan-7": Answer(b"%PDF-1.4 \xff\xfe", content_type="application/pdf"),
        "/berita/pelatihan-usaha-mikro-angkatan-8": Answer(b"<html><body></body></html>"),
        "/berita/pelatihan-usaha-mikro-angkatan-9": Answer(b"<h1>Hanya judul tanpa isi sama sekali</h1>"),
    }
    with site({**routes(1, 2, 3), **odd, "/berita": Answer(listing(1, 2, 3, 7, 8, 9))}) as served:
        declare_listing(tmp_path, served.url)
        done = scrapy(tmp_path, "nightly")
    assert done.returncode == 0
    assert "contoh: 3 new, 0 revised, 8 requests, 3 unreadable (finished)" in done.stderr
    assert len(lines(done.stderr, level="WARNING scrapers.pipelines: contoh: http://127.0.0.1")) == 3
    assert (count(tmp_path), count(tmp_path, "snapshots", "crawl")) == (3, 7)


def test_a_page_that_fails_is_fetched_the_next_night(tmp_path: Path) -> None:
    with site(routes(1, 2, 3)) as served:
        declare_listing(tmp_path, served.url)
        path = "/berita/pelatihan-usaha-mikro-angkatan-2"
        served.routes[path] = Answer(b"", 500)
        first = scrapy(tmp_path, "nightly", "-s", "RETRY_TIMES=0")
        assert f"{served.url.rstrip('/')}{path}: HTTP 500" in first.stderr
        assert count(tmp_path) == 2
        served.routes[path] = Answer(news(2))
        assert scrapy(tmp_path, "nightly").returncode == 0
    assert count(tmp_path) == 3


def test_an_off_site_redirect_is_not_followed(tmp_path: Path) -> None:
    with site({}) as other, site(routes(1, 2, 3)) as served:
        elsewhere = other.url.replace("127.0.0.1", "127.0.0.2")
        served.routes["/berita/pelatihan-usaha-mikro-angkatan-2"] = Answer(b"", 302, headers={"Location": elsewhere})
        declare_listing(tmp_path, served.url)
        done = scrapy(tmp_path, "nightly")
        assert other.log == []
    assert done.returncode == 0
    assert count(tmp_path) == 2


def test_loopback_is_refused_without_private_hosts(tmp_path: Path) -> None:
    with site(routes(1)) as served:
        declare_listing(tmp_path, served.url)
        done = scrapy(tmp_path, "nightly", PRIVATE_HOSTS="")
        assert served.log == []
    assert done.returncode == 3
    assert "127.0.0.1 is not a public address; name it in PRIVATE_HOSTS if it is meant" in done.stderr


def test_two_crawls_at_once(tmp_path: Path) -> None:
    with site(routes(1)) as served:
        declare_listing(tmp_path, served.url)
        first: list[int] = []

        def during(_: object) -> Answer:
            if not first:
                second = scrapy(tmp_path, "nightly")
                first.append(second.returncode)
                assert "already running since" in second.stderr
            return Answer(listing(1))

        served.routes["/berita"] = during
        assert scrapy(tmp_path, "nightly").returncode == 0
    assert first == [4]


def test_an_archive_that_is_not_there_yet(tmp_path: Path) -> None:
    for command in (("search", "koperasi"), ("export", str(tmp_path / "out")), ("status",), ("serve", "--port", "0")):
        done = archive(tmp_path, *command)
        assert done.returncode != 0, command
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert str(tmp_path / "data") in done.stderr


def test_reextract_of_nothing(tmp_path: Path) -> None:
    declare(tmp_path, "http://127.0.0.1:1/")
    done = scrapy(tmp_path, "reextract")
    assert (done.returncode, done.stdout) == (0, "reextract: nothing was kept yet\n")
