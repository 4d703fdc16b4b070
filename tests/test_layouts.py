from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from archive.crawl_log import CrawlLog, Yield
from archive.crawl_log.decisions import STALE
from archive.models import Snapshot
from scrapers.extraction import Template, extract_html
from scrapers.layouts import HEAVY_BYTES, REDESIGN, SAMPLE, Layouts
from tests.practice import OFFICE_OF, article_paths, page_bytes
from tests.samples import HOST, OFFICE, at, page

OLD, NEW = "praktik-jombang", "praktik-tanjungsari"
SITE = (OFFICE.id, HOST)


def pages(office: str, count: int, start: int = 0) -> list[Snapshot]:
    """``count`` article pages as they would come from the made-up office's site."""
    paths = article_paths(OFFICE_OF[office])
    chosen = [paths[(start + number) % len(paths)] for number in range(count)]
    return [
        replace(page(path, page_bytes(office, path)), fetched_at=at(seconds=start + n)) for n, path in enumerate(chosen)
    ]


def keep(log: CrawlLog, snapshots: list[Snapshot]) -> list[int]:
    run = log.runs.start(at(), [OFFICE.id])
    return [number for snapshot in snapshots for number, _ in log.keep(run, Yield(snapshot))]


def fits(snapshot: Snapshot, template: Template) -> bool:
    article = extract_html(snapshot.body, snapshot.url, encoding="utf-8", template=template)
    return article.witness["body"].startswith("template")


def test_nothing_is_known_before_the_first_page(crawl_log: CrawlLog) -> None:
    layouts = Layouts(crawl_log)
    assert not layouts.is_known(*SITE)
    assert layouts.template(*SITE, 1) is None
    assert not layouts.learn(*SITE)


def test_a_layout_is_learnt_once_from_its_first_pages(crawl_log: CrawlLog) -> None:
    keep(crawl_log, pages(OLD, 10))
    layouts = Layouts(crawl_log)
    assert layouts.learn(*SITE)
    assert layouts.is_known(*SITE)
    assert not layouts.learn(*SITE)
    learnt = layouts.template(*SITE, 1)
    assert learnt is not None
    assert Layouts(crawl_log).template(*SITE, 99) == learnt


def test_what_was_read_with_less_is_noted_as_stale_in_the_instant_in_which_more_is_known(crawl_log: CrawlLog) -> None:
    keep(crawl_log, pages(OLD, 10))
    crawl_log.db.conn.execute(
        "CREATE TEMP TRIGGER killed BEFORE INSERT ON main.sites BEGIN SELECT RAISE(ABORT, 'here'); END"
    )
    with pytest.raises(sqlite3.IntegrityError, match="here"):
        Layouts(crawl_log).learn(*SITE, read=10)
    assert not Layouts(crawl_log).is_known(*SITE)
    crawl_log.db.conn.execute("DROP TRIGGER killed")
    assert Layouts(crawl_log).learn(*SITE, read=10) == 1
    assert crawl_log.facts(*SITE) == {STALE: "1"}


def test_few_pages_are_learnt_again_when_more_have_come(crawl_log: CrawlLog) -> None:
    keep(crawl_log, pages(OLD, 4))
    layouts = Layouts(crawl_log)
    layouts.learn(*SITE)
    keep(crawl_log, pages(OLD, 20, start=4))
    assert layouts.learn(*SITE)
    other = Layouts(crawl_log)
    other.forget()
    assert other.learn(*SITE)
    assert other.template(*SITE, 1) == layouts.template(*SITE, 1)


def test_pages_beyond_the_sample_teach_nothing(crawl_log: CrawlLog) -> None:
    keep(crawl_log, [*pages(OLD, 30), *pages(NEW, SAMPLE - 30)])
    layouts = Layouts(crawl_log)
    layouts.learn(*SITE)
    keep(crawl_log, pages(NEW, 3, start=SAMPLE - 30))
    assert not layouts.learn(*SITE)


def test_a_page_too_large_to_be_held_beside_others_teaches_nothing(crawl_log: CrawlLog) -> None:
    usual = pages(OLD, 10)
    large = replace(usual[0], body=usual[0].body + b" " * HEAVY_BYTES, url=f"{usual[0].url}0")
    keep(crawl_log, [*usual, large])
    layouts = Layouts(crawl_log)
    layouts.learn(*SITE)
    learnt = layouts.template(*SITE, 1)
    assert learnt is not None
    assert learnt.pages == 10


def test_one_page_is_known_to_teach_nothing(crawl_log: CrawlLog) -> None:
    keep(crawl_log, pages(OLD, 1))
    layouts = Layouts(crawl_log)
    assert layouts.learn(*SITE)
    assert layouts.is_known(*SITE)
    assert layouts.template(*SITE, 1) is None


def test_a_redesign_begins_a_new_layout_and_leaves_the_old(crawl_log: CrawlLog) -> None:
    old = keep(crawl_log, pages(OLD, SAMPLE))
    layouts = Layouts(crawl_log)
    layouts.learn(*SITE)
    before = layouts.template(*SITE, old[0])
    new = keep(crawl_log, pages(NEW, REDESIGN + 3))
    for number in new:
        layouts.note(*SITE, number, fits=False)
    assert layouts.learn(*SITE)
    assert layouts.template(*SITE, old[-1]) == before
    after = layouts.template(*SITE, new[0])
    assert after is not None
    assert before is not None
    assert [fits(snapshot, after) for snapshot in pages(NEW, 2)] == [True, True]
    assert [fits(snapshot, before) for snapshot in pages(NEW, 2)] == [False, False]


