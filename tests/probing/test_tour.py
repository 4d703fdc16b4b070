from __future__ import annotations

import json
import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.probing.declare import Publisher, new_file
from scrapers.probing.page_of_report import lines
from scrapers.probing.report import Report
from scrapers.probing.tour import BUDGET, Visit, probe, site_address
from scrapers.registry.declaration import parse
from scrapers.registry.office import Feed, JsonListing, Listing, Sitemap
from scrapers.urls import canonical, location, slug_words
from tests.probing.generated_addresses import AT_ROOT
from tests.probing.generated_api import APIS
from tests.probing.generated_server import answer
from tests.probing.generated_site import GeneratedSite
from tests.probing.pages import ORIGIN, desk, html_page, site
from tests.probing.seeds import seeds
from tests.probing.tables import TableDesk

VISIT = Visit(f"{ORIGIN}/", "2026-10-03", "dinkop-archive")


def generated(made: GeneratedSite) -> TableDesk:
    def reply(path: str) -> tuple[int, str, bytes]:
        said = answer(made, path, ORIGIN)
        return said.status, said.content_type, said.body

    return TableDesk(reply)


def addresses(made: GeneratedSite) -> dict[str, str]:
    """Canonical address of each article -> its title."""
    return {canonical(path, ORIGIN) or "": piece.title for path, piece in made.addresses.items()}


@pytest.mark.parametrize("seed", seeds("0-39", fresh=5))
async def test_a_site_nobody_has_seen_is_understood(seed: int) -> None:
    made = GeneratedSite(seed)
    asked = generated(made)
    report = await probe(asked, VISIT)
    assert report.usable, made.described
    assert len(asked.asked) <= BUDGET, made.described
    known = addresses(made)
    assert report.article_url is not None, made.described
    # At the root, headlines of one or two words are known by the rows that they stand in; no pattern tells them.
    told = [url for url in known if made.shape not in AT_ROOT or len(slug_words(url)) > 2]
    assert [url for url in told if not report.article_url.search(location(url))] == [], made.described
    read = {sample.url: sample.article.title for sample in report.samples if sample.article}
    assert len(read) == 3, made.described
    others = {canonical(made.path(piece), ORIGIN): piece.title for piece in made.announcements}
    assert read.items() <= (known | others).items(), made.described
    assert [path for path in made.menu if report.article_url.search(path)] == [], made.described


@pytest.mark.parametrize("seed", seeds("0-39", fresh=5))
async def test_every_source_that_a_site_has_is_found(seed: int) -> None:
    made = GeneratedSite(seed)
    report = await probe(generated(made), VISIT)
    kinds = [type(found.source) for found in report.sources]
    if made.script == "all":
        assert kinds == [JsonListing], made.described
        return
    assert (Feed in kinds) == bool(made.feed), made.described
    assert (Sitemap in kinds) == bool(made.sitemap), made.described
    kind = JsonListing if made.script else Listing
    main = next(found for found in report.sources if isinstance(found.source, kind))
    wanted = APIS[made.api].start if made.script else made.list_path
    assert location(main.source.url) == wanted, made.described
    assert main.goes_on, made.described


def problem_of(report: Report) -> str | None:
    return None if report.usable else report.problem


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        (b"<title>Just a moment...</title><body><p>Checking your browser</p>", "kind 'challenge'"),
        (b"<title>Account Suspended</title><body><p>Account suspended</p>", "kind 'suspended'"),
        (b"<title>x</title><body><p>This domain is parked</p>", "kind 'parked'"),
        (b"<title>Masuk</title><body><form><input type=password></form>", "kind 'login'"),
        (b"<title>SIM</title><body><div id=app></div><script src=/a.js></script>", "only by script"),
        (html_page("<p>Selamat datang di situs dinas.</p>"), "no list of news was found"),
        (b'{"a": 1}', "expected an HTML page, got JSON"),
        (b"", "expected an HTML page"),
        (503, "HTTP 503"),
    ],
)
async def test_every_failure_is_one_clear_line(front: bytes | int, problem: str) -> None:
    asked = desk({"/": front})
    report = await probe(asked, VISIT)
    assert not report.usable
    assert report.problem is not None
    assert re.search(re.escape(problem), report.problem), report.problem
    assert "\n" not in report.problem
    assert len(asked.asked) <= BUDGET


