"""A site's lists are followed exactly as far as they go, whatever they say of themselves."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from scrapy.http import TextResponse
from scrapy.utils.test import get_crawler

from archive.clock import now
from archive.crawl_log import Learnt, Yield
from scrapers.discovery.json.wordpress import PER_PAGE, posts_url
from scrapers.registry import office as registered
from scrapers.registry.office import WordPressApi
from scrapers.spiders.office import spider_class
from scrapers.spiders.walk import Walk
from tests.commands.test_probe import kept
from tests.practice import declaration
from tests.scripted import Answer, Site, declare, run, scrapy, site
from tests.spiders.test_contact import facts
from tests.test_bad_input import declare_listing, routes

TEXT = "<p>" + "Pengurus koperasi membuka pembukuannya di hadapan anggota. " * 8 + "</p>"


def post(url: str, number: int) -> dict[str, object]:
    day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}T08:00:00"
    return {
        "id": number,
        "date": day,
        "date_gmt": day,
        "modified_gmt": day,
        "link": f"{url}{number}-rapat-anggota/",
        "title": {"rendered": f"Rapat Anggota Koperasi Angkatan {number}"},
        "content": {"rendered": TEXT.replace("anggota.", f"anggota ke-{number}.")},
    }


def api(served: Site, posts: int, headers: Mapping[str, str]) -> list[str]:
    """Serve so many posts as WordPress does; gives the paths of the pages, and of the one behind the last."""
    pages = [posts_url("/wp-json/wp/v2/posts", page=page) for page in range(1, posts // PER_PAGE + 3)]
    for number, path in enumerate(pages):
        shown = [post(served.url, n) for n in range(number * PER_PAGE, min(posts, (number + 1) * PER_PAGE))]
        body = json.dumps(shown or {"code": "rest_post_invalid_page_number", "message": "x"}).encode()
        served.routes[path] = Answer(body, 200 if shown else 400, "application/json", headers)
    return pages


@pytest.mark.parametrize(("posts", "pages", "total"), [(230, 3, "7"), (200, 3, "9999"), (60, 1, "abc")])
def test_totals_that_lie_are_not_believed(posts: int, pages: int, total: str, tmp_path: Path) -> None:
    with site({}) as served:
        paths = api(served, posts, {"X-WP-Total": total, "X-WP-TotalPages": total})
        declare(tmp_path, served.url, platform='"wordpress"')
        done = scrapy(tmp_path, "crawl", "contoh")
        assert done.returncode == 0, done.stderr
        assert served.paths == ["/robots.txt", *paths[:pages]]
    assert len(kept(tmp_path)) == posts
    assert "complete" in facts(tmp_path)


def test_a_page_that_breaks_is_asked_for_again_and_the_history_is_not_complete(tmp_path: Path) -> None:
    with site({}) as served:
        paths = api(served, 230, {})
        whole = served.routes[paths[1]]
        served.routes[paths[1]] = Answer(b"", 500)
        declare(tmp_path, served.url, platform='"wordpress"')
        scrapy(tmp_path, "crawl", "contoh", "-s", "RETRY_TIMES=0")
        assert (len(kept(tmp_path)), "complete" in facts(tmp_path)) == (100, False)
        served.routes[paths[1]] = whole
        scrapy(tmp_path, "crawl", "contoh", "-s", "RETRY_TIMES=0")
    assert (len(kept(tmp_path)), "complete" in facts(tmp_path)) == (230, True)


def test_sitemaps_that_name_one_another_are_asked_once(tmp_path: Path) -> None:
    def index(*names: str) -> Answer:
        children = "".join(f"<sitemap><loc>{served.url}{name}</loc></sitemap>" for name in names)
        return Answer(f"<sitemapindex>{children}</sitemapindex>".encode(), content_type="application/xml")

    source = '\n[[site.source]]\nkind = "sitemap"\nurl = "{url}a.xml"'
    with site({}) as served:
        served.routes |= {
            "/a.xml": index("b.xml", "c.xml"),
            "/b.xml": index("a.xml", "c.xml"),
            "/c.xml": index("b.xml"),
        }
        declare(tmp_path, served.url, article_url=r"'^/berita/.+-\d+$'" + source.format(url=served.url))
        scrapy(tmp_path, "crawl", "contoh")
        asked = [path for path in served.paths if path.endswith(".xml") and len(path) == len("/a.xml")]
    assert sorted(asked) == ["/a.xml", "/b.xml", "/c.xml"]


def sitemap(url: str, *numbers: int) -> Answer:
    named = "".join(f"<url><loc>{url}berita/rapat-anggota-koperasi-{number}</loc></url>" for number in numbers)
    return Answer(f"<urlset>{named}</urlset>".encode(), content_type="application/xml")


@pytest.mark.parametrize(
    ("dates", "asked"),
    [
        (("<lastmod>2026-01-01</lastmod>", "<lastmod>2026-01-02</lastmod>"), [["/s.xml"], ["/post-3.xml", "/s.xml"]]),
        (("", ""), [["/post-1.xml", "/post-2.xml", "/post-3.xml", "/s.xml"]] * 2),
    ],
    ids=["the index says what changed", "the index never changes"],
)
def test_a_night_asks_only_for_sitemaps_that_may_hold_something_new(
    dates: tuple[str, str], asked: list[list[str]], tmp_path: Path
) -> None:
    def index(*dated: str) -> Answer:
        named = "".join(
            f"<sitemap><loc>{served.url}post-{n}.xml</loc>{date}</sitemap>" for n, date in enumerate(dated, 1)
        )
        return Answer(f"<sitemapindex>{named}</sitemapindex>".encode(), content_type="application/xml")

    def night() -> list[str]:
        served.log.clear()
        done = scrapy(tmp_path, "crawl", "contoh")
        assert done.returncode == 0, done.stderr
        return sorted(path for path in served.paths if path.endswith(".xml"))

    page = "<h1>Rapat Anggota Koperasi {}</h1>" + TEXT
    articles = {f"/berita/rapat-anggota-koperasi-{n}": Answer(page.format(n).encode()) for n in range(1, 8)}
    source = '\n[[site.source]]\nkind = "sitemap"\nurl = "{url}s.xml"'
    with site(articles) as served:
        served.routes |= {f"/post-{n}.xml": sitemap(served.url, 2 * n - 1, 2 * n) for n in (1, 2, 3)}
        served.routes["/s.xml"] = index(dates[0], dates[0], dates[0])
        declare(tmp_path, served.url, article_url=r"'^/berita/.+-\d+$'" + source.format(url=served.url))
        assert night() == ["/post-1.xml", "/post-2.xml", "/post-3.xml", "/s.xml"]
        quiet = night()
        served.routes |= {"/s.xml": index(dates[0], dates[0], dates[1]), "/post-3.xml": sitemap(served.url, 5, 6, 7)}
        assert [quiet, night()] == asked
        assert len(kept(tmp_path)) == 7


def test_a_declared_list_may_stand_on_another_host_and_its_articles_on_the_site(tmp_path: Path) -> None:
    records = [{"judul": f"Rapat Anggota Koperasi Angkatan {n}", "slug": f"rapat-{n}", "isi": TEXT} for n in range(3)]
    with site({"/api/list-berita": Answer(json.dumps(records).encode(), content_type="application/json")}) as served:
        other = served.url.replace("127.0.0.1", "localhost")
        source = f'\n[[site.source]]\nkind = "json"\nurl = "{other}api/list-berita"\ntitle = "judul"\nbody = "isi"'
        declare(tmp_path, served.url, about="false" + source + f'\nlink = "{served.url}berita/{{slug}}"')
        done = scrapy(tmp_path, "crawl", "contoh", PRIVATE_HOSTS="127.0.0.1,localhost")
        assert done.returncode == 0, done.stderr
        assert served.paths == ["/robots.txt", "/api/list-berita"]
        assert set(kept(tmp_path)) == {f"{served.url}berita/rapat-{n}" for n in range(3)}


def test_an_article_is_known_by_the_address_that_its_number_leads_to(tmp_path: Path) -> None:
    final = "/pasar-murah-dibuka-bupati/"
    page = Answer(f"<h1>Pasar Murah Dibuka Bupati</h1>{TEXT}".encode())
    shown = Answer(b"<h1>Berita</h1><h2><a href='/?p=412&share=x'>Pasar Murah Dibuka Bupati</a></h2>")
    with site({"/berita": shown, final: page, "/?p=412": Answer(status=301, headers={"Location": final})}) as served:
        source = f'\n[[site.source]]\nkind = "listing"\nurl = "{served.url}berita"'
        declare(tmp_path, served.url, article_url=r"'^/\?p=\d+$'" + source)
        for _ in range(2):
            done = scrapy(tmp_path, "crawl", "contoh")
            assert done.returncode == 0, done.stderr
            assert set(kept(tmp_path)) == {served.url.rstrip("/") + final}


def test_a_site_is_complete_only_behind_what_it_showed(tmp_path: Path) -> None:
    """Scrapy runs a callback far ahead of its pipelines, and a crawl may be killed in between."""
    url = "https://dinkop.example.go.id/"
    blog = registered.Site(url, sources=(WordPressApi(f"{url}wp-json/wp/v2/posts"),))
    office = replace(declaration("praktik-tanjungsari"), id="contoh", sites=(blog,))
    made = spider_class(office, {"contoh": office})
    spider = made.from_crawler(get_crawler(made, {"DATA_DIR": str(tmp_path)}))
    walk = Walk(blog, known={}, facts={}, pages_max=9, at=now())
    [step] = walk.next_source()
    shown = TextResponse(step.url, body=json.dumps([post(url, 1)]).encode())
    with closing(spider.crawl):
        outputs = list(spider.parse_list(shown, walk, walk.ask(step)))
        assert spider.crawl_log.facts("contoh", blog.host) == {}
    assert [type(output) for output in outputs] == [Yield, Learnt]


def test_a_list_that_shows_nothing_is_no_answer_although_it_never_changes(tmp_path: Path) -> None:
    with site(routes(3, 2, 1)) as served:
        declare_listing(tmp_path, served.url)
        outcomes = []
        for _ in range(3):
            scrapy(tmp_path, "crawl", "contoh")
            with closing(sqlite3.connect(tmp_path / "data" / "crawl.db")) as db:
                outcomes += db.execute("SELECT outcome FROM visits ORDER BY run DESC LIMIT 1").fetchone()
            served.routes |= dict.fromkeys(("/", "/berita"), Answer(b"<html><body><h1>Berita</h1></body></html>"))
    assert outcomes == ["answered", "nothing", "nothing"]


def test_a_site_that_moved_goes_on_with_the_articles_that_it_had(tmp_path: Path) -> None:
    def night(number: int) -> None:
        (tmp_path / "clock").write_text(f"2026-03-{number + 1:02}T19:00:00+00:00", encoding="utf-8")
        done = run(tmp_path, "tests.driven", "nightly", CLOCK=f"{tmp_path}/clock")
        assert done.returncode == 0, done.stderr

    with site(routes(1, 2, 3, 4)) as old:
        declare_listing(tmp_path, old.url)
        night(1)
    shown = routes(2, 3, 4, 5)
    edited = "/berita/pelatihan-usaha-mikro-angkatan-2"
    shown[edited] = Answer(shown[edited].body.replace(b"empat puluh", b"lima puluh"))
    with site(shown) as new:
        file = tmp_path / "offices" / "contoh.toml"
        declare_listing(tmp_path, new.url)
        declared = file.read_text(encoding="utf-8")
        formerly = f'formerly = "{urlsplit(old.url).netloc}"\ndelay_seconds'
        left = f'\n\n[[site]]\nurl = "{old.url}"\nrole = "legacy"\nenabled = false\n'
        file.write_text(declared.replace("delay_seconds", formerly, 1) + left, encoding="utf-8")
        night(1)
        assert sorted(new.paths) == ["/berita", "/berita/pelatihan-usaha-mikro-angkatan-5", "/robots.txt"]
        for number in (2, 3, 4):
            night(number)
    with closing(sqlite3.connect(tmp_path / "data" / "archive.db")) as db:
        rows = db.execute("SELECT url, status, revisions FROM articles ORDER BY title").fetchall()
    assert rows == [
        (f"{old.url}berita/pelatihan-usaha-mikro-angkatan-1", "gone", 0),
        (f"{new.url}berita/pelatihan-usaha-mikro-angkatan-2", "present", 1),
        (f"{new.url}berita/pelatihan-usaha-mikro-angkatan-3", "present", 0),
        (f"{new.url}berita/pelatihan-usaha-mikro-angkatan-4", "present", 0),
        (f"{new.url}berita/pelatihan-usaha-mikro-angkatan-5", "present", 0),
    ]
