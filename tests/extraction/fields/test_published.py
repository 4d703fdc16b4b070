from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Hint
from scrapers.extraction.fields.agreement import Published
from scrapers.extraction.fields.metadata import read_metadata
from scrapers.extraction.fields.published import Evidence, find_published, judge, report_of, seen_on
from scrapers.extraction.fields.sightings import Extent
from scrapers.extraction.page.weighing import Weighing
from tests.extraction.reading import page_of

TEXT = "Warga datang sejak pagi untuk membeli beras, minyak, dan gula yang disediakan oleh dinas."
SEEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ID_URL = "https://dinkop.example/posting/12"


def published(
    body: str = "", *, head: str = "", url: str = ID_URL, text: str = TEXT, hint: str | None = None
) -> Published | None:
    page = page_of(f"<h1>Pasar</h1>{body}<p>{TEXT}</p>", head=head, url=url)
    first = next(block.index for block in page.outline.blocks if block.text == TEXT)
    extent = Extent(0, first, first + 1, frozenset({first}))
    evidence = Evidence(
        page, Weighing(page.outline), read_metadata(page), extent, text, Hint(published_raw=hint), fetched_at=SEEN
    )
    return find_published(evidence)


MONTH_URL = "https://dinkop.example/2020/03/pasar/"
META = '<meta property="article:published_time" content="{}">'


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"head": META.format("2026-03-09T08:00:00+07:00")},
            ("2026-03-09T08:00:00+07:00", "meta article:published_time"),
        ),
        ({"head": META.format("2026-03-09T22:30:00Z")}, ("2026-03-10T05:30:00+07:00", "meta article:published_time")),
        ({"head": META.format("2026-03-09T08:00:00")}, ("2026-03-09", "meta article:published_time")),
        ({"head": META.format("segera")}, None),
        ({"head": '<meta property="article:modified_time" content="2026-03-09">'}, None),
        ({"body": "<time datetime=2026-03-09>9 Maret</time>"}, ("2026-03-09", "time")),
        ({"body": "<time class=updated datetime=2026-03-09>9 Maret</time>"}, None),
        ({"body": "<p>Senin, 9 Maret 2026 | 08:15 WIB</p>"}, ("2026-03-09T08:15:00+07:00", "page")),
        ({"body": "<p>Senin, 9 Maret 2026 | 08:15</p>"}, ("2026-03-09", "page")),
        ({"body": "<p>2 hari yang lalu</p>"}, ("2026-11-22", "page, relative")),
        ({"body": "<p>6 bulan yang lalu</p>"}, None),
        ({"hint": "Mon, 09 Mar 2026 01:00:00 GMT"}, ("2026-03-09T08:00:00+07:00", "list")),
        ({"url": "https://dinkop.example/2026/03/09/pasar/"}, ("2026-03-09", "url")),
        ({"url": "https://dinkop.example/2026/03/pasar/"}, None),
        ({"url": "https://dinkop.example/berita/pasar-20260309"}, ("2026-03-09", "url")),
        ({"url": "https://dinkop.example/home/readmore_berita/nw2026030908153012"}, ("2026-03-09", "url")),
        ({"url": "https://dinkop.example/berita/detail/09-03-2026_pasar"}, ("2026-03-09", "url")),
        ({"url": "https://dinkop.example/detail-artikel/pasar-1773018000"}, ("2026-03-09", "url")),
        ({"url": "https://dinkop.example/berita/pasar-20261399"}, None),
        ({"text": f"SITUBONDO, 9 Maret 2026 – {TEXT}"}, ("2026-03-09", "dateline")),
        ({"text": f"Warga antre beras\n\nSITUBONDO, 9 Maret 2026 – {TEXT}"}, ("2026-03-09", "dateline")),
        ({"text": f"Pada 9 Maret 2026 {TEXT}"}, None),
        ({"body": "<p>9 Maret 2026</p>", "url": "https://dinkop.example/2026/03/08/x/"}, ("2026-03-09", "page")),
        (
            {"body": "<p>9 Maret 2026</p>", "head": META.format("2026-03-08")},
            ("2026-03-08", "meta article:published_time"),
        ),
        ({"body": "<p>9 Maret 2020</p>", "head": META.format("1970-01-01T00:00:00Z")}, ("2020-03-09", "page")),
        ({"head": META.format("1970-01-01T00:00:00Z")}, None),
        ({"head": META.format("0001-01-01T00:00:00")}, None),
        ({"body": "<p>9 Maret 2020</p>", "head": META.format("2030-01-01")}, ("2020-03-09", "page")),
        (
            {"body": "<p>Diterbitkan 9 Maret 2020</p>", "head": META.format("2026-11-24T09:00:00+07:00")},
            ("2020-03-09", "page"),
        ),
        (
            {"body": "<p>Pembukaan 9 Maret 2020</p>", "head": META.format("2026-11-24T09:00:00+07:00")},
            ("2026-11-24T09:00:00+07:00", "meta article:published_time"),
        ),
        (
            {"body": "<p>9 Maret 2020</p>", "head": META.format("2022-05-01"), "url": MONTH_URL},
            ("2020-03-09", "page"),
        ),
        (
            {"body": "<p>9 Maret 2020</p>", "head": META.format("2022-05-01"), "hint": "9 Maret 2020"},
            ("2020-03-09", "page"),
        ),
        (
            {"body": "<p>9 Maret 2020</p>", "head": META.format("2022-05-01"), "hint": "1 Mei 2022"},
            ("2022-05-01", "meta article:published_time"),
        ),
        ({"body": "<p>Senin, 9 Maret</p>", "url": MONTH_URL}, ("2020-03-09", "page, year from url")),
        ({"body": "<p>Senin, 9 Maret</p>"}, None),
        ({"hint": "9 Maret", "url": MONTH_URL}, ("2020-03-09", "list, year from url")),
    ],
)
def test_witnesses_in_their_order(given: dict[str, str], expected: tuple[str, str] | None) -> None:
    found = published(**given)
    assert (found and (found.iso, found.witness)) == expected


