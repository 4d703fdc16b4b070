# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

import pytest

from scrapers.extraction.page.weighing import Weighing, prose
from tests.extraction.reading import outline_of

LONG = "Warga datang sejak pagi untuk membeli beras dan minyak goreng di alun-alun."


@pytest.mark.parametrize(
    ("markup", "characters"),
    [
        (LONG, len(LONG)),
        (f"<a href=/x>{LONG}</a>", 0),
        ("Profil Dinas", 0),
        ("Acara itu dibuka oleh bupati.", 14),
        ("Diposting oleh : Dr. Hartono, S.E.", 0),
        ("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh", 0),
        ("kata " * 25, 124),
    ],
)
def test_prose(markup: str, characters: int) -> None:
    assert prose(outline_of(f"<p>{markup}</p>").blocks[0]) == characters


def test_sums_and_shares() -> None:
    outline = outline_of(f"<div><p>{LONG}</p><p><a href=/a>{LONG}</a></p></div><p>{LONG}</p>")
    weighing = Weighing(outline)
    div = outline.boxes[1]
    assert (weighing.prose_in(div), weighing.prose_between(0, 3)) == (len(LONG), 2 * len(LONG))
    assert (weighing.linked_share(div), weighing.links_between(0, 3)) == (0.5, 1)


def test_what_follows_an_opener_is_cut() -> None:
    outline = outline_of(f"<div><p>{LONG}</p><div><h3>Berita Terkait</h3><p>{LONG}</p></div><p>{LONG}</p></div>")
    weighing = Weighing(outline)
    assert weighing.cut == {1, 2}
    assert weighing.uncut == [0, len(LONG), len(LONG), len(LONG), 2 * len(LONG)]


LINKS = "<ul><li><a href=/x>Bazar produk usaha mikro</a></li><li><a href=/y>Lomba tumpeng hari koperasi</a></li></ul>"


@pytest.mark.parametrize(
    ("markup", "cut"),
    [
        (f"<p>{LONG}</p><h4>Baca Lainnya :</h4>{LINKS}<p>{LONG}</p><p>{LONG}</p>", {1, 2, 3}),
        (f"<p>{LONG}<h4>Baca Lainnya :</h4>{LINKS}\n<p>{LONG}<ul><li>{LONG}</li></ul>", {1, 2, 3}),
        (f"<p>{LONG}</p><h4>Berita Terkait</h4>{LINKS}<p class=c>{LONG}</p>", {1, 2, 3, 4}),
        (f"<p>{LONG}</p><h4>Berita Terkait</h4>{LINKS}<div>{LONG}</div>", {1, 2, 3, 4}),
        (f"<p>{LONG}</p><h4>Berita Terkait</h4><ul><li>{LONG}</li></ul><p>{LONG}</p>", {1, 2, 3}),
        (f"<p>{LONG}</p><h4>2 Komentar</h4>{LINKS}<p>{LONG}</p>", {1, 2, 3, 4}),
        (f"<h4>Berita Terkait</h4>{LINKS}<p>{LONG}</p>", {0, 1, 2, 3}),
        (f"<p>{LONG}</p><h4>Baca Lainnya</h4>{LINKS}<h3>Syarat</h3><p>{LONG}</p>", {1, 2, 3}),
        (f"<p>{LONG}</p><h4>Baca Lainnya</h4>{LINKS}<ol><li>KTP</li><li>Surat usaha</li></ol>", {1, 2, 3}),
        (f"<p>{LONG}</p><h4>Berita Terkait</h4>{LINKS}<h4>Berita Populer</h4><p>{LONG}</p>", {1, 2, 3, 4, 5}),
        (f"<p>{LONG}</p><h4>Berita Terkait</h4>{LINKS}<ul><li><a href=/t>Pasar</a></li></ul>", {1, 2, 3, 4}),
    ],
    ids=[
        "between paragraphs",
        "none closed",
        "of another class",
        "no paragraph",
        "no links",
        "comments",
        "none above",
        "a subheading",
        "a list",
        "two lists of others",
        "tags",
    ],
)
def test_the_article_goes_on_below_a_list_of_others(markup: str, cut: set[int]) -> None:
    assert Weighing(outline_of(f"<div>{markup}</div>")).cut == cut


@pytest.mark.parametrize(
    ("markup", "cut"),
    [
        (f"<p>(<a href=#comments>0 comments</a>)</p><p>{LONG}</p>", frozenset()),
        (f"<p><a href=/posting/12#komentar>3 Komentar</a></p><p>{LONG}</p>", frozenset()),
        (f"<h3><a href=#komentar>3 Komentar</a></h3><p>{LONG}</p>", frozenset((0, 1))),
        (f"<p>3 Komentar</p><p>{LONG}</p>", frozenset((0, 1))),
        (f"<p>{LONG}</p><p><a href=#komentar>3 Komentar</a></p><p>{LONG}</p>", frozenset((1, 2))),
        (f"<p><a href=/berita>Berita Terkait</a></p><p>{LONG}</p>", frozenset((0, 1))),
    ],
    ids=["a counter above", "on a page's address", "a heading", "no link", "below the text", "not of comments"],
)
def test_a_link_to_the_comments_above_the_text_opens_nothing(markup: str, cut: frozenset[int]) -> None:
    assert Weighing(outline_of(f"<div>{markup}</div>")).cut == cut


def test_points_fall_below_widgets_and_beside_copyright() -> None:
    body = f"<div><p>{LONG}</p></div><div><h3>Sambutan Kepala Dinas</h3><p>{LONG}</p></div><div><p>{LONG}</p><p>© 2026</p></div>"
    plain, _, widget, foot, _ = Weighing(outline_of(body)).points
    assert plain > widget > foot > 0


def test_what_casts_doubt_on_the_headline_too_is_no_doubt() -> None:
    weighing = Weighing(outline_of(f"<h3>Berita Terkini</h3><h1>Pasar</h1><p>{LONG}</p><h3>Kontak</h3><p>{LONG}</p>"))
    assert weighing.doubts.keys() == {0, 1, 2, 3, 4}
    assert weighing.doubts_beside(1).keys() == {3, 4}


def test_characters_of_a_box() -> None:
    weighing = Weighing(outline_of(f"<div><p>{LONG}</p><p>Pasar</p></div>"))
    assert weighing.characters_in(weighing.outline.boxes[1]) == len(LONG) + 5


def test_many_openers_in_one_box_take_no_quadratic_time() -> None:
    outline = outline_of(f"<h3>Berita Terkait</h3><p>{LONG}</p>" * 9000)
    assert len(Weighing(outline).cut) == 18_000
