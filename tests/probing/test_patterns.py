from __future__ import annotations

import re

import pytest

from scrapers.probing.patterns import below_categories, share, widened, with_numbers
from tests.probing.pages import ORIGIN, path_of

ARCHIVES = re.compile(r"^/archives/(?:19|20)\d\d/[^/?]+/?$")


def test_a_list_of_other_addresses_that_goes_on_widens_the_pattern() -> None:
    pattern = re.compile(r"^/berita/[^/?]+-\d+$")
    announcements = [f"{ORIGIN}/pengumuman/{n}/jadwal-layanan-{n}-diubah-lagi" for n in range(5)]
    wide = widened(pattern, [announcements])
    assert wide.search("/pengumuman/7/jadwal-layanan-7-diubah-lagi")
    assert wide.search(path_of(1))
    assert widened(pattern, [[ORIGIN + path_of(n) for n in range(6)], announcements[:2]]) is pattern


def test_articles_with_an_id_may_stand_below_a_category() -> None:
    pattern = below_categories(re.compile(r"^/berita/[^/?]+[-_]\d+/?$"))
    paths = (
        "/berita/pasar-12",
        "/berita/umum/pasar-12",
        "/berita/kategori/umum-2",
        "/berita/a/b/pasar-12",
        "/berita/umum/2",
    )
    assert [bool(pattern.search(path)) for path in paths] == [True, True, False, False, False]


@pytest.mark.parametrize("text", [r"^/berita/[^/?]+$", r"^/posting/\d+/?$", r"^/read/[^/?]+/\d+[-_][^/?]+/?$"])
def test_other_patterns_stay(text: str) -> None:
    assert below_categories(re.compile(text)).pattern == text


def test_ids_that_look_like_years_are_numbers() -> None:
    urls = [f"{ORIGIN}/archives/{number}/pasar-murah/" for number in range(1990, 2000)]
    assert with_numbers(ARCHIVES, urls).pattern == r"^/archives/\d+/[^/?]+/?$"


@pytest.mark.parametrize("numbers", [(2024, 2024, 2025, 2025, 2026, 2026), (2021, 2022, 2023), ()])
def test_years_stay_years(numbers: tuple[int, ...]) -> None:
    urls = [f"{ORIGIN}/archives/{number}/pasar-murah-{place}/" for place, number in enumerate(numbers)]
    assert with_numbers(ARCHIVES, urls) is ARCHIVES


def test_a_year_before_a_month_stays_one() -> None:
    pattern = re.compile(r"^/(?:19|20)\d\d/\d\d/[^/?]+/?$")
    assert with_numbers(pattern, [f"{ORIGIN}/{year}/01/pasar-murah/" for year in range(2010, 2020)]) is pattern


def test_the_share_of_known_addresses() -> None:
    urls = [f"{ORIGIN}/archives/2024/a/", f"{ORIGIN}/profil/"]
    assert [share(ARCHIVES, urls), share(ARCHIVES, []), share(None, urls)] == [0.5, 1, 0]
