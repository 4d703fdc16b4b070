from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.reading import open_archive
from archive.search import MAX_LIMIT, QueryError, finder, search
from archive.store import Archive
from tests.archive.shelf import NAMES, fill, save


@pytest.fixture
def db(archive: Archive) -> Iterator[sqlite3.Connection]:
    fill(archive)
    archive.index_words()
    connection = open_archive(archive.path)
    yield connection
    connection.close()


def names(db: sqlite3.Connection, query: str, **options: object) -> list[str]:
    results = search(db, query, **options)  # type: ignore[arg-type]  # tests name real options
    assert results.total == len(results.hits) + results.offset
    return [hit.url.rpartition("/")[2] for hit in results.hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("koperasi", ["rat", "pasar", "kdmp", "warna"]),
        ("KOPERASI", ["rat", "pasar", "kdmp", "warna"]),
        ("koperasi merah putih", ["kdmp", "warna"]),
        ('"merah putih"', ["kdmp"]),
        ("koperasi -merah", ["rat", "pasar"]),
        ("pelatih*", ["latih"]),
        ("tahunan OR tera", ["rat", "tera"]),
        ("koperasi kantor:jombang", ["rat", "kdmp"]),
        ("koperasi -kantor:jombang sejak:2026", ["pasar"]),
        ("koperasi kategori:berita sampai:2025", ["kdmp", "warna"]),
        ("kantor:malang", ["pasar", "tera"]),
        ("-koperasi", ["latih", "tera"]),
        ("-koperasi kantor:malang", ["tera"]),
        ("sejak:2025-07 sampai:2026-01-30", ["kdmp", "warna"]),
        ("jum'at", ["latih"]),
        ("script alert", ["tera"]),
        ("tidakada", []),
        ("", NAMES),
        ('"', NAMES),
    ],
)
def test_the_newest_come_first(db: sqlite3.Connection, query: str, found: list[str]) -> None:
    assert names(db, query) == found
    assert names(db, query, order="oldest") == found[::-1]
    assert sorted(names(db, query, order="relevance")) == sorted(found)


def test_relevance_puts_titles_first(db: sqlite3.Connection) -> None:
    assert names(db, "pasar", order="relevance") == ["pasar", "tera"]
    assert names(db, "merah", order="relevance")[0] == "kdmp"


def test_a_word_of_every_article_filters_and_the_rare_one_ranks(archive: Archive) -> None:
    for number in range(8):
        title = "Bazar" if number == 2 else f"Judul {number}"
        save(archive, f"a{number}", "contoh", title=title, body="koperasi " + "bazar " * (number in (2, 5)))
    db = open_archive(archive.path)
    assert names(db, "koperasi bazar", order="relevance") == ["a2", "a5"]
    assert len(names(db, "koperasi", order="relevance")) == 8
    db.close()


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"office": "jombang"}, ["rat", "kdmp"]),
        ({"office": "Kota Malang", "category": "berita"}, ["warna"]),
        ({"since": "2026"}, ["rat", "pasar"]),
        ({"since": "2025-12", "until": "2026-01-31"}, ["pasar", "kdmp"]),
        ({"office": "", "since": "", "until": "", "category": ""}, ["rat", "pasar", "kdmp", "warna"]),
    ],
)
def test_named_filters_narrow_the_query(db: sqlite3.Connection, options: dict[str, str], found: list[str]) -> None:
    assert names(db, "koperasi", **options) == found


def test_named_filters_never_widen_the_query(db: sqlite3.Connection) -> None:
    assert names(db, "kantor:jombang", office="malang") == []
    assert names(db, "sejak:2026 sampai:2026-01", since="2025", until="2026-12") == ["pasar"]
    assert names(db, "kategori:berita kantor:jombang", category="berita", since="2026") == ["rat"]


def test_pages_follow_each_other(db: sqlite3.Connection) -> None:
    pages = [search(db, "", limit=4, offset=offset) for offset in (0, 4, 8)]
    assert [[hit.url.rpartition("/")[2] for hit in page.hits] for page in pages] == [NAMES[:4], NAMES[4:], []]
    assert [page.more for page in pages] == [True, False, False]
    assert [page.total for page in pages] == [6, 6, 6]


