"""A crawl of sites that declare nothing but their address finds what a probe finds, and remembers it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from scrapers.discovery.json.wordpress import posts_url
from scrapers.probing.tour import BUDGET
from scrapers.urls import canonical
from tests.commands.test_probe import QUICK, kept, lines_of
from tests.probing import generated_server
from tests.probing.generated_site import GeneratedSite
from tests.probing.generated_text import Piece
from tests.probing.seeds import seeds
from tests.scripted import Answer, declare, scrapy, site


def facts(folder: Path) -> dict[str, str]:
    """What the crawl log knows of the office's sites."""
    with sqlite3.connect(folder / "data" / "crawl.db") as connection:
        rows = connection.execute("SELECT key, value FROM sites WHERE key != 'robots'").fetchall()
    connection.close()
    return dict(rows)


# JSON behind a script, JSON of a list, JSON behind a list in HTML, a blog at the root with the office's pages beside it
@pytest.mark.parametrize("seed", seeds("3,17,20,28,58", fresh=1))
def test_a_site_that_declares_nothing_is_explored_once_and_crawled(seed: int, tmp_path: Path) -> None:
    made = GeneratedSite(seed)
    with generated_server.serve(made) as server:
        declare(tmp_path, server.url, "x")
        first = scrapy(tmp_path, "crawl", "x", *QUICK)
        assert first.returncode == 0, made.described + first.stderr
        rows = kept(tmp_path)
        assert {canonical(path, server.url) for path in made.addresses} <= rows.keys(), made.described
        for path, piece in made.addresses.items():
            row = rows.pop(canonical(path, server.url) or "")
            assert (row["title"], row["published"][:10]) == (piece.title, piece.day.isoformat()), made.described
            assert lines_of(row["body"]) == list(piece.paragraphs), made.described
        assert rows.keys() <= {canonical(made.path(piece), server.url) for piece in made.announcements}, made.described
        asked = len(server.log)
        second = scrapy(tmp_path, "crawl", "x", *QUICK)
        assert second.returncode == 0, made.described + second.stderr
        lists = len(json.loads(facts(tmp_path)["sources"]))
        assert len(server.log) - asked <= lists, made.described  # no front page, nothing tried out


def test_an_exploration_keeps_to_its_budget_and_says_that_nothing_was_found(tmp_path: Path) -> None:
    menu = "".join(f"<li><a href='/{name}'>{name.title()}</a></li>" for name in ("berita", "kabar", "warta", "artikel"))
    page = Answer(f"<html><body><ul>{menu}</ul><p>Selamat datang.</p></body></html>".encode())
    with site({"/": page, **{f"/{name}": page for name in ("berita", "kabar", "warta", "artikel")}}) as served:
        declare(tmp_path, served.url)
        done = scrapy(tmp_path, "nightly")
        assert done.returncode == 3
        assert "nightly: no list of news was reached at contoh" in done.stderr
        assert len(served.log) <= BUDGET + 1  # robots.txt


def test_a_page_in_the_sites_place_ends_the_exploration(tmp_path: Path) -> None:
    suspended = b"<html><title>Account Suspended</title><body><p>This account has been suspended.</p></body></html>"
    with site({"/": Answer(suspended)}) as served:
        declare(tmp_path, served.url)
        assert scrapy(tmp_path, "nightly").returncode == 3
        assert served.paths == ["/robots.txt", "/"]


def feed(url: str, shown: tuple[Piece, ...]) -> Answer:
    """One page of a WordPress feed without texts."""
    items = "".join(f"<item><title>{p.title}</title><link>{url}{p.slug}/</link></item>" for p in shown)
    generator = "<generator>https://wordpress.org/?v=6.4</generator>"
    text = f"<rss version='2.0'><channel>{generator}{items}</channel></rss>"
    return Answer(text.encode(), content_type="application/rss+xml")


def article(piece: Piece) -> Answer:
    """The page of an article."""
    text = "".join(f"<p>{line}</p>" for line in piece.paragraphs)
    return Answer(
        f"<html><title>{piece.title}</title><body><h1>{piece.title}</h1><div>{text}</div></body></html>".encode()
    )


@pytest.mark.parametrize(("status", "complete"), [(404, True), (500, False)])
def test_a_closed_wordpress_is_read_to_the_end_of_its_feed(tmp_path: Path, status: int, *, complete: bool) -> None:
    posts = tuple(piece for piece in GeneratedSite(1).articles if "&" not in piece.title)[:23]
    with site({}) as served:
        served.routes |= {f"/{piece.slug}/": article(piece) for piece in posts}
        served.routes |= {f"/feed/?paged={n}": feed(served.url, posts[10 * n - 10 : 10 * n]) for n in (2, 3)}
        served.routes |= {"/feed/": feed(served.url, posts[:10]), "/feed/?paged=4": Answer(b"", status)}
        declare(tmp_path, served.url, platform='"wordpress"')
        done = scrapy(tmp_path, "nightly", "-s", "RETRY_TIMES=0")
        assert done.returncode == 0, done.stderr
        assert {row["title"] for row in kept(tmp_path).values()} == {piece.title for piece in posts}
        assert ("complete" in facts(tmp_path)) is complete
        served.log.clear()
        served.routes["/feed/?paged=4"] = Answer(b"", 404)
        scrapy(tmp_path, "nightly", "-s", "RETRY_TIMES=0")
        asked = {path for path in served.paths if path.startswith("/feed")}
        assert asked == ({"/feed/"} if complete else {"/feed/", "/feed/?paged=4"})


