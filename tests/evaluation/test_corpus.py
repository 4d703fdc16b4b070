from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest

from evaluation import corpus
from evaluation.corpus import Page, Part, Rendered, fold, shows, visible
from evaluation.post import Post, load

DAY = date(2025, 5, 6)


@pytest.mark.parametrize(
    "page",
    [
        '<time datetime="2025-05-06T08:00">',
        "6 Mei 2025",
        "06 Mei 2025",
        "Mei 6, 2025",
        "May 6, 2025",
        "May 06, 2025",
        "6 May 2025",
        "06/05/2025",
        'href="/2025/05/06/slug/"',
    ],
)
def test_a_page_shows_a_date(page: str) -> None:
    assert shows(page, DAY)


@pytest.mark.parametrize("page", ["", "5 Mei 2025", "6 Mei", "05/06/2025", "6 Mei 2024"])
def test_a_page_shows_another_date_or_none(page: str) -> None:
    assert not shows(page, DAY)


def test_visible_words_leave_out_attributes_scripts_and_styles() -> None:
    page = "<style>p {}</style><p title='x'>Satu&nbsp;&amp;   dua</p><script>var tiga;</script>"
    assert visible(page) == "Satu & dua"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("“A” – ‘b’…", "\"A\" - 'b'..."), (" a\n\t b ", "a b"), ("a -- b", "a - b")],
)
def test_typographic_filters_are_undone(text: str, folded: str) -> None:
    assert fold(text) == folded == fold(folded)


def rendering(pages: dict[str, str], calls: list[str]) -> Part:
    def render(posts: Sequence[Post], work: Path) -> Iterable[Rendered]:
        calls.append(work.name)
        for post in posts:
            yield Rendered(post, f"https://a.example/{post.slug}", pages.get(post.slug, "").encode())

    return Part("praktik-tema", (), render)


def test_a_part_is_rendered_once_and_labelled_with_what_its_pages_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "FOLDER", tmp_path)
    post = next(post for post in load() if post.caption and post.date)
    assert post.date is not None
    assert post.caption is not None
    calls: list[str] = []
    part = rendering({post.slug: f"<p>{post.caption}</p><p>{post.date:%Y-%m-%d}</p>"}, calls)
    (page,) = corpus.build(part, [post])
    assert corpus.build(part, [post]) == [page]
    assert calls == ["work"]
    assert page == Page(
        file=str(tmp_path / "praktik-tema" / f"{post.slug}.html"),
        url=f"https://a.example/{post.slug}",
        encoding=None,
        title=post.title,
        text=(post.caption, *post.body),
        published=f"{post.date:%Y-%m-%d}",
    )


def test_a_caption_or_date_that_the_page_lacks_is_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "FOLDER", tmp_path)
    post = next(post for post in load() if post.caption and post.date)
    (page,) = corpus.build(rendering({post.slug: f'<img alt="{post.caption}">'}, []), [post])
    assert (page.text, page.published) == (tuple(post.body), None)
