"""Offices as Scrapy's own commands meet them."""

from __future__ import annotations

from pathlib import Path

from tests.commands.nights import office, path, routes
from tests.scripted import scrapy, site


def test_scrapys_list_names_the_offices(tmp_path: Path) -> None:
    with site({}) as one, site({}) as other:
        office(tmp_path, one)
        office(tmp_path, other, "lain", "3542")
    done = scrapy(tmp_path, "list")
    assert (done.returncode, done.stdout) == (0, "contoh\nlain\n")


def test_scrapys_shell_asks_as_politely_as_a_night(tmp_path: Path) -> None:
    with site(routes(1)) as served:
        office(tmp_path, served)
        page = served.url.rstrip("/") + path(1)
        asked = ("shell", page, "-c", "response.status, response.css('h1::text').get(), spider.name")
        done = scrapy(tmp_path, *asked)
        assert done.returncode == 0
        assert "(200, 'Pelatihan Usaha Mikro Angkatan 1 Dibuka', 'contoh')" in done.stdout, done.stderr
        assert served.paths == ["/robots.txt", path(1)]
        served.log.clear()
        scrapy(tmp_path, *asked, PRIVATE_HOSTS="")
        assert served.paths == []