async def test_nothing_more_is_asked_of_a_site_that_isnt_there() -> None:
    asked = desk({"/": b"<title>Account Suspended</title><body><p>Account suspended</p>"})
    await probe(asked, VISIT)
    assert asked.asked == [f"{ORIGIN}/"]


async def test_lists_whose_articles_are_gone_are_no_use() -> None:
    pages = {path: page for path, page in site().items() if not re.search(r"-\d+$", path)}
    report = await probe(desk(pages), VISIT)
    assert report.sources
    assert (report.usable, report.problem) == (False, "lists were found, but none of their articles could be read")
    assert report.article_url is None


PIECES = b"""<html>
<title>Berita</title>
<a href='/berita'>Berita</a>
<a href='/berita/pasar-murah-1'>Pasar</a>
<a href='/berita?page=2'>2</a>
<link rel=alternate type='application/rss+xml' href='/umpan'>
<p>
<meta name=generator content='WordPress 6'>
<script src='/a.js'></script>
fetch('/api/berita?page=1')
<rss><channel><item>
<urlset><url><loc>/berita/x-1</loc></url></urlset>
[{"judul": "a b c", "slug": "a-b-c", "tanggal": "1 Mei 2026"}]
<meta http-equiv=refresh content='0;url=/'>
<base href='http://['>
<frameset><frame src=/b>
{}""".splitlines()
BODIES = st.one_of(st.binary(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join))


@given(bodies=st.lists(BODIES, min_size=1, max_size=8), status=st.sampled_from([200, 200, 200, 404, 403, 500]))
async def test_whatever_comes_a_probe_ends_with_a_report(bodies: list[bytes], status: int) -> None:
    def reply(path: str) -> tuple[int, str, bytes]:
        return status, "text/html", bodies[zlib.crc32(path.encode()) % len(bodies)]

    asked = TableDesk(reply)
    report = await probe(asked, VISIT)
    assert len(asked.asked) <= BUDGET
    assert report.usable or report.problem
    json.dumps(report.record())
    assert all("\n" not in line.plain.strip("\n") for line in lines(report))
    if report.usable:
        assert parse(new_file(Publisher("contoh"), report)).id == "contoh"


@pytest.mark.parametrize("budget", [1, 2, 5, 9])
async def test_a_small_budget_is_kept(budget: int) -> None:
    asked = desk(site(), budget)
    await probe(asked, VISIT)
    assert len(asked.asked) <= budget


async def test_what_the_report_says_of_the_site_itself() -> None:
    report = await probe(desk(site() | {"/robots.txt": b"User-agent: *\nCrawl-delay: 7"}), VISIT)
    assert (report.robots, report.crawl_delay_seconds, report.tls, report.charset) == ("obeyed", 7, "trusted", "utf-8")
    assert (report.layout_pages, report.title, report.requests) == (3, "Dinas Koperasi", 14)
    assert [found.pages_form for found in report.sources] == ["/berita?page={n}"]


def test_a_front_page_in_a_folder_names_the_folder() -> None:
    assert site_address("https://x.go.id/dinkop/index.php") == "https://x.go.id/dinkop/"
    assert site_address("https://x.go.id") == "https://x.go.id/"


def test_more_seeds_can_be_asked_for_and_some_are_new_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GENERATED_SEEDS", raising=False)
    assert seeds("0-2,9") == [0, 1, 2, 9]
    known, other = seeds("7", fresh=2), seeds("7", fresh=2)
    assert (len(set(known)), len({*known, *other}), known[-1]) == (3, 5, 7)
    monkeypatch.setenv("GENERATED_SEEDS", "57")
    assert seeds("0-2", fresh=2) == [57]
