import re
from dataclasses import replace

import pytest

from archive.models import OfficeRecord
from scrapers.registry.office import JsonListing, Office, OfficeError, Site

OFFICE = Office(
    id="kota-contoh",
    code="3571",
    level="kota",
    region="Kota Contoh",
    name="Dinas Koperasi Kota Contoh",
    latitude=-7.8,
    longitude=112.0,
    sites=(
        Site("https://old.example.go.id/", role="legacy", enabled=False),
        Site("https://dinkop.example.go.id:8443/", article_url=re.compile(r"^/berita/[^/?]+-\d+$|^/\?p=\d+$")),
        Site("https://example.go.id/", role="portal", about=True),
    ),
    expected=4,
)


def test_the_archive_is_told_of_the_first_site_that_is_crawled() -> None:
    assert OFFICE.record() == OfficeRecord(
        id="kota-contoh",
        code="3571",
        level="kota",
        region="Kota Contoh",
        name="Dinas Koperasi Kota Contoh",
        latitude=-7.8,
        longitude=112.0,
        expected=4,
        website="https://dinkop.example.go.id:8443/",
    )


def test_an_office_that_is_not_crawled_has_no_web_site() -> None:
    assert replace(OFFICE, sites=OFFICE.sites[:1]).record().website is None


def test_a_host_carries_its_port() -> None:
    assert [site.host for site in OFFICE.sites] == ["old.example.go.id", "dinkop.example.go.id:8443", "example.go.id"]


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://dinkop.example.go.id:8443/berita/pasar-murah-12", True),
        ("https://dinkop.example.go.id:8443/?p=12", True),
        ("https://dinkop.example.go.id:8443/berita/pasar-murah", False),
        ("https://dinkop.example.go.id:8443/", False),
        ("https://berita-12.example.go.id/berita/", False),
    ],
)
def test_a_pattern_is_searched_in_path_and_query_only(url: str, known: bool) -> None:
    assert OFFICE.sites[1].recognises(url) is known


def test_a_site_without_a_pattern_recognises_nothing_and_rejects_nothing() -> None:
    assert OFFICE.sites[2].recognises("https://example.go.id/berita/5") is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "Kota Contoh"}, 'id = "Kota Contoh": expected lower-case words joined by hyphens, "kota-malang"'),
        ({"level": "desa"}, 'level = "desa": expected one of kabupaten, kota, provinsi, nasional'),
        (
            {"code": "3517"},
            (
                'code = "3517": expected a BPS code of the office\'s level: '
                "kabupaten 3501, kota 3571, provinsi 35, nasional 00"
            ),
        ),
        (
            {"region": "Contoh"},
            'region = "Contoh": expected a name that begins with its level: Kabupaten …, Kota …, Provinsi …, Indonesia',
        ),
        ({"name": ""}, 'name = "": expected the office\'s full name, without spaces around it'),
        ({"latitude": -97.8}, "latitude = -97.8: expected degrees from -90 to 90"),
        ({"longitude": float("nan")}, "longitude = NaN: expected degrees from -180 to 180"),
        ({"aliases": ("DKUP", " ")}, 'aliases = " ": expected another name of the office, without spaces around it'),
        ({"expected": 0.0}, "expected = 0.0: expected articles a month, more than 0"),
        (
            {"sites": (OFFICE.sites[2], Site("http://example.go.id/berita/"))},
            'sites = "https://example.go.id/": expected sites of one office to be on different hosts',
        ),
        *(
            (
                {"sites": (Site("https://baru.go.id/", formerly="lama.go.id"), *others)},
                (
                    'sites = "https://baru.go.id/": expected formerly to be the host of another site of the office, '
                    "one with enabled = false"
                ),
            )
            for others in ((), (Site("https://lama.go.id/"),), (Site("https://lain.go.id/", enabled=False),))
        ),
    ],
)
def test_an_office_that_cannot_be_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(OfficeError) as error:
        replace(OFFICE, **change)  # type: ignore[arg-type]
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"role": "owner"}, 'role = "owner": expected one of office, portal, alias, legacy'),
        ({"evidence": "rumour"}, 'evidence = "rumour": expected one of page, linked, guess'),
        (
            {"evidence": "guess"},
            "enabled = true: expected false while the address is only a guess; look at it with `scrapy probe` first",
        ),
        (
            {"identity": re.compile(r"\d+$")},
            r'identity = "\\d+$": expected a group around the part that names an article',
        ),
        (
            {"identity": re.compile(r"(\d+)$")},
            r'identity = "(\\d+)$": expected a platform beside it: its hosts are those that share the identity',
        ),
        ({"delay_seconds": -1.0}, "delay_seconds = -1.0: expected seconds, more than 0 and at most 600"),
        (
            {"examples": ("/berita/5",)},
            'examples = "/berita/5": expected the full address of an article, http:// or https://',
        ),
    ],
)
def test_a_site_that_cannot_be_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(OfficeError) as error:
        replace(OFFICE.sites[2], **change)  # type: ignore[arg-type]
    assert str(error.value) == message


@pytest.mark.parametrize(
    "url",
    [
        "https://example.go.id",
        "https://example.go.id/berita",
        "https://Example.go.id/",
        "https://example.go.id:443/",
        "https://example.go.id/?p=/",
        "https://example.go.id/#isi/",
        "https://user@example.go.id/",
        "ftp://example.go.id/",
        "example.go.id/",
        "",
    ],
)
def test_a_front_page_has_one_spelling(url: str) -> None:
    with pytest.raises(OfficeError) as error:
        Site(url)
    assert str(error.value) == (
        f'url = "{url}": expected http:// or https://, a lower-case host, and a path that ends in /'
    )


@pytest.mark.parametrize(
    ("link", "next_url", "message"),
    [
        ("/berita", None, 'link = "/berita": expected an address with fields in braces, "/berita/{slug}"'),
        ("/berita/{slug", None, 'link = "/berita/{slug": expected an address with fields in braces, "/berita/{slug}"'),
        (
            "/berita/{slug}",
            "https://example.go.id/api?halaman={halaman}",
            (
                'next_url = "https://example.go.id/api?halaman={halaman}": '
                "expected an address with {page} or {offset} in it"
            ),
        ),
    ],
)
def test_a_json_list_needs_templates_that_can_be_filled(link: str, next_url: str | None, message: str) -> None:
    with pytest.raises(OfficeError) as error:
        JsonListing("https://example.go.id/api", link, next_url)
    assert str(error.value) == message


def test_an_error_is_seen_from_further_out_without_losing_its_problem() -> None:
    error = OfficeError("role is wrong").within("site 2").within("contoh.toml")
    assert (str(error), error.problem) == ("contoh.toml: site 2: role is wrong", "role is wrong")
