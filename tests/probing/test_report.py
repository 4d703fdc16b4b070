from __future__ import annotations

import json
from dataclasses import replace

from scrapers.probing.report import Report, Sample, first_words, last_words
from scrapers.probing.scope import Scope
from tests.probing.pages import ORIGIN, TITLES, path_of
from tests.probing.reports import ARTICLE, report


def test_the_record_is_json_with_figures_and_proofs() -> None:
    record = json.loads(json.dumps(report().record()))
    assert record["usable"] is True
    assert record["article_url"] == r"^/berita/[^/?]+-\d+$"
    assert record["sources"][1] == {
        "kind": "list of news",
        "url": f"{ORIGIN}/berita",
        "articles": 12,
        "with_text": 0,
        "with_title_hint": 12,
        "with_date_hint": 12,
        "next_page": f"{ORIGIN}/berita?page=2",
        "added_by_next_page": 6,
        "pages": "/berita?page={n}",
    }
    assert (record["sources"][0]["articles"], record["sources"][0]["with_text"]) == (3, 1)
    assert record["samples"][0] == {
        "url": ORIGIN + path_of(0),
        "title": TITLES[0],
        "published": "2026-05-01",
        "published_raw": "1 Mei 2026",
        "published_from": "template",
        "date_suspect": None,
        "author": None,
        "category": None,
        "words": 15,
        "begins": "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua …",
        "ends": "… empat lima enam tujuh delapan sembilan sepuluh sebelas dua belas tiga belas.",
        "witness": {"title": "h1", "body": "template"},
        "about": True,
    }
    assert record["samples"][1] == {"url": f"{ORIGIN}/berita/x-1", "problem": "no text"}
    assert record["tried"][1] == {"what": "feed", "url": f"{ORIGIN}/rss", "outcome": "HTTP 404"}


def test_a_report_without_a_read_article_is_not_usable() -> None:
    assert report().usable
    assert not report(samples=(Sample("x", problem="no text"),)).usable
    assert not report(sources=()).usable
    assert not Report(ORIGIN, ORIGIN, "2026-10-03", 1).usable


def test_the_scope_is_judged_by_what_the_report_has() -> None:
    samples = tuple(Sample(ARTICLE.url, ARTICLE, about=each) for each in (True, False, False, None))
    told = report(front="https://www.contoh.go.id/", title="Beranda", samples=samples)
    assert told.scope.why.endswith(" of 12 headlines are about the office's field")
    few = replace(told, sources=())
    assert few.scope == Scope(portal=True, why="1 of 3 articles are about the office's field")
    assert (few.record()["reads_like_portal"], few.record()["scope"]) == (True, few.scope.why)


def test_short_texts_are_shown_whole() -> None:
    assert (first_words("satu dua"), last_words("satu\n\ndua"), first_words("")) == ("satu dua", "satu dua", "")
