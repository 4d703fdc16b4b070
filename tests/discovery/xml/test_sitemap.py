from __future__ import annotations

import contextlib
import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Hint
from scrapers.discovery import Discovered, DiscoveryError, Link
from scrapers.discovery.xml.sitemap import read_sitemap, robots_sitemaps
from tests.discovery.soundness import check_sound

URL = "https://dinkop.contoh.go.id/sitemap.xml"
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def urlset(urls: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMESPACES}>{urls}</urlset>'.encode()


def index(*names: str) -> bytes:
    children = "".join(f"<sitemap><loc>{name}</loc></sitemap>" for name in names)
    return f"<sitemapindex {NAMESPACES}>{children}</sitemapindex>".encode()


def test_addresses_with_their_last_change() -> None:
    body = urlset(
        """<url><loc>
          https://dinkop.contoh.go.id/berita/a-1#x </loc><lastmod>2025-02-10T09:30:00+07:00</lastmod>
          <image:image><image:loc>https://dinkop.contoh.go.id/a.jpg</image:loc></image:image></url>
        <url><loc>/berita/a-2</loc></url><url><loc>/berita/a-2</loc></url><url><loc>mailto:x</loc></url><url/>"""
    )
    assert read_sitemap(body, URL) == Discovered(
        (
            Link("https://dinkop.contoh.go.id/berita/a-1", Hint(found_in=URL), "2025-02-10T09:30:00+07:00"),
            Link("https://dinkop.contoh.go.id/berita/a-2", Hint(found_in=URL)),
        ),
        (),
        {"repeated": 1, "no link": 2},
    )


def test_a_news_sitemap_gives_title_and_date() -> None:
    body = urlset(
        """<url><loc>/a-1</loc><news:news><news:publication><news:name>Dinkop</news:name></news:publication>
        <news:publication_date>2025-02-10</news:publication_date><news:title>Pasar &amp; UMKM</news:title>
        </news:news></url>"""
    )
    assert read_sitemap(body, URL).links[0].hint == Hint("Pasar & UMKM", "2025-02-10", found_in=URL)


def test_an_index_gives_its_children_latest_first_without_those_that_list_no_articles() -> None:
    body = f"""<sitemapindex {NAMESPACES}>
      <sitemap><loc>/post-sitemap.xml</loc><lastmod>2024-01-01</lastmod></sitemap>
      <sitemap><loc>/post-sitemap2.xml</loc><lastmod>2025-01-01</lastmod></sitemap>
      <sitemap><loc>/sitemap.xml</loc></sitemap>
      <sitemap><loc>/category-sitemap.xml</loc></sitemap><sitemap><loc>/author-sitemap.xml</loc></sitemap>
      <sitemap><loc>/wp-sitemap-taxonomies-category-1.xml</loc></sitemap>
      <sitemap><loc>/wp-sitemap-posts-page-1.xml</loc></sitemap>
      <sitemap><loc>/wp-sitemap-posts-post-1.xml</loc></sitemap></sitemapindex>""".encode()
    found = read_sitemap(body, URL)
    assert [address.removeprefix("https://dinkop.contoh.go.id/") for address in found.more] == [
        "post-sitemap2.xml",
        "post-sitemap.xml",
        "wp-sitemap-posts-post-1.xml",
    ]
    assert found.skipped == {"no articles": 4}


def test_an_index_that_names_itself_has_no_children() -> None:
    assert read_sitemap(index(URL, URL + "#x"), URL).more == ()


def test_gzip_is_recognised_by_its_first_bytes() -> None:
    assert len(read_sitemap(gzip.compress(urlset("<url><loc>/a-1</loc></url>")), URL).links) == 1


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n"])
def test_a_text_sitemap_has_one_address_a_line(mark: bytes) -> None:
    body = mark + b"https://dinkop.contoh.go.id/a-1\r\nhttps://dinkop.contoh.go.id/a-2\r\n\r\nmailto:x"
    found = read_sitemap(body, URL)
    assert [link.url[-4:] for link in found.links] == ["/a-1", "/a-2"]
    assert found.skipped == {"no link": 1}


def test_fifty_thousand_addresses_take_less_than_a_second() -> None:
    body = urlset("".join(f"<url><loc>https://a.go.id/berita/pasar-{n}</loc></url>" for n in range(50_010)))
    started = time.process_time()
    found = read_sitemap(body, URL)
    assert (len(found.links), found.skipped) == (50_000, {"too many": 10})
    assert time.process_time() - started < 1.0


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html><title>404</title>", "expected XML, got an HTML page titled “404”"),
        (b"<rss><channel/></rss>", "expected a sitemap, got a feed"),
        (gzip.compress(bytes(11 * 1024 * 1024)), "larger than 10 MB"),
        (gzip.compress(b"<urlset/>" * 9)[:-9] + b"xxxxxxxxx", "damaged gzip"),
        (b"\x1f\x8b\x08\x00x", "damaged gzip"),
        (b"x" * (11 * 1024 * 1024), "larger than 10 MB"),
        (b"User-agent: *", "got text that starts with"),
    ],
    ids=lambda value: value if isinstance(value, str) else "body",
)
def test_other_documents_say_what_came(body: bytes, message: str) -> None:
    with pytest.raises(DiscoveryError) as caught:
        read_sitemap(body, URL)
    assert message in str(caught.value)


def test_robots_names_sitemaps() -> None:
    text = "Disallow: /x\nSitemap: https://A.go.id/s.xml\r\nsitemap:https://a.go.id/s.xml\nSitemap: /relatif.xml"
    assert robots_sitemaps(text) == ("https://a.go.id/s.xml",)


@given(st.binary(max_size=300))
def test_never_anything_but_a_discovery_error(noise: bytes) -> None:
    for body in (noise, b"https://" + noise, b"\x1f\x8b\x08" + noise, urlset("<url><loc>") + noise):
        with contextlib.suppress(DiscoveryError):
            check_sound(read_sitemap(body, URL))
