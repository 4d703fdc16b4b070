from __future__ import annotations

import re

import pytest

from scrapers.probing.declare import Publisher, family, new_block, new_file, site_of, suggested_id, title_of
from scrapers.probing.report import Sample
from scrapers.registry.declaration import parse
from scrapers.registry.office import Feed, Listing, Site
from scrapers.registry.rules import OfficeError
from tests.probing.pages import ORIGIN, path_of
from tests.probing.reports import ARTICLE, report


def test_a_declaration_says_only_what_was_seen() -> None:
    assert site_of(report()) == Site(
        url=f"{ORIGIN}/",
        evidence="page",
        platform="joomla",
        sources=(Feed(f"{ORIGIN}/feed"), Listing(f"{ORIGIN}/berita")),
        article_url=re.compile(r"^/berita/[^/?]+-\d+$"),
        examples=(ORIGIN + path_of(0),),
    )


def test_a_portal_keeps_only_what_is_about_the_office() -> None:
    site = site_of(report(), portal=True)
    assert (site.role, site.about) == ("portal", True)


def test_platforms_that_are_only_frameworks_are_not_declared() -> None:
    assert site_of(report(platform="laravel")).platform is None


def test_an_unchecked_certificate_is_declared() -> None:
    assert site_of(report(unverified=True)).unverified_tls


def test_examples_agree_with_the_platforms_pattern() -> None:
    site = site_of(report(platform="blogger", article_url=None))
    assert (site.platform, site.examples) == ("blogger", ())


@pytest.mark.parametrize(
    ("front", "article", "platform"),
    [
        ("https://dinkopum.jombangkab.go.id/", "https://dinkopum.jombangkab.go.id/berita/a/b-12", "jombangkab"),
        ("https://dinkopum.jombangkab.go.id/", "https://dinkopum.jombangkab.go.id/posting/12", None),
        ("https://diskop.lamongankab.go.id/", "https://diskop.lamongankab.go.id/posting/12", "lamongankab"),
        ("https://dinkop.example.go.id/", "https://dinkop.example.go.id/posting/12", None),
    ],
)
def test_families_that_serve_a_whole_domain_are_known_by_it(front: str, article: str, platform: str | None) -> None:
    found = family(front, [article])
    assert (found.name if found else None) == platform


def test_a_new_file_can_be_crawled_as_it_is_and_says_what_a_person_must_add() -> None:
    text = new_file(Publisher("contoh"), report())
    office = parse(text)
    assert (office.id, office.level, office.code) == ("contoh", "nasional", "00")
    assert office.name == "Dinas Koperasi Kabupaten Contoh"
    assert office.sites == (site_of(report()),)
    assert text.startswith("# To be filled in by a person: code, level, region, name, latitude, longitude;")


def test_what_is_known_of_the_office_is_no_placeholder() -> None:
    known = Publisher("contoh", "Dinas Koperasi Contoh", "3541", "kabupaten", "Kabupaten Contoh", portal=True)
    text = new_file(known, report())
    office = parse(text)
    assert (office.name, office.code, office.level) == ("Dinas Koperasi Contoh", "3541", "kabupaten")
    assert office.sites[0].about
    assert text.startswith("# To be filled in by a person: latitude, longitude;")


def test_what_doesnt_agree_is_refused() -> None:
    with pytest.raises(OfficeError, match="code"):
        new_file(Publisher("contoh", code="3517"), report())


def test_comments_say_what_was_found_when_and_what_wasnt() -> None:
    block = new_block(report(asked="http://dinkop.example.go.id/"))
    comments = [line for line in block.splitlines() if line.startswith("#")]
    assert comments == [
        "# Probed on 2026-10-03 in 12 requests. Platform: joomla (generator Joomla).",
        "# Encoding: utf-8. TLS: trusted, valid until 2027-01-31.",
        "# http://dinkop.example.go.id/ led here.",
        "# feed: 3 articles, 1 with text.",
        "# list of news: 6 articles, its second page 6 more.",
        "# Read: pasar murah digelar lagi Ngoro; 2026-05-01 (template).",
        "# Not there: feed: /rss HTTP 404.",
        "# Not there: sitemap: /sitemap.xml HTTP 404; /peta.xml HTTP 404.",
    ]
    assert block.startswith("[[site]]\n# Probed")


def test_nothing_that_a_page_says_leaves_its_comment() -> None:
    hostile = ARTICLE.__class__(url=ARTICLE.url, title='x\nenabled = false\r\n[[site]]\x00url = "y"\u2028', body="isi")
    text = new_file(Publisher("contoh"), report(title='"\n[x]\\', samples=(Sample(ARTICLE.url, hostile),)))
    office = parse(text)
    assert len(office.sites) == 1
    assert office.sites[0].enabled


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.dinkop.go.id/", "dinkop"),
        ("https://dinkop.kab-x.go.id/", "dinkop-kab-x"),
        ("http://127.0.0.1:8101/", "127-0-0-1"),
        ("https://go.id/", "situs"),
    ],
)
def test_an_id_is_suggested_by_the_host(url: str, name: str) -> None:
    assert suggested_id(url) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Dinas Koperasi Contoh", "Dinas Koperasi Contoh"),
        ("Dinas Koperasi Contoh - Situs Resmi Pemerintah Kabupaten Contoh", "Dinas Koperasi Contoh"),
        ("Portal Berita – Beranda", "Portal Berita"),
        ("", ""),
    ],
)
def test_the_name_is_the_part_of_the_title_that_speaks_of_an_office(title: str, name: str) -> None:
    assert title_of(title) == name
