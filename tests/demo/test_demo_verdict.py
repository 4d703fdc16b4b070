from __future__ import annotations

from demo.offices import ExpectedArticle, expected
from demo.verdict import Record, Verdict, holds, judge

OFFICE = "praktik-candirejo"
TRUTH = [article for article in expected() if article.office == OFFICE]
ABOUT = [article for article in TRUTH if article.about]


def record(article: ExpectedArticle, **changes: str) -> Record:
    url = f"http://127.0.0.1:8103{article.path}"
    body = "\n\n".join(article.paragraphs)
    return {
        "office": OFFICE,
        "url": url,
        "title": article.title,
        "published": article.published,
        "body": body,
        **changes,
    }


def test_a_full_archive_passes() -> None:
    verdict = judge(OFFICE, TRUTH, [record(article) for article in ABOUT])
    assert verdict == Verdict(OFFICE, len(ABOUT), (), (), (), (), ())
    assert (verdict.passed, verdict.arrived) == (True, len(ABOUT))


def test_each_fault_is_named() -> None:
    first, second, third, fourth, *rest = ABOUT
    unwanted = next(article for article in TRUTH if not article.about)
    records = [
        record(second, title="Berita"),
        record(third, published="2020-01-01"),
        record(fourth, body=fourth.paragraphs[0]),
        *map(record, (*rest, unwanted)),
    ]
    verdict = judge(OFFICE, TRUTH, records)
    assert verdict == Verdict(
        OFFICE, len(ABOUT), (first,), ((second, "Berita"),), ((third, "2020-01-01"),), (fourth,), (unwanted.title,)
    )
    assert not verdict.passed


def test_another_office_s_records_prove_nothing() -> None:
    verdict = judge(OFFICE, TRUTH, [record(article, office="praktik-lain") for article in ABOUT])
    assert verdict.arrived == 0


def test_an_alias_or_a_lost_slash_is_the_same_article() -> None:
    for office in ("praktik-jombang", "praktik-sumberagung"):
        mine = [article for article in expected() if article.office == office]
        records = [
            record(article, office=office, url=f"http://127.0.0.1{article.alias or article.path.rstrip('/')}")
            for article in mine
        ]
        assert judge(office, mine, records).passed


def test_numbers_and_punctuation_of_lists_don_t_matter_but_words_do() -> None:
    article = next(one for one in expected() if one.id == 11620)
    body = "\n".join(line.lstrip("1234. ") for line in article.paragraphs)
    assert holds(body, article)
    assert not holds(body.replace("25,55%", "25%"), article)