@pytest.mark.parametrize(("limit", "offset", "shown"), [(0, 0, 1), (-5, -5, 1), (10**30, 10**30, 0)])
def test_absurd_pages_are_bounded(db: sqlite3.Connection, limit: int, offset: int, shown: int) -> None:
    results = search(db, "", limit=limit, offset=offset)
    assert len(results.hits) == shown
    assert 1 <= results.limit <= MAX_LIMIT


@pytest.mark.parametrize(
    ("query", "limits", "total"),
    [
        ("koperasi", {}, (4, False)),
        ("koperasi", {"COUNTED": 3}, (3, True)),
        ("koperasi", {"COUNTED": 4}, (4, False)),
        ("", {"COUNTED": 2}, (2, True)),
        ("koperasi kantor:jombang", {"WALKED": 4}, (2, True)),
        ("koperasi kantor:jombang", {"WALKED": 5}, (2, False)),
        ("tidakada kantor:jombang", {"WALKED": 5}, (0, False)),
        ("-koperasi", {"WALKED": 3}, (2, True)),
        ("-koperasi", {"WALKED": 6}, (2, False)),
        ("-koperasi", {"WALKED": 1}, (2, True)),
        ('"merah putih" OR putih', {"COUNTED_PHRASES": 1}, (2, True)),
    ],
)
def test_a_total_says_when_it_stopped_counting(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, query: str, limits: dict[str, int], total: tuple[int, bool]
) -> None:
    for name, value in limits.items():
        monkeypatch.setattr(finder, name, value)
    results = search(db, query, limit=1)
    assert (results.total, results.total_is_estimate) == total


def test_hits_carry_what_lists_show(db: sqlite3.Connection) -> None:
    [hit] = search(db, "koperasi desa").hits
    assert hit.record() == {
        "id": hit.id,
        "office": "jombang",
        "region_code": "3517",
        "region": "Kabupaten Jombang",
        "url": "https://jombang.example.go.id/kdmp",
        "title": "Koperasi Desa Merah Putih",
        "published": "2025-12-31T23:30:00+07:00",
        "published_raw": None,
        "published_from": None,
        "date_suspect": None,
        "event_from": None,
        "event_to": None,
        "author": None,
        "category": "Berita",
        "image_url": None,
        "first_seen_at": "2026-03-01T19:00:00+00:00",
        "last_seen_at": "2026-03-01T19:00:00+00:00",
        "status": "present",
        "revisions": 0,
        "title_html": "<mark>Koperasi</mark> <mark>Desa</mark> Merah Putih",
        "snippet": "Gerai dibuka di desa.",
        "snippet_html": "Gerai dibuka di <mark>desa</mark>.",
    }


def test_a_page_of_results_is_json(db: sqlite3.Connection) -> None:
    results = search(db, "koperasi", limit=1)
    assert results.record() == {
        "total": 4, "total_is_estimate": False, "order": "newest", "limit": 1, "offset": 0, "more": True,
        "suggestion": None, "expansions": [], "hits": [results.hits[0].record()],
    }  # fmt: skip


def test_markup_in_an_article_stays_text(db: sqlite3.Connection) -> None:
    [hit] = search(db, "alert").hits
    assert hit.snippet.html == "Timbangan pasar diperiksa &lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt;."


def test_rows_of_any_kind_of_connection_are_read(db: sqlite3.Connection) -> None:
    db.row_factory = lambda cursor, row: {"not": "a row"}
    assert names(db, "koperasi kantor:jombang") == ["rat", "kdmp"]


def test_nothing_found_suggests_what_may_be_meant(db: sqlite3.Connection) -> None:
    assert search(db, "koprasi kantor:jombang").suggestion == "koperasi kantor:jombang"
    assert search(db, "rapat pasar").suggestion is None


