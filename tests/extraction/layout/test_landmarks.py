# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

import pytest

from scrapers.extraction.layout.landmarks import date_place, distrusted, title_place
from scrapers.extraction.layout.samples import read_samples
from scrapers.extraction.page.paths import Names, Place, stable_tokens

TEXTS = [
    "Warga datang sejak pagi untuk membeli beras, minyak, dan gula.",
    "Bupati membuka lomba tumpeng hari koperasi di pendopo, kemarin.",
    "Pengurus koperasi belajar menyusun laporan keuangan, selama dua hari.",
]
TITLES = ["Pasar Murah Ramadan", "Lomba Tumpeng Desa", "Pelatihan Laporan Keuangan"]


@pytest.mark.parametrize("sidebar", ["", "<div class=s><p>Bazar usaha mikro <i>3 Mei 2025</i></p></div>"])
def test_the_same_place_and_different_words(sidebar: str) -> None:
    pages = [
        f"<title>Berita</title>{sidebar}<div class=j>{TITLES[n]}</div><div class=d>{n + 1} Maret 2026</div><p>{text} {text}</p>"
        for n, text in enumerate(TEXTS)
    ]
    urls = ["https://dinkop.example/berita/" + title.lower().replace(" ", "-") for title in TITLES]
    samples = read_samples([(page.encode(), url, None) for page, url in zip(pages, urls, strict=True)])
    names = Names(stable_tokens([sample.outline for sample in samples]))
    assert title_place(samples, names) == Place("body>div.j")
    assert date_place(samples, names, ()) == Place("body>div.d")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2026-03-0{}T08:00:00+07:00", ()),
        ("2022-05-01", ("meta article:published_time",)),
        ("2022-05-0{}", ("meta article:published_time",)),
        ("segera", ()),
    ],
    ids=["what is shown", "the day of a move", "days of a move", "no date"],
)
def test_a_witness_that_tells_other_days_than_the_pages_show_is_distrusted(
    told: str, expected: tuple[str, ...]
) -> None:
    meta = '<meta property="article:published_time" content="{}">'
    pages = [
        f"{meta.format(told.format(n + 1))}<h1>{TITLES[n]}</h1><i class=d>{n + 1} Maret 2026</i><p>{text} {text}</p>"
        for n, text in enumerate(TEXTS)
    ]
    samples = read_samples([(page.encode(), f"https://dinkop.example/{n}", None) for n, page in enumerate(pages)])
    names = Names(stable_tokens([sample.outline for sample in samples]))
    place = date_place(samples, names, ())
    assert distrusted(samples, names, place) == expected
    assert distrusted(samples, names, None) == ()


@pytest.mark.parametrize(("pages", "expected"), [(7, ()), (8, ("meta article:published_time",))])
def test_a_witness_that_tells_one_day_on_many_pages_is_distrusted(pages: int, expected: tuple[str, ...]) -> None:
    meta = '<meta property="article:published_time" content="2022-05-01">'
    samples = read_samples(
        [
            (
                f"{meta}<h1>Berita {n}</h1><p>{'beras, minyak, dan gula ' * (n + 1)} {TEXTS[n % 3]} {n}, {n}.</p>".encode(),
                f"https://dinkop.example/{n}",
                None,
            )
            for n in range(pages)
        ]
    )
    assert len(samples) == pages
    assert distrusted(samples, Names(()), None) == expected


def test_dates_that_never_change_or_stand_in_crowds_are_nobodys() -> None:
    pages = [
        f"<h1>{TITLES[n]}</h1><i>3 Mei 2025</i><p>{text} {text}</p><ul><li>{n + 1} Maret 2026<li>{n + 2} Maret 2026</ul>"
        for n, text in enumerate(TEXTS)
    ]
    samples = read_samples([(page.encode(), f"https://dinkop.example/{n}", None) for n, page in enumerate(pages)])
    names = Names(())
    assert date_place(samples, names, ()) is None
    assert title_place(samples, names) == Place("body>h1")
