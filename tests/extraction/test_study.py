from __future__ import annotations

import pytest

from scrapers.extraction import extract_html, learn
from scrapers.extraction.errors import ExtractionError
from scrapers.extraction.study import DESK, keep, study

TEXT = "Warga datang sejak pagi untuk membeli beras, gula dan minyak goreng di"


def _page(number: int) -> tuple[bytes, str, None]:
    text = "".join(f"<p>{TEXT} pasar {chr(97 + number) * 4}{chr(97 + line) * 4}.</p>" for line in range(5))
    body = f"<title>Pasar murah {number}</title><nav>Beranda</nav><h1>Pasar murah tahap {number}</h1><div>{text}</div>"
    return body.encode(), f"https://dinkop.example/berita/pasar-murah-{number}", None


def test_a_study_on_the_desk_is_taken_once() -> None:
    page = _page(1)
    known = study(*page)
    keep([known])
    assert study(*page) is known
    assert study(*page) is not known


@pytest.mark.parametrize(
    ("body", "encoding"), [(b"<p>Halaman lain di alamat yang sama.", None), (_page(1)[0], "iso-8859-1")]
)
def test_another_page_at_the_same_address_is_another_study(body: bytes, encoding: str | None) -> None:
    known = study(*_page(1))
    keep([known])
    assert study(body, known.page.url, encoding) is not known


def test_the_desk_has_room_for_the_pages_of_one_layout() -> None:
    studies = [study(*_page(number)) for number in range(DESK + 1)]
    keep(studies)
    assert [study(*_page(number)) is known for number, known in enumerate(studies)] == [False] + [True] * DESK


def test_a_page_that_was_learnt_from_is_read_as_any_other() -> None:
    pages = [_page(number) for number in range(1, 8)]
    template = learn(pages)
    assert template is not None
    learnt, alone = ([extract_html(body, url, template=template) for body, url, _ in pages] for _ in range(2))
    assert learnt == alone
    assert {article.witness["body"] for article in alone} == {"template"}


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(ExtractionError, match="an empty page"):
        study(b"", "https://dinkop.example/", None)