@pytest.mark.parametrize(
    ("line", "suspect"),
    [
        ("Senin, 9 Maret 2026", None),
        ("Selasa, 9 Maret 2026", "weekday"),
        ("9 Maret 2027", "future"),
        ("25 November 2026", None),
    ],
)
def test_doubts(line: str, suspect: str | None) -> None:
    found = published(f"<p>{line}</p>")
    assert found is not None
    assert found.suspect == suspect


def test_where_nothing_decides_between_two_dates_the_machines_is_doubted() -> None:
    found = published("<p>9 Maret 2020</p>", head=META.format("2022-05-01"))
    assert found == Published("2022-05-01", "2022-05-01", "meta article:published_time", "contradicted")


def test_a_distrusted_witness_is_not_heard() -> None:
    page = page_of(f"<h1>Pasar</h1><p>{TEXT}</p>", head=META.format("2022-05-01"), url=ID_URL)
    evidence = Evidence(
        page,
        Weighing(page.outline),
        read_metadata(page),
        Extent(0, 1, 2),
        TEXT,
        Hint(),
        distrusted=("meta article:published_time",),
    )
    assert find_published(evidence) is None


def test_judge_reads_one_label() -> None:
    assert judge("Diterbitkan pada 16 April 2025 5:21", "list") == Published("2025-04-16", "16 April 2025 5:21", "list")
    assert judge("10–11 Februari 2025", "list") is None
    assert judge("segera", "list") is None


def test_seen_on_is_east_javas_clock() -> None:
    assert seen_on(datetime(2026, 11, 23, 20, 0, tzinfo=UTC)) == datetime(2026, 11, 24, 3, 0)  # noqa: DTZ001 — as documented
    assert seen_on(None) is None


@given(st.text(alphabet="0123456789-/ maretinov2026", max_size=40))
def test_no_year_is_invented(line: str) -> None:
    found = published(f"<p>{line}</p>")
    if found is not None:
        year = found.iso[:4]
        assert year in line or year[2:] in line or "relative" in found.witness


def test_a_report_begins_at_its_dateline() -> None:
    assert report_of("Warga antre\n\nJOMBANG – Pasar") == "JOMBANG – Pasar"
    assert report_of("Satu\n\nDua") == "Satu\n\nDua"
