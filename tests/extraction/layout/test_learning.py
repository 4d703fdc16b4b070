# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

from collections import Counter

from scrapers.extraction.layout import learning
from scrapers.extraction.layout.samples import Sample, read_samples
from scrapers.extraction.page.paths import Names, Step, stable_tokens
from tests.extraction.reading import outline_of

TEXTS = [
    "Warga datang sejak pagi untuk membeli beras, minyak, dan gula.",
    "Bupati membuka lomba tumpeng hari koperasi di pendopo, kemarin.",
    "Pengurus koperasi belajar menyusun laporan keuangan, selama dua hari.",
    "Petugas memeriksa timbangan pedagang pasar, lalu membubuhkan tanda tera.",
]


def samples() -> list[Sample]:
    pages = [
        f"<div class=menu>Beranda Profil</div><div class='c n{n}'><h1>Judul {n}</h1><p>{text}</p><p>{text} Lagi, {n}.</p>"
        f"<div class=t>Dilihat {n} kali</div><ul><li>Rp {n}</li><li>beras {text[:9]}</li></ul></div>"
        for n, text in enumerate(TEXTS)
    ]
    return read_samples([(page.encode(), f"https://dinkop.example/posting/{n}", None) for n, page in enumerate(pages)])


def test_numbers_do_not_make_a_line_another() -> None:
    first, second, third, fourth = outline_of(
        "<p>Dilihat 5 kali</p><p>dilihat 1204 kali</p><p>Dilihat</p><p>12</p>"
    ).blocks
    assert learning.line_hash(first) == learning.line_hash(second) != learning.line_hash(third)
    assert learning.line_hash(fourth) is None


def test_lines_on_so_many_pages() -> None:
    assert learning.lines_on(Counter({1: 1, 2: 2, 3: 5}), 1.2) == {2, 3}
    assert learning.lines_on(Counter({1: 1, 2: 2, 3: 5}), 2.1) == {3}


def test_body_and_foreign_places() -> None:
    pages = samples()
    names = Names(stable_tokens([sample.outline for sample in pages]))
    repeated = learning.lines_on(learning.count_lines(pages), learning.REPEATED * len(pages))
    steps = learning.body_steps(pages, names, repeated)
    assert steps == (Step("div.c"),)
    foreign, own = learning.foreign_places(pages, names, steps, repeated)
    assert foreign == {"body>div.c>div.t"}
    assert own == {"body>div.c>p", "body>div.c>ul>li"}


def test_an_articles_list_is_not_taken_for_the_lists_of_links_between_its_paragraphs() -> None:
    pages = [
        f"<div class=c><h1>Judul {n}</h1><p>{text}</p><h4>Baca Lainnya</h4><ul><li><a href=/a{n}>Bazar produk {text[:9]}</a></li>"
        f"<li><a href=/b{n}>Lomba tumpeng {text[-9:]}</a></li></ul><p>{text} Lagi, {n}.</p>{'<ul><li>beras</li></ul>' if n else ''}</div>"
        for n, text in enumerate(TEXTS)
    ]
    read = read_samples([(page.encode(), f"https://dinkop.example/posting/{n}", None) for n, page in enumerate(pages)])
    names = Names(stable_tokens([sample.outline for sample in read]))
    foreign, own = learning.foreign_places(read, names, (Step("div.c"),), frozenset())
    assert foreign == {"body>div.c>h4", "body>div.c>ul>li>a"}
    assert own == {"body>div.c>p", "body>div.c>ul>li"}


def test_no_paragraph_is_an_articles_box_though_the_pages_have_one_each() -> None:
    pages = read_samples(
        [
            (
                f"<h1>Judul {n}</h1><div class=c><p>{text}</p></div>".encode(),
                f"https://dinkop.example/posting/{n}",
                None,
            )
            for n, text in enumerate(TEXTS)
        ]
    )
    names = Names(stable_tokens([sample.outline for sample in pages]))
    assert learning.body_steps(pages, names, frozenset()) == (Step("div.c"),)


def test_a_table_repeats_as_a_whole_or_not_at_all() -> None:
    outline = outline_of("<div><p>a</p><table><tr><td>laki-laki<td>12<tr><td>perempuan<td>lima</table></div>")
    marks = {mark for block in outline.blocks if (mark := learning.line_hash(block)) is not None}
    assert learning.repeated_lines(outline, outline.root, marks) == {0}
    assert learning.repeated_lines(outline, outline.root, set()) == frozenset()


def test_pages_without_text_of_their_own_have_no_body() -> None:
    assert learning.body_steps([], Names(()), ()) is None
