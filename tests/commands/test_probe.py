"""``scrapy probe`` from end to end: a site is probed, declared, crawled as it was declared, and read correctly."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlite_utils import Database

from demo.offices import OFFICES, expected, write_registry
from demo.server import PracticeServer, serve
from scrapers.probing import census, tour
from scrapers.registry import load_offices
from scrapers.registry.declaration import parse
from scrapers.urls import canonical
from tests.probing import generated_server
from tests.probing.generated_site import GeneratedSite
from tests.probing.seeds import seeds
from tests.scripted import Answer, declare, scrapy, site

QUICK = ("-s", "DOWNLOAD_DELAY=0")  # loopback needs no rest
ROBOTS = Answer(b"User-agent: *\nDisallow:", content_type="text/plain")


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeServer]:
    with serve() as server:
        yield server


def kept(folder: Path) -> dict[str, dict[str, str]]:
    """The archive's articles by address."""
    rows = Database(folder / "data" / "archive.db").query("SELECT url, title, body, published FROM articles")
    return {row["url"]: row for row in rows}


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("office", [office.id for office in OFFICES])
def test_a_practice_office_is_probed_declared_and_crawled(
    office: str, practice: PracticeServer, tmp_path: Path
) -> None:
    before = len(practice.log)
    probed = scrapy(tmp_path, "probe", practice.url(office), "--id", "x", "--write", *QUICK)
    assert (probed.returncode, probed.stderr.count("\n")) == (0, 1), probed.stderr
    assert len(practice.log) - before <= tour.BUDGET
    crawled = scrapy(tmp_path, "crawl", "x", *QUICK)
    assert crawled.returncode == 0, crawled.stderr
    wanted = {(each.title, each.published) for each in expected() if each.office == office}
    rows = kept(tmp_path).values()
    assert {row["title"] for row in rows} == {title for title, _ in wanted}
    assert len(rows) == len(wanted)  # none of them twice, under another address


@pytest.mark.parametrize("seed", seeds("8,19,22,56", fresh=1))
def test_a_site_nobody_has_seen_is_probed_crawled_and_read_correctly(seed: int, tmp_path: Path) -> None:
    made = GeneratedSite(seed)
    with generated_server.serve(made) as server:
        probed = scrapy(tmp_path, "probe", server.url, "--id", "x", "--write", *QUICK)
        assert probed.returncode == 0, made.described + probed.stderr
        assert len(server.log) <= tour.BUDGET
        crawled = scrapy(tmp_path, "crawl", "x", *QUICK)
        assert crawled.returncode == 0, made.described + crawled.stderr
        rows = kept(tmp_path)
        for path, piece in made.addresses.items():
            row = rows.pop(canonical(path, server.url) or "")
            assert row["title"] == piece.title, made.described
            assert row["published"][:10] == piece.day.isoformat(), made.described
            assert lines_of(row["body"]) == list(piece.paragraphs), made.described
        others = {canonical(made.path(piece), server.url) for piece in made.announcements}
        assert rows.keys() <= others, made.described


def test_the_report_is_json_on_request_and_nothing_is_written(practice: PracticeServer, tmp_path: Path) -> None:
    probed = scrapy(tmp_path, "probe", practice.url("praktik-tanjungsari"), "--json", *QUICK)
    report = json.loads(probed.stdout)
    assert (probed.returncode, probed.stderr, report["usable"], report["platform"]) == (0, "", True, "joomla")
    assert [source["kind"] for source in report["sources"]] == ["feed", "list of news"]
    assert len(report["samples"]) == 3
    assert report["declaration"].startswith("[[site]]\n# Probed on ")
    assert not (tmp_path / "offices").exists()


def test_an_office_that_exists_gets_the_site(practice: PracticeServer, tmp_path: Path) -> None:
    declare(tmp_path, "https://contoh.example.go.id/")
    url = practice.url("praktik-sumberagung")
    probed = scrapy(tmp_path, "probe", url, "--id", "contoh", "--portal", "--write", *QUICK)
    assert probed.returncode == 0, probed.stderr
    sites = load_offices(tmp_path / "offices")["contoh"].sites
    assert [(each.url, each.role, each.about) for each in sites][1] == (url, "portal", True)
    again = scrapy(tmp_path, "probe", url, "--id", "contoh", "--write", *QUICK)
    assert again.returncode == 2
    assert "declared already; change it by hand" in again.stderr.splitlines()[-1]


