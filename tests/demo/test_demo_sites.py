"""What each family shows, and what it hides from an easy reading."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from demo.article import load_articles
from demo.offices import OFFICES, ExpectedArticle, expected
from demo.server import PracticeServer
from tests.demo.practice_client import Ask

SEED = "/berita/rapat-koordinasi-teknis-perencanaan-pemberdayaan-kukm-tahun-2025-11620"


def of(office: str, night: int = 1) -> list[ExpectedArticle]:
    return [article for article in expected(night) if article.office == f"praktik-{office}"]


def text_of(body: bytes, encoding: str = "utf-8") -> str:
    tree = html.fromstring(body, parser=html.HTMLParser(encoding=encoding))
    for node in tree.iter("script", "style"):
        node.text = None
    return " ".join(tree.text_content().split())


LISTS = {  # office -> its first list page, and the paths of all others
    "jombang": ("/berita", r"/berita\?page=\d+"),
    "sumberagung": ("/", r"/page/\d+/"),
    "candirejo": ("/berita", r"/berita/index/\d+"),
    "tanjungsari": ("/index.php/18-berita", r"/index\.php/18-berita\?start=\d+"),
}


@pytest.mark.parametrize("office", LISTS)
@pytest.mark.parametrize("night", [1, 2, 3])
def test_every_article_is_reached_by_links_from_the_list(
    server: PracticeServer, ask: Ask, office: str, night: int
) -> None:
    server.night = night
    start, list_path = LISTS[office]
    seen, waiting, links = {start}, [start], set()
    while waiting:
        answer = ask(office, waiting.pop())
        assert answer.status == 200
        for found in html.fromstring(answer.body).iter("a"):
            parts = urlsplit(urljoin(start, found.get("href", "")))
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            links.add(path)
            if re.fullmatch(list_path, path) and path not in seen:
                seen.add(path)
                waiting.append(path)
    assert [article.path for article in of(office, night) if not links & {article.path, article.alias}] == []


@pytest.mark.parametrize("office", [office.id.removeprefix("praktik-") for office in OFFICES])
def test_every_article_page_shows_its_title_and_all_its_words(ask: Ask, office: str) -> None:
    for article in of(office):
        answer = ask(office, article.path)
        assert answer.status == 200
        assert 28_000 < len(answer.body) < 60_000
        old = office == "tanjungsari" and article.published < "2024-09-01"
        shown = text_of(answer.body, "cp1252" if old else "utf-8")
        assert article.title in shown
        for line in article.paragraphs:
            for part in re.sub(r"^\d+\. ", "", line).split(" | "):
                assert part in shown, (article.path, part)


@pytest.mark.parametrize(("office", "link"), [("jombang", "/uploads/"), ("sumberagung", "/wp-content/uploads/")])
def test_pictures_and_documents_can_be_fetched(ask: Ask, office: str, link: str) -> None:
    article = next(one for one in load_articles(f"praktik-{office}") if one.images and one.night == 1)
    picture = ask(office, link + article.image_path(1))
    assert (picture.headers["Content-Type"], picture.body[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    document = ask(office, f"{link}2025/01/pedoman.pdf")
    assert document.headers["Content-Type"] == "application/pdf"
    assert document.body.startswith(b"%PDF-1.4\n")
    assert document.body.endswith(b"%%EOF\n")


def test_robots_files_differ_by_family(ask: Ask, server: PracticeServer) -> None:
    assert ask("jombang", "/robots.txt").text == "User-agent: *\nCrawl-delay: 0\nDisallow: /admin/\nDisallow: /login\n"
    sitemap = server.url("praktik-sumberagung", "/wp-sitemap.xml")
    assert ask("sumberagung", "/robots.txt").text.endswith(f"\nSitemap: {sitemap}\n")


# Jombang


def test_jombang_says_berita_in_h1_and_hides_the_title(ask: Ask) -> None:
    tree = html.fromstring(ask("jombang", SEED).body)
    assert [node.text_content() for node in tree.iter("h1")] == ["Berita"]
    assert (tree.findtext(".//title") or "").startswith("Berita - ")
    assert tree.xpath("//meta[starts-with(@property, 'og:')]") == []
    assert tree.xpath("//time | //article") == []


def test_jombang_shows_some_dates_in_the_text_alone(ask: Ask) -> None:
    box = "//div[@class='box2'][h4]/small"
    for article in load_articles("praktik-jombang"):
        if article.night == 1:
            tree = html.fromstring(ask("jombang", f"/berita/{article.slug}-{article.id}").body)
            [line] = tree.xpath(box)
            assert ("202" in line.text_content().split("Dilihat")[0]) is not article.dateline


def test_the_first_date_on_a_jombang_page_is_another_s(ask: Ask) -> None:
    shown = text_of(ask("jombang", SEED).body)
    assert shown.index("Kamis, 10 September 2026") < shown.index("10 Februari 2025")


def test_jombang_counts_views_and_tells_no_validators(ask: Ask) -> None:
    counters = []
    for _ in range(3):
        answer = ask("jombang", SEED)
        assert answer.headers["ETag"] is answer.headers["Last-Modified"] is None
        found = re.search(r"Dilihat ([\d.]+) kali", answer.text)
        assert found
        counters.append(int(found[1].replace(".", "")))
    assert counters == [counters[0], counters[0] + 1, counters[0] + 2]


def test_jombang_serves_an_article_under_any_slug_and_category(ask: Ask) -> None:
    [aliased] = [article for article in of("jombang") if article.alias]
    assert aliased.alias == f"/berita/uncategorized/{aliased.path.removeprefix('/berita/')}"
    assert aliased.alias in ask("jombang", "/berita?page=3").text
    for path in (aliased.path, aliased.alias, f"/berita/apa-saja-{aliased.id}"):
        assert aliased.title in ask("jombang", path).text


def test_jombang_has_no_feed(ask: Ask) -> None:
    assert ask("jombang", "/feed/").status == 404
    assert "rss" not in ask("jombang", "/").text


# Portal


def test_the_portal_lists_everything_with_relative_links_and_rel_next(ask: Ask) -> None:
    tree = html.fromstring(ask("candirejo", "/berita").body)
    assert tree.xpath("//link[@rel='next']/@href") == ["/berita/index/10"]
    last = html.fromstring(ask("candirejo", "/berita/index/30").body)
    assert last.xpath("//link[@rel='next']") == []
    feed = ask("candirejo", "/rss.xml").text
    assert "<link>/read/ekonomi/3941-" in feed
    assert "encoded" not in feed


def test_the_portal_answers_conditional_requests_for_its_feed(ask: Ask) -> None:
    etag = ask("candirejo", "/rss.xml").headers["ETag"]
    again = ask("candirejo", "/rss.xml", headers={"If-None-Match": etag})
    assert (again.status, again.body) == (304, b"")


# Joomla


def test_joomla_lists_print_whole_articles(ask: Ask) -> None:
    shown = text_of(ask("tanjungsari", "/index.php/18-berita").body)
    for article in of("tanjungsari")[:5]:
        assert article.paragraphs[-1] in shown


@pytest.mark.parametrize(
    ("before", "content_type"), [("2024-03-01", "text/html; charset=utf-8"), ("2024-09-01", "text/html")]
)
def test_joomla_sends_old_articles_in_windows_1252_under_a_wrong_name(ask: Ask, before: str, content_type: str) -> None:
    last = next(article for article in of("tanjungsari") if article.published < before)
    answer = ask("tanjungsari", last.path)
    assert answer.headers["Content-Type"] == content_type
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode("utf-8")
    assert "“" in answer.body.decode("cp1252") or "–" in answer.body.decode("cp1252")


def test_joomla_writes_its_dates_with_a_bar(ask: Ask) -> None:
    shown = text_of(ask("tanjungsari", of("tanjungsari")[0].path).body)
    assert "Kamis, 24 September 2026 | 05:16:35 WIB" in shown


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_joomla_feeds_hold_the_newest_ten(ask: Ask, kind: str) -> None:
    answer = ask("tanjungsari", f"/index.php/18-berita?format=feed&type={kind}")
    assert answer.headers["Content-Type"] == f"application/{kind}+xml; charset=utf-8"
    assert [article.path in answer.text for article in of("tanjungsari")[:11]] == [True] * 10 + [False]