@pytest.mark.parametrize("pattern", ["0000100001", "1111011110"])
def test_single_misfits_are_no_redesign(crawl_log: CrawlLog, pattern: str) -> None:
    numbers = keep(crawl_log, pages(OLD, SAMPLE) + pages(NEW, len(pattern)))
    layouts = Layouts(crawl_log)
    layouts.learn(*SITE)
    for number, misfit in zip(numbers[SAMPLE:], pattern, strict=True):
        layouts.note(*SITE, number, fits=misfit == "0")
    assert not layouts.learn(*SITE)


def test_misfits_are_remembered_from_night_to_night(crawl_log: CrawlLog) -> None:
    numbers = keep(crawl_log, pages(OLD, SAMPLE) + pages(NEW, REDESIGN))
    Layouts(crawl_log).learn(*SITE)
    for number in numbers[SAMPLE:]:
        Layouts(crawl_log).note(*SITE, number, fits=False)
    assert Layouts(crawl_log).learn(*SITE)


def test_a_layout_does_not_depend_on_the_order_in_which_its_pages_came(tmp_path: Path) -> None:
    snapshots = pages(OLD, SAMPLE)
    learnt = []
    for number, order in enumerate((snapshots, snapshots[::-1], snapshots[7:] + snapshots[:7])):
        log = CrawlLog(tmp_path / f"crawl-{number}.db")
        keep(log, order)
        layouts = Layouts(log)
        layouts.learn(*SITE)
        learnt.append(layouts.template(*SITE, 1))
        log.close()
    assert learnt[0] is not None
    assert learnt == [learnt[0]] * 3


def test_a_misfit_that_is_noted_again_after_a_kill_counts_once(crawl_log: CrawlLog) -> None:
    numbers = keep(crawl_log, pages(OLD, SAMPLE + 1))
    layouts = Layouts(crawl_log)
    layouts.learn(*SITE)
    for _ in range(REDESIGN):
        layouts.note(*SITE, numbers[-1], fits=False)
    assert crawl_log.facts(*SITE)["misfits"] == f"[{numbers[-1]}]"


def test_only_the_named_offices_layouts_are_forgotten(crawl_log: CrawlLog) -> None:
    snapshots = pages(OLD, 10)
    keep(crawl_log, [*snapshots, *(replace(snapshot, office="lain") for snapshot in snapshots)])
    layouts = Layouts(crawl_log)
    places = (SITE, ("lain", HOST))
    for place in places:
        layouts.learn(*place)
    layouts.forget([OFFICE.id])
    assert [layouts.is_known(*place) for place in places] == [False, True]
    layouts.forget()
    assert [layouts.is_known(*place) for place in places] == [False, False]


def test_a_layout_whose_own_first_pages_do_not_fit_is_not_begun_anew(crawl_log: CrawlLog) -> None:
    numbers = keep(crawl_log, pages(OLD, SAMPLE))
    layouts = Layouts(crawl_log)
    layouts.learn(*SITE)
    learnt = layouts.template(*SITE, numbers[-1])
    for number in numbers[:REDESIGN]:
        layouts.note(*SITE, number, fits=False)
    assert layouts.template(*SITE, numbers[-1]) == learnt
    assert not layouts.learn(*SITE)


def test_pages_that_fit_no_layout_of_theirs_are_learnt_once(crawl_log: CrawlLog) -> None:
    """A rebuild reads them again and again, as long as that teaches something; it must come to an end."""
    keep(crawl_log, pages(OLD, SAMPLE))
    layouts = Layouts(crawl_log)
    layouts.learn(*SITE)
    odd = [page(f"/berita/aneh-{number}", b"<html><body></body></html>") for number in range(REDESIGN)]
    numbers = keep(crawl_log, odd)
    learnt = 0
    for _ in range(3):
        for number in numbers:
            layouts.note(*SITE, number, fits=False)
        learnt += layouts.learn(*SITE) is not None
    assert learnt <= 1


def test_stand_ins_and_later_forms_of_a_page_teach_nothing(crawl_log: CrawlLog) -> None:
    keep(crawl_log, pages(OLD, 6))
    layouts = Layouts(crawl_log)
    layouts.learn(*SITE)
    learnt = layouts.template(*SITE, 1)
    assert learnt is not None
    again = [
        replace(each, body=each.body.replace(b"</body>", b"<p>Dilihat 7 kali</p></body>")) for each in pages(OLD, 6)
    ]
    keep(crawl_log, [*again, *again])
    assert layouts.learn(*SITE) is None
    login = b"<html><title>Masuk</title><body><form><input name=u><input type=password></form></body></html>"
    keep(crawl_log, [page(f"/berita/masuk-{number}", login) for number in range(9)])
    assert layouts.learn(*SITE) is None
    assert layouts.template(*SITE, 1) == learnt
