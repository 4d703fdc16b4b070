from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from scrapers.extraction import Template, extract_html, learn
from scrapers.extraction.page import read_page
from tests.extraction.random_site import RandomSite


def pages_of(site: RandomSite) -> list[tuple[bytes, str, str | None]]:
    return [(site.page(item), site.url(item), None) for item in site.articles]


@pytest.mark.parametrize("seed", range(5))
def test_survives_json(seed: int) -> None:
    template = learn(pages_of(RandomSite(seed)))
    assert template is not None
    kept = template.to_json()
    assert Template.from_json(kept) == template
    assert Template.from_json(kept).to_json() == kept
    assert len(kept) < 20_000


def test_equal_pages_teach_equal_templates() -> None:
    pages = pages_of(RandomSite(4))
    first, second = learn(pages), learn(pages)
    assert first is not None
    assert second is not None
    assert first.to_json() == second.to_json()


def test_fits_its_own_site_and_no_other() -> None:
    template = learn(pages_of(RandomSite(6))[:-1])
    assert template is not None
    body, url, _ = pages_of(RandomSite(6))[-1]
    assert template.fits(read_page(body, url).outline) > 0.9
    redesigned, url, _ = pages_of(RandomSite(7))[0]
    assert template.fits(read_page(redesigned, url).outline) < 0.3


def test_reads_a_page_it_has_not_seen() -> None:
    site = RandomSite(11, count=9)
    template = learn(pages_of(site)[:6])
    for item in site.articles[6:]:
        article = extract_html(site.page(item), site.url(item), template=template)
        assert [line for line in article.body.split("\n") if line] == item.lines
        assert article.title == item.title


def test_subheadings_that_stand_where_the_headline_stands_are_the_articles() -> None:
    subjects = ("Pasar murah", "Lomba tumpeng", "Bazar usaha", "Tera ulang timbangan", "Rapat anggota", "Pelatihan")
    text = "<p>{0} dibuka oleh bupati, dan warga datang sejak pagi hari. {0} ramai, {0} tertib, {0} selesai.</p>"
    form = "<nav><a href=/>Beranda</a></nav><main><h2>{0} di balai desa</h2><i>{1} Maret 2026</i>" + text
    parts = "<h2>Harapan warga {0}</h2><p>Warga {0} berharap acara itu diadakan lagi, tahun depan, di sana.</p>"
    pages = [
        (form.format(s, n + 1) + (parts.format(s) if n > 3 else "") + "</main>", f"https://dinkop.example/posting/{n}")
        for n, s in enumerate(subjects)
    ]
    template = learn([(page.encode(), url, None) for page, url in pages])
    assert template is not None
    article = extract_html(pages[5][0].encode(), pages[5][1], template=template)
    assert article.witness["body"] == "template"
    assert [line for line in article.body.split("\n") if line][1] == "Harapan warga Pelatihan"


def test_paragraphs_that_some_editors_leave_without_an_element_are_the_articles() -> None:
    subjects = ("Pasar murah", "Lomba tumpeng", "Bazar usaha", "Tera ulang timbangan", "Rapat anggota", "Pelatihan")
    head = (
        "<span>{1:02d} Maret 2026 - 08:00 WIB</span><br><span><b>{0} di balai desa</b></span><br>Diposting oleh : Admin"
    )
    lines = (
        "{0} dibuka oleh bupati, dan warga datang sejak pagi hari untuk {0} itu.",
        "{0} ramai, {0} tertib, dan {0} selesai pada siang hari di balai desa.",
        "Data {0} dihimpun para pendamping di kecamatan per {1} Januari 2026, dan belum lengkap.",
    )
    parts = "<h3>Harapan warga {0}</h3>"
    foot = "<hr>Isi Komentar :<br>Nama<br>(Masukkan kode di atas)"
    pages = []
    for n, subject in enumerate(subjects):
        bare = n == 4
        body = parts.join(line + "<br><br>" if bare else f"<p>{line}</p>" for line in lines)
        text = f"<title>{{0}} di balai desa</title><table><tr><td id=kiri>{head}<br>{body}{foot}</td></table>"
        pages.append((text.format(subject, n + 1).encode(), f"https://dinkop.example/berita-{n}.html", None))
    template = learn(pages)
    assert template is not None
    article = extract_html(pages[4][0], pages[4][1], template=template)
    wanted = parts.join(lines).replace("<h3>", "\n").replace("</h3>", "\n").format("Rapat anggota", 5)
    assert article.witness["body"] == "template"
    assert [line for line in article.body.split("\n") if line] == wanted.split("\n")
    assert article.published == "2026-03-05T08:00:00+07:00"


def test_too_few_or_equal_pages_teach_nothing() -> None:
    pages = pages_of(RandomSite(2))
    assert learn(pages[:2]) is None
    assert learn([(pages[0][0], f"https://situs.example/{n}", None) for n in range(5)]) is None
    assert learn([(b"", f"https://situs.example/{n}", None) for n in range(5)]) is None


def test_another_versions_template_is_passed_over() -> None:
    site = RandomSite(8)
    template = learn(pages_of(site))
    assert template is not None
    old = Template.from_json(json.dumps(json.loads(template.to_json()) | {"version": 0}))
    article = extract_html(site.page(site.articles[0]), site.url(site.articles[0]), template=old)
    assert article.witness["body"] == "text (template of version 0 passed over)"


def numbered_pages(*labels: str) -> list[tuple[bytes, str, str | None]]:
    """Pages of a site that numbers its articles, each with its label beside the headline."""
    subjects = ("Pasar murah", "Lomba tumpeng", "Bazar usaha", "Tera ulang timbangan", "Rapat anggota", "Pelatihan")
    form = (
        "<nav><a href=/>Beranda</a></nav><main><h1>{0} di balai desa</h1><i>{1}</i>"
        "<p>{0} dibuka oleh bupati, dan warga datang sejak pagi hari. {2}</p></main>"
    )
    return [
        (
            form.format(subject, label, f"{subject} ramai, " * (n + 3)).encode(),
            f"https://dinkop.example/posting/{100 + 10 * n}",
            None,
        )
        for n, (subject, label) in enumerate(zip(subjects, labels, strict=True))
    ]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("1/3/2024", "20 Juni 2024", "Jum'at (12/7)", "5/8/2024", "1/9/2024", "2/10/2024"), "2024-07-12"),
        (("1/3/2024", "20 Juni 2024", "Kamis (12/7)", "5/8/2024", "1/9/2024", "2/10/2024"), None),
        (("1/3/2024", "20 Juni 2024", "Jum'at (12/7)", "5/8/2021", "1/9/2024", "2/10/2024"), None),
        (("1/3", "20 Juni", "Jum'at (12/7)", "5/8", "1/9", "2/10"), None),
    ],
    ids=["one year fits", "a wrong weekday", "numbers out of order", "no year anywhere"],
)
def test_a_year_that_only_the_neighbours_tell(labels: tuple[str, ...], expected: str | None) -> None:
    pages = numbered_pages(*labels)
    template = learn(pages)
    assert template is not None
    assert Template.from_json(template.to_json()) == template
    article = extract_html(*pages[2][:2], template=template, fetched_at=datetime(2026, 11, 24, tzinfo=UTC))
    said = (article.published, article.published_raw, article.published_from)
    assert said == ((expected, "Jum'at (12/7)", "template, year from neighbours") if expected else (None, None, None))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"version": 1}', "x"])
def test_what_is_no_template_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a template|Expecting"):
        Template.from_json(text)