def test_an_unknown_order_is_a_message(db: sqlite3.Connection) -> None:
    with pytest.raises(QueryError, match='no order "best"; use one of newest, relevance, oldest'):
        search(db, "", order="best")


PIECES = st.sampled_from(
    [
        '"',
        "-",
        "*",
        "OR",
        "koperasi",
        "pelatih*",
        "kantor:jombang",
        "-kategori:",
        "sejak:2025",
        "merah",
        "-merah",
        "\x00",
    ]
)


@settings(max_examples=200)
@given(
    query=st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)),
    order=st.sampled_from(["newest", "oldest", "relevance"]),
    since=st.one_of(st.none(), st.text(max_size=8)),
)
def test_whatever_is_typed_is_answered_or_explained(
    shelf: sqlite3.Connection, query: str, order: str, since: str | None
) -> None:
    try:
        results = search(shelf, query, order=order, since=since)
    except QueryError:
        return
    assert len(results.hits) <= results.total


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    store = Archive(tmp_path_factory.mktemp("shelf") / "archive.db")
    fill(store)
    connection = open_archive(store.path)
    yield connection
    connection.close()
    store.close()


WORDS = ("a1", "b2", "c3")
OFFICES = ("jombang", "malang")
FIRST = date(2025, 1, 1)
Row = tuple[int, str, str, str | None]  # day, office, words, category


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[sqlite3.Connection, list[Row]]]:
    """Sixty articles in which everything occurs with everything, and what is in them."""
    store = Archive(tmp_path_factory.mktemp("crowd") / "archive.db")
    fill(store)
    store.forget_office("kota-malang")
    for office in OFFICES:
        store.forget_office(office)
    rows: list[Row] = []
    for number in range(64):
        words = " ".join(word for bit, word in enumerate(WORDS) if number >> bit & 1)
        rows.append((number, OFFICES[number >> 3 & 1], words, (None, "Berita")[number >> 4 & 1]))
        day, office, body, category = rows[-1]
        save(
            store,
            str(number),
            office,
            title="judul",
            body=body,
            category=category,
            published=f"{FIRST + timedelta(day)}",
        )
    connection = open_archive(store.path)
    yield connection, rows
    connection.close()
    store.close()


@dataclass(frozen=True)
class Asked:
    """A query in parts."""

    wanted: list[list[str]]
    unwanted: list[str]
    office: str | None
    category: bool
    since: int
    until: int

    @property
    def typed(self) -> str:
        words = [" OR ".join(group) for group in self.wanted] + [f"-{word}" for word in self.unwanted]
        filters = [f"kantor:{self.office}"] * bool(self.office) + ["kategori:berita"] * self.category
        days = [f"sejak:{FIRST + timedelta(self.since)}", f"sampai:{FIRST + timedelta(self.until)}"]
        return " ".join(words + filters + days)

    def passes(self, row: Row) -> bool:
        day, office, body, category = row
        return (
            all(any(word in body for word in group) for group in self.wanted)
            and not any(word in body for word in self.unwanted)
            and self.office in (None, office)
            and bool(category or not self.category)
            and self.since <= day <= self.until
        )


QUERIES = st.builds(
    Asked,
    wanted=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2), max_size=3),
    unwanted=st.lists(st.sampled_from(WORDS), max_size=2),
    office=st.sampled_from([None, *OFFICES]),
    category=st.booleans(),
    since=st.integers(0, 70),
    until=st.integers(-5, 70),
)


@given(asked=QUERIES, order=st.sampled_from(["newest", "oldest", "relevance"]))
def test_the_answer_is_what_reading_every_article_would_give(
    crowd: tuple[sqlite3.Connection, list[Row]], asked: Asked, order: str
) -> None:
    db, rows = crowd
    expected = [row[0] for row in reversed(rows) if asked.passes(row)]
    results = search(db, asked.typed, order=order, limit=100)
    found = [int(hit.url.rpartition("/")[2]) for hit in results.hits]
    if order == "relevance":
        found.sort(reverse=True)
    assert found == (expected[::-1] if order == "oldest" else expected)
    assert results.total == len(expected)
