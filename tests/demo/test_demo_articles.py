"""The practice articles themselves: enough of them, each its own report, dates that agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from demo.article import PracticeArticle, load_articles, read_article
from demo.indonesian import DAYS, MONTHS
from demo.offices import OFFICES

ARTICLES = [article for office in OFFICES for article in load_articles(office.id)]
WRONG_WEEKDAY = (3558, "Senin (20/5/2025)")  # on purpose, as real pages have it
# What the report at the seed's address must tell, in whatever words.
SEED_FACTS = """
10 Februari 2025|10–11 Februari 2025|Hotel The 101 Malang OJ|Dinas Koperasi dan UKM Provinsi Jawa Timur|Diskop UKM Jatim
Rapat Koordinasi Teknis Perencanaan Pemberdayaan KUKM Tahun 2025|Rakortekcan 2025|Veronica Ratih Murwani|Sekretaris
Endy Alim Abdi Nusa|Kepala Diskop UKM Jatim|60,43%|59,18%|semester I tahun 2024|PDRB Jawa Timur|4,91%|year-on-year
Triwulan III Tahun 2024|25,55%|Badan Pusat Statistik|BPS|Pulau Jawa|2025–2029|RPJMN|101 peserta|se-Jawa Timur
Kementerian Koperasi|Kementerian UKM|pejabat perencana|desk|open loop|close loop|up-skilling|re-skilling|digitalisasi
ilirisasi|rantai pasok|basis data|Asta Cita|Indonesia Emas 2045
Plt. Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang|Tahun 2026|modal|unit kerja|narasumber
""".strip().replace("\n", "|").split("|")  # fmt: skip


def shingles(article: PracticeArticle) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", article.body.lower())
    return set(zip(*(words[start:] for start in range(5)), strict=False))


def dated_days(article: PracticeArticle) -> Iterator[tuple[str, str, date]]:
    names = f"{'|'.join(DAYS)}|Jum['’]at"
    pattern = rf"({names}),? \(?(\d\d?)(?:/(\d\d?)(?:/(\d{{4}}|\d\d))?\)| ({'|'.join(MONTHS)}) (\d{{4}}))"
    for found in re.finditer(pattern, article.body):
        name, day, numeric_month, short_year, month_name, year = found.groups()
        month = int(numeric_month) if numeric_month else MONTHS.index(month_name) + 1
        full_year = int(year or short_year or article.published_on.year)
        yield found[0], name, date(full_year if full_year > 99 else 2000 + full_year, month, int(day))


def test_there_are_enough_articles_over_three_years() -> None:
    about = [article for article in ARTICLES if article.about]
    assert len([article for article in about if article.night == 1]) >= 120
    assert len(ARTICLES) - len(about) >= 12
    assert {article.published_on.year for article in about} == {2023, 2024, 2025, 2026}
    assert min(article.published_on for article in about) >= date(2023, 9, 1)
    assert all(120 <= len(article.body.split()) <= 460 for article in about)


def test_no_two_articles_share_their_sentences() -> None:
    parts = [(article, shingles(article)) for article in ARTICLES]
    alike = [
        (one.id, other.id, round(len(left & right) / min(len(left), len(right)), 2))
        for (one, left), (other, right) in combinations(parts, 2)
        if len(left & right) > 0.05 * min(len(left), len(right))
    ]
    assert alike == []


def test_ids_slugs_and_titles_are_used_once_per_office() -> None:
    for office in OFFICES:
        articles = load_articles(office.id)
        for field in ("id", "slug", "title"):
            values = [getattr(article, field) for article in articles]
            assert len(set(values)) == len(values), (office.id, field)


def test_a_higher_id_was_never_published_earlier() -> None:
    for office in OFFICES:
        by_id = sorted(load_articles(office.id), key=lambda article: article.id)
        days = [article.published_on for article in by_id]
        assert days == sorted(days), office.id


def test_weekdays_agree_with_their_dates() -> None:
    wrong = [
        (article.id, words)
        for article in ARTICLES
        for words, name, day in dated_days(article)
        if DAYS[day.weekday()] != re.sub("['’]", "", name)
    ]
    assert wrong == [WRONG_WEEKDAY]


def test_events_lie_before_their_report_and_not_long() -> None:
    for article in ARTICLES:
        if article.event:
            first, last = article.event
            assert first <= last <= article.published_on or article.id == 11620
            assert (article.published_on - last).days <= 6


def test_seed_article_tells_every_fact_in_other_words() -> None:
    [article] = [one for one in ARTICLES if one.id == 11620]
    assert [fact for fact in SEED_FACTS if fact not in article.body] == []
    assert [block.kind for block in article.blocks].count("ol") == 1
    assert [len(block.items) for block in article.blocks if block.kind == "ol"] == [4]
    assert '"' not in article.body  # nothing is quoted: the words are the project's own


def test_a_source_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "praktik-uji" / "7-judul.md"
    path.parent.mkdir()
    text = (
        '+++\nid = 7\nslug = "judul"\ntitle = "Judul"\npublished = 2025-03-01\nevent = [2025-02-27, 2025-02-28]\n+++\n'
    )
    path.write_text(text + "Satu.\n\n1. Dua\n\n2. Tiga\n\n| a | b |\n| c | d |\n", encoding="utf-8")
    article = read_article(path)
    assert (article.office, article.event) == ("praktik-uji", (date(2025, 2, 27), date(2025, 2, 28)))
    assert article.paragraphs == ("Satu.", "1. Dua", "2. Tiga", "a | b", "c | d")


def test_an_unknown_key_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "7-judul.md"
    path.write_text('+++\nid = 7\ncolour = "red"\n+++\nSatu.\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"7-judul\.md: .*colour"):
        read_article(path)
