from pathlib import Path

from evaluation.labelled import DATES, TOPICS, DateStrings, Topics, date_strings, topics


def test_date_strings_are_counted(tmp_path: Path) -> None:
    rows = [
        "# string\texpected",
        "Senin, 9 Maret 2026\t2026-03-09\t\t",
        "21-23 Maret 2025\t2025-03-21/2025-03-23\t\t",
        "Nomor 12\t\t\t",
        "9 Maret 2026\t2026-03-10\t\t",
    ]
    (tmp_path / "dates.tsv").write_text("\n".join(rows), encoding="utf-8")
    assert date_strings(tmp_path / "dates.tsv") == DateStrings(strings=4, right=3, invented=1)


def test_topics_are_counted(tmp_path: Path) -> None:
    rows = ["a\t1\tDinkop UM Gelar Pelatihan Koperasi\t", "a\t0\tGempa Guncang Kota\t", "a\t1\tGempa Susulan\t"]
    (tmp_path / "topic.tsv").write_text("\n".join(rows), encoding="utf-8")
    counted = topics(tmp_path / "topic.tsv")
    assert counted == Topics(cases=3, precision=1, recall=0.5, kept=counted.kept)
    assert 0.7 < counted.kept <= 1


def test_the_lists_are_where_the_evaluation_looks() -> None:
    assert DATES.exists()
    assert TOPICS.exists()