def test_what_is_known_of_the_office_goes_into_its_file(practice: PracticeServer, tmp_path: Path) -> None:
    known = (
        "--name",
        "Dinas Koperasi Contoh",
        "--code",
        "3541",
        "--level",
        "kabupaten",
        "--region",
        "Kabupaten Contoh",
    )
    probed = scrapy(tmp_path, "probe", practice.url("praktik-sumberagung"), *known, "--write", *QUICK)
    assert probed.returncode == 0, probed.stderr
    office = parse((tmp_path / "offices" / "127-0-0-1.toml").read_text("utf-8"))
    assert (office.name, office.code, office.level, office.region) == known[1::2]
    wrong = scrapy(tmp_path, "probe", practice.url("praktik-jombang"), "--id", "y", "--code", "35", "--write", *QUICK)
    assert (wrong.returncode, "BPS code" in wrong.stderr.splitlines()[-1]) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name one address"),
        (("https://a.go.id/", "https://b.go.id/"), "name one address"),
        (("ftp://a.go.id/",), "ftp://a.go.id/ is no web address"),
        (("--registry", "nirgendwo"), "no office is called 'nirgendwo'"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    declare(tmp_path, "https://contoh.example.go.id/")
    probed = scrapy(tmp_path, "probe", *arguments)
    assert probed.returncode == 2
    assert message in probed.stderr


def failed(folder: Path, url: str) -> str:
    """What the last line says of a probe that found nothing usable."""
    probed = scrapy(folder, "probe", url, "--id", "x", "--write", *QUICK)
    assert probed.returncode == 1, probed.stderr
    assert not (folder / "offices").exists()
    lines = probed.stderr.splitlines()
    assert len(lines) == 1, probed.stderr
    return lines[0]


def test_a_site_that_forbids_is_left_alone(tmp_path: Path) -> None:
    with site({"/robots.txt": Answer(b"User-agent: *\nDisallow: /", content_type="text/plain")}) as served:
        assert "its robots.txt forbids it" in failed(tmp_path, served.url)
        assert served.paths == ["/robots.txt"]


def test_a_closed_port_and_a_private_address(tmp_path: Path) -> None:
    assert failed(tmp_path, "http://127.0.0.1:1/") == "probe: http://127.0.0.1:1/: the host refuses the connection"
    assert "not a public address" in failed(tmp_path, "http://10.0.0.1/")


def test_a_page_that_stands_in_the_sites_place(tmp_path: Path) -> None:
    page = Answer(b"<html><head><title>Account Suspended</title></head><body><p>Account suspended</p></body></html>")
    with site({"/robots.txt": ROBOTS, "/": page}) as served:
        assert "a page of the kind 'suspended'" in failed(tmp_path, served.url)
        assert served.paths == ["/robots.txt", "/"]


def test_a_certificate_that_cant_be_trusted(tmp_path: Path) -> None:
    with _untrusted(tmp_path) as url:
        assert "its TLS certificate can't be trusted" in failed(tmp_path, url)


def test_requests_keep_their_distance(tmp_path: Path) -> None:
    with site({"/robots.txt": ROBOTS, "/": Answer(b"<html><body><p>Selamat datang</p></body></html>")}) as served:
        scrapy(tmp_path, "probe", served.url, "-s", "DOWNLOAD_DELAY=0.3", "-s", "RANDOMIZE_DOWNLOAD_DELAY=0")
        times = [at for _, at, _ in served.log]
    assert len(times) > 5
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.25


def test_the_registry_is_looked_through_and_noted(practice: PracticeServer, tmp_path: Path) -> None:
    folder = tmp_path / "offices"
    write_registry(folder, practice.ports)
    jombang, joomla = folder / "praktik-jombang.toml", folder / "praktik-tanjungsari.toml"
    guess = '\n[[site]]\n# From the acronym.\nurl = "http://127.0.0.1:1/"\nevidence = "guess"\nenabled = false\n'
    jombang.write_text(jombang.read_text("utf-8") + guess, "utf-8")
    unseen = joomla.read_text("utf-8").replace('evidence = "page"', 'enabled = false\nevidence = "guess"')
    joomla.write_text(unseen, "utf-8")
    before = len(practice.log)
    looked = scrapy(tmp_path, "probe", "--registry", "--write", *QUICK)
    assert looked.returncode == 0, looked.stderr
    assert len(practice.log) - before <= 4 * census.BUDGET
    assert looked.stdout.splitlines()[-1].endswith("4 answers, 1 not there. Of 2 guesses 1 are real.")
    offices = load_offices(folder)
    assert [site.evidence for site in offices["praktik-jombang"].sites] == ["page", "guess"]
    real = offices["praktik-tanjungsari"].sites[0]
    assert (real.evidence, real.enabled) == ("page", False)
    assert "not there, the host refuses the connection.\n# From the acronym." in jombang.read_text("utf-8")


def test_several_sites_of_the_registry_are_looked_at_at_once(tmp_path: Path) -> None:
    both = threading.Barrier(2)

    def front(_: object) -> Answer:
        both.wait(timeout=20)  # nobody is answered before both are asked
        return Answer(b"<html><title>Dinas Koperasi</title><body><p>Koperasi dan usaha mikro.</p></body></html>")

    with site({"/": front}) as one, site({"/": front}) as two:
        urls = one.url, two.url.replace("127.0.0.1", "localhost")
        for office, code, url in zip(("satu", "dua"), ("3541", "3542"), urls, strict=True):
            declare(tmp_path, url, office)
            path = tmp_path / "offices" / f"{office}.toml"
            path.write_text(path.read_text("utf-8").replace("3541", code), "utf-8")
        looked = scrapy(tmp_path, "probe", "--registry", "--json", *QUICK, PRIVATE_HOSTS="127.0.0.1,localhost")
    assert looked.returncode == 0, looked.stderr
    assert [(each["office"], each["kind"]) for each in json.loads(looked.stdout)["sites"]] == [
        ("dua", "answers"),
        ("satu", "answers"),
    ]


def test_a_part_of_the_registry_as_json(practice: PracticeServer, tmp_path: Path) -> None:
    write_registry(tmp_path / "offices", practice.ports)
    looked = scrapy(tmp_path, "probe", "--registry", "praktik-candirejo", "--json", *QUICK)
    record = json.loads(looked.stdout)
    assert [(each["office"], each["kind"], each["articles"]) for each in record["sites"]] == [
        ("praktik-candirejo", "answers", 12)
    ]


class _UntrustedServer(HTTPServer):
    """A site on loopback with a certificate of its own making."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), BaseHTTPRequestHandler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(_certificate(folder / "own.pem"))
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients hang up: that is what they are here for."""


@contextmanager
def _untrusted(folder: Path) -> Iterator[str]:
    """Serve it until the block ends, and give its address."""
    server = _UntrustedServer(folder)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def _certificate(path: Path) -> Path:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    host = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    draft = x509.CertificateBuilder(name, name, key.public_key(), 1, begin, begin + timedelta(days=36500))
    certificate = draft.add_extension(host, critical=False).sign(key, hashes.SHA256())
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    return path
