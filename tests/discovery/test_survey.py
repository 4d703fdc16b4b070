from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.discovery import DiscoveryError
from scrapers.discovery.obstacle import Obstacle
from scrapers.discovery.survey import survey
from scrapers.urls import canonical

SITE = "https://dinkop.contoh.go.id/"
NAV = """<nav><a href="/profil">Profil</a><a href="/pengumuman">Pengumuman</a><a href="/berita">Berita</a>
  <a href="/galeri/berita-foto">Berita Foto</a><a href="/ppid/informasi-publik">Informasi Publik</a></nav>"""
NEWS = "".join(
    f'<h3><a href="/berita/pasar-murah-ke-{n}-{900 + n}">Pasar murah ke {n} dibuka</a></h3>' for n in range(4)
)
TEXT = "<p>" + "Dinas melayani pelaku usaha. " * 80 + "</p>"


def front(head: str = "", body: str = NAV + NEWS + TEXT) -> bytes:
    return f"<!DOCTYPE html><html lang='id'><head><title>Dinkop</title>{head}</head><body>{body}</body></html>".encode()


def test_an_unknown_site_shows_its_lists_and_articles() -> None:
    found = survey(front(), SITE)
    assert found.title == "Dinkop"
    assert (found.platform, found.language, found.charset) == (None, "id", "utf-8")
    assert found.listings == (SITE + "berita", SITE + "pengumuman")
    assert [url.removeprefix(SITE) for url in found.articles] == [
        f"berita/pasar-murah-ke-{n}-{900 + n}" for n in range(4)
    ]
    assert found.article_url is not None
    assert found.article_url.pattern == r"^/berita/[^/?]+[-_]\d+/?$"
    assert found.feed_places[0] == SITE + "feed"
    assert found.sitemap_places[0] == SITE + "sitemap.xml"
    assert (found.api_url, found.feeds, found.sitemaps, found.obstacle, found.script_only) == (
        None,
        (),
        (),
        None,
        False,
    )


def test_a_wordpress_site_names_its_api_and_feed() -> None:
    head = """<meta name="generator" content="WordPress 6.4.2" />
      <link rel="https://api.w.org/" href="https://dinkop.contoh.go.id/index.php?rest_route=/" />
      <link rel="alternate" type="application/rss+xml" title="Dinkop" href="/feed/" />
      <link rel="alternate" type="application/atom+xml" title="Dinkop" href="/feed/atom/" />
      <link rel="alternate" type="application/rss+xml" title="Komentar" href="/comments/feed/" />
      <link rel="sitemap" href="/peta.xml" />"""
    found = survey(front(head), SITE)
    assert (found.platform, found.reasons) == ("wordpress", ("generator WordPress", "link to the WordPress API"))
    assert found.generator == "WordPress 6.4.2"
    assert found.api_url == SITE + "index.php?rest_route=/wp/v2/posts"
    assert found.feeds == (SITE + "feed/",)
    assert found.feed_places == (SITE + "?feed=rss2",)
    assert found.sitemaps == (SITE + "peta.xml",)


def test_a_wordpress_site_that_hides_its_api_is_asked_all_the_same() -> None:
    found = survey(front('<link rel="stylesheet" href="/wp-content/themes/x/style.css">'), SITE)
    assert found.api_url == SITE + "wp-json/wp/v2/posts"
    assert found.sitemaps == (SITE + "wp-sitemap.xml",)


@pytest.mark.parametrize(
    ("markup", "platform"),
    [
        ('<meta name="generator" content="Joomla! - Open Source Content Management" />', "joomla"),
        ('<script src="/media/system/js/core.js"></script>', "joomla"),
        ('<meta content="blogger" name="generator"/><link href="/feeds/posts/default">', "blogger"),
        ('<script data-drupal-selector="drupal-settings-json">{}</script>', "drupal"),
        ('<link href="/desa/logo/x.png"><a href="/index.php/first/artikel/12-x">x</a>', "opensid"),
        ('<a href="media.php?module=detailberita&id=5">x</a>', "lokomedia"),
        ('<img src="foto_berita/12a.jpg"><a href="berita-12-pasar-murah.html">x</a>', "lokomedia"),
        ('<input type="hidden" name="csrf_test_name" value="1">', "codeigniter"),
        ('<meta name="csrf-token" content="x">', "laravel"),
        ('<script src="/_next/static/chunks/main.js"></script>', "javascript"),
        ('<a href="/storage/berita/a.jpg">x</a>', None),
        ("", None),
    ],
)
def test_marks_give_the_platform_away(markup: str, platform: str | None) -> None:
    assert survey(front(body=markup + TEXT), SITE).platform == platform


def test_a_page_whose_text_comes_by_script_says_so_and_names_its_data() -> None:
    body = """<noscript>You need JavaScript</noscript><div id="root"></div><script src="/static/main.js"></script>
      <script>window.c={"api":"https:\\/\\/contoh.go.id\\/api\\/news?page=1","m":"/manifest.json"}</script>"""
    found = survey(front(body=body), SITE)
    assert found.script_only
    assert found.data_urls == ("https://contoh.go.id/api/news?page=1",)
    assert found.scripts == (SITE + "static/main.js",)


@pytest.mark.parametrize(
    ("page", "moved_to"),
    [
        ("<meta http-equiv='Refresh' content='0; url=/beranda'><body>", "beranda"),
        ("<frameset><frame src='/isi.php'></frameset>", "isi.php"),
        ("<meta http-equiv=refresh content=300><body>x", None),
        ("<frameset><frame src='https://iklan.example/'></frameset>", None),
    ],
)
def test_a_page_that_only_leads_on(page: str, moved_to: str | None) -> None:
    assert survey(f"<html><head>{page}</html>".encode(), SITE).moved_to == (SITE + moved_to if moved_to else None)


def test_lists_on_another_host_of_the_regency_are_told_apart() -> None:
    found = survey(
        front(
            body=f'<nav><a href="https://berita.contoh.go.id/">Berita</a><a href="https://x.org/">Berita</a></nav>{TEXT}'
        ),
        SITE,
    )
    assert (found.listings, found.elsewhere) == ((), ("https://berita.contoh.go.id/",))


def test_an_obstacle_is_reported() -> None:
    found = survey(
        b"<html><head><title>Just a moment...</title></head><body><script src=/x.js></script></body></html>", SITE
    )
    assert found.obstacle == Obstacle("challenge", "title 'Just a moment...'")
    assert not found.script_only


def test_other_documents_say_what_came() -> None:
    with pytest.raises(DiscoveryError, match="expected an HTML page, got JSON"):
        survey(b'{"status": "ok"}', SITE)


def test_large_pages_take_bounded_time() -> None:
    body = b"<p>" + b"<a href='/berita/a-b-c-1' class='x y'>Berita</a> &amp; \"/api/x\" <meta name=generator> " * 40_000
    started = time.process_time()
    survey(body, SITE)
    assert time.process_time() - started < 10.0


@given(st.binary(max_size=300))
def test_never_anything_but_a_discovery_error(noise: bytes) -> None:
    for body in (noise, b"<html><head>" + noise + b"</head><body><a href='" + noise + b"'>berita</a>"):
        with contextlib.suppress(DiscoveryError):
            found = survey(body, SITE)
            named = (*found.feeds, *found.feed_places, *found.sitemaps, *found.sitemap_places, *found.listings)
            assert [canonical(url) for url in (*named, *found.articles)] == [*named, *found.articles]
