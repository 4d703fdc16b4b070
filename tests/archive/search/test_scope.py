from __future__ import annotations

import pytest

from archive.reading import open_archive
from archive.search.error import QueryError
from archive.search.query import Query
from archive.search.scope import scope, slug
from archive.store import Archive
from tests.archive.shelf import NAMES, fill, save


def passing(archive: Archive, query: Query) -> list[str]:
    """Names of the articles that the filters let through, the newest first."""
    db = open_archive(archive.path)
    found = scope(db, query)
    sql = (
        f"SELECT url FROM articles AS a WHERE {found.sql or 'true'} AND position BETWEEN ? AND ? ORDER BY position DESC"
    )
    urls = db.execute(sql, (*found.parameters, found.low, found.high)).fetchall()
    db.close()
    return [url.rpartition("/")[2] for (url,) in urls]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (Query(), NAMES),
        (Query(offices=("jombang",)), ["rat", "kdmp"]),
        (Query(offices=("3517",)), ["rat", "kdmp"]),
        (Query(offices=("Kabupaten Jombang",)), ["rat", "kdmp"]),
        (Query(offices=("malang",)), ["pasar", "tera"]),
        (Query(offices=("KOTA malang", "jombang")), ["rat", "kdmp", "warna", "latih"]),
        (Query(not_offices=("jombang", "malang")), ["warna", "latih"]),
        (Query(categories=("berita",)), ["rat", "kdmp", "warna"]),
        (Query(categories=("umkm", "perdagangan")), ["pasar", "latih"]),
        (Query(not_categories=("berita",)), ["pasar", "latih", "tera"]),
        (Query(offices=("jombang",), not_categories=("berita",)), []),
        (Query(since="2026-01-01"), ["rat", "pasar"]),
        (Query(until="2026-01-01"), ["kdmp", "warna", "latih", "tera"]),
        (Query(since="2025-07-01", until="2025-07-02"), ["warna"]),
        (Query(since="2027-01-01"), []),
        (Query(until="2001-01-01"), []),
    ],
)
def test_filters_let_through_what_they_name(archive: Archive, query: Query, names: list[str]) -> None:
    fill(archive)
    assert passing(archive, query) == names


def test_an_article_without_date_passes_no_date_filter(archive: Archive) -> None:
    fill(archive)
    save(archive, "undated", "malang", published=None, event_from="2026-01-15")
    assert passing(archive, Query()) == ["rat", "pasar", "undated", *NAMES[2:]]
    assert passing(archive, Query(since="2026-01-01")) == ["rat", "pasar"]


def test_a_date_filter_reads_the_day_that_stands_in_the_article(archive: Archive) -> None:
    fill(archive)
    save(archive, "utc", "malang", published="2025-12-31T20:00:00+00:00")  # 03:00 on 1 January in East Java
    assert passing(archive, Query(until="2026-01-01"))[:2] == ["utc", "kdmp"]
    assert "utc" not in passing(archive, Query(since="2026-01-01"))


@pytest.mark.parametrize(
    ("query", "english", "indonesian", "suggestion"),
    [
        (
            Query(offices=("jombnag",)),
            'no office "jombnag"; did you mean kantor:jombang?',
            'kantor "jombnag" tidak ada; mungkin maksud Anda kantor:jombang?',
            "kantor:jombang",
        ),
        (
            Query(not_offices=("zzz",)),
            'no office "zzz"; try a query without "kantor:"',
            'kantor "zzz" tidak ada; cobalah tanpa "kantor:"',
            None,
        ),
        (
            Query(offices=("jombang", "jomang")),
            'no office "jomang"; did you mean kantor:malang?',
            'kantor "jomang" tidak ada; mungkin maksud Anda kantor:malang?',
            "kantor:malang",
        ),
        (
            Query(categories=("brita",)),
            'no category "brita"; did you mean kategori:berita?',
            'kategori "brita" tidak ada; mungkin maksud Anda kategori:berita?',
            "kategori:berita",
        ),
    ],
)
def test_an_unknown_name_suggests_the_closest(
    archive: Archive, query: Query, english: str, indonesian: str, suggestion: str | None
) -> None:
    fill(archive)
    with pytest.raises(QueryError) as caught:
        passing(archive, query)
    assert (caught.value.english, caught.value.indonesian, caught.value.suggestion) == (english, indonesian, suggestion)


@pytest.mark.parametrize(
    ("text", "name"), [("Kota Malang", "kota-malang"), ("  jombang ", "jombang"), ("!", ""), ("Dinas/UKM", "dinas-ukm")]
)
def test_names_are_compared_as_people_mean_them(text: str, name: str) -> None:
    assert slug(text) == name