def test_a_wordpress_that_hides_its_posts_is_read_from_its_feed(tmp_path: Path) -> None:
    posts = tuple(piece for piece in GeneratedSite(1).articles if "&" not in piece.title)[:9]
    with site({}) as served:
        served.routes |= {f"/{piece.slug}/": article(piece) for piece in posts}
        served.routes |= {"/feed/?paged=2": Answer(b"", 404)}
        served.routes[posts_url("/wp-json/wp/v2/posts")] = Answer(b"[]", 200, "application/json", {"ETag": '"empty"'})
        declare(tmp_path, served.url, platform='"wordpress"')
        for shown in (posts[1:], posts):  # one more on the second night
            served.routes["/feed/"] = feed(served.url, shown)
            done = scrapy(tmp_path, "nightly", "-s", "RETRY_TIMES=0")
            assert done.returncode == 0, done.stderr
            assert {row["title"] for row in kept(tmp_path).values()} == {piece.title for piece in shown}
        assert "complete" in facts(tmp_path)


def of_another_type(url: str, posts: tuple[Piece, ...], news: tuple[Piece, ...]) -> dict[str, Answer]:
    """A WordPress whose API knows some posts, and whose news is of a type that only its menu leads to."""
    rows = [
        {
            "id": piece.number,
            "link": f"{url}2019/01/{piece.slug}/",
            "title": {"rendered": piece.title},
            "content": {"rendered": "".join(f"<p>{line}</p>" for line in piece.paragraphs)},
            "date": "2019-01-05T08:00:00",
            "date_gmt": "2019-01-05T01:00:00",
            "modified_gmt": "2019-01-05T01:00:00",
        }
        for piece in posts
    ]
    menu = "<ul><li><a href='/'>Beranda</a></li><li><a href='/berita/'>Berita</a></li></ul>"

    def page(inner: str) -> Answer:
        head = f"<link rel='https://api.w.org/' href='{url}wp-json/'><meta name=generator content='WordPress 6.4'>"
        return Answer(
            f"<html><head><title>Dinas Koperasi</title>{head}</head><body>{menu}{inner}</body></html>".encode()
        )

    def cards(shown: tuple[Piece, ...]) -> str:
        return "".join(
            f"<div><h3><a href='/berita/{piece.slug}/'>{piece.title}</a></h3>{piece.published:%d/%m/%Y}</div>"
            for piece in shown
        )

    return {
        posts_url("/wp-json/wp/v2/posts"): Answer(json.dumps(rows).encode(), content_type="application/json"),
        "/": page(cards(news[:3])),
        "/feed/": feed(url, ()),
        "/berita/": page(cards(news[:6]) + "<a href='/berita/page/2/'>Selanjutnya</a>"),
        "/berita/page/2/": page(cards(news[6:])),
        **{f"/berita/{piece.slug}/": article(piece) for piece in news},
    }


@pytest.mark.parametrize("way", ["probed", "platform", "undeclared"])
def test_news_that_a_wordpress_api_keeps_back_is_read_from_its_lists(tmp_path: Path, way: str) -> None:
    pieces = tuple(piece for piece in GeneratedSite(1).articles if "&" not in piece.title)
    old, news, later = pieces[20:22], pieces[1:13], pieces[:1]
    with site({}) as served:
        served.routes |= of_another_type(served.url, old, news)
        if way == "probed":
            assert scrapy(tmp_path, "probe", served.url, "--id", "contoh", "--write", *QUICK).returncode == 0
        else:
            declare(tmp_path, served.url, **({"platform": '"wordpress"'} if way == "platform" else {}))
        done = scrapy(tmp_path, "crawl", "contoh", *QUICK)
        assert done.returncode == 0, done.stderr
        assert {row["title"] for row in kept(tmp_path).values()} == {piece.title for piece in (*old, *news)}
        served.log.clear()
        served.routes |= of_another_type(served.url, old, (*later, *news))
        quiet = posts_url("/wp-json/wp/v2/posts", modified_after="2018-12-22T01:00:00")
        served.routes[quiet] = Answer(b"[]", content_type="application/json")
        assert scrapy(tmp_path, "crawl", "contoh", *QUICK).returncode == 0
        assert {row["title"] for row in kept(tmp_path).values()} == {piece.title for piece in (*later, *old, *news)}
        assert served.paths[:3] == [quiet, "/berita/", f"/berita/{later[0].slug}/"]
