from __future__ import annotations

import pytest

from archive.models import Hint
from scrapers.extraction.body import text_start
from scrapers.extraction.fields.metadata import read_metadata
from scrapers.extraction.fields.title import Title, find_title
from scrapers.extraction.page.weighing import Weighing
from tests.extraction.reading import URL, page_of

TITLE = "Pasar Murah di Alun-Alun Kota, Ini Jadwalnya!"
TEXT = "<p>Warga datang sejak pagi untuk membeli beras, minyak, dan gula yang disediakan oleh dinas di alun-alun.</p>"
MENU = "<ul><li><a href=/>Beranda</a><li><a href=/berita>Berita</a></ul>"
ID_URL = "https://dinkop.example/posting/12"


def title_of(body: str, head: str = "", url: str = URL, **given: object) -> Title | None:
    page = page_of(MENU + body, head=head, url=url)
    return find_title(page, read_metadata(page), text_at=text_start(Weighing(page.outline)), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "head", "url"),
    [
        (f"<h1>{TITLE}</h1>{TEXT}", "", ID_URL),
        (f"<h1>Berita</h1><h4>{TITLE}</h4>{TEXT}", "<title>Berita</title>", URL),
        (f"<h1>Berita</h1><div>{TITLE}</div>{TEXT}", "<title>Detail Berita | Dinkop</title>", URL),
        (f"<h1>Berita</h1><div>{TITLE}</div>{TEXT}", f"<title>{TITLE} | Dinkop</title>", ID_URL),
        (
            f"<h1>Dinas Koperasi</h1><div>{TITLE}</div>{TEXT}",
            f'<meta property="og:title" content="Dinkop Jombang | {TITLE}">',
            ID_URL,
        ),
        (f"<div><span>{TITLE}</span><span>Senin, 9 Maret 2026</span></div>{TEXT}", f"<title>{TITLE}</title>", ID_URL),
        (f"<div>Beranda / <a href=/b>Berita</a> / {TITLE}</div><h2>{TITLE}</h2>{TEXT}", "", URL),
        (
            f"<h2><a href='{URL}'>{TITLE}</a></h2>{TEXT}<h2><a href=/b>Bazar produk usaha mikro desa</a></h2>{TEXT}",
            "",
            URL,
        ),
        (TEXT, f'<meta property="og:title" content="{TITLE} - Dinkop">', URL),
        (f"{TEXT}<ul><li><a href='{URL}'>{TITLE}</a></ul>", f"<title>Dinkop | {TITLE}</title>", URL),
    ],
)
def test_finds_the_headline(body: str, head: str, url: str) -> None:
    found = title_of(body, head, url)
    assert found is not None
    assert found.text == TITLE


def test_the_visible_words_keep_case_and_punctuation() -> None:
    found = title_of(f"<h3>{TITLE}</h3>{TEXT}", f"<title>{TITLE.lower().strip('!')} | dinkop</title>")
    assert found is not None
    assert (found.text, found.witness) == (TITLE, "h3, title, url")


def test_the_list_that_led_here_testifies() -> None:
    hint = Hint(title=TITLE[:24] + "…")
    found = title_of(f"<h1>Berita</h1><div>{TITLE}</div>{TEXT}", "<title>Berita</title>", ID_URL, hint=hint)
    assert found is not None
    assert found.text == TITLE


def test_the_template_testifies() -> None:
    page = page_of(f"<h1>Portal Layanan Warga</h1><b>{TITLE}</b>{TEXT}", url=ID_URL)
    expected = next(block for block in page.outline.blocks if block.text == TITLE)
    found = find_title(page, read_metadata(page), expected=expected, noise=("portal layanan warga",))
    assert found is not None
    assert (found.text, found.witness) == (TITLE, "page, template")


@pytest.mark.parametrize("body", ["", "<h1>Berita</h1>", TEXT])
def test_nothing_testifies(body: str) -> None:
    assert title_of(body, "<title>Berita</title>", ID_URL) is None


def test_teasers_on_a_list_are_no_headlines() -> None:
    teasers = "".join(f"<h3><a href=/berita/{n}>Bazar produk usaha mikro desa {n}</a></h3>{TEXT}" for n in range(5))
    head = "<title>Berita | Dinas Koperasi</title>"
    assert title_of(f"<h1>Berita</h1>{teasers}", head, "https://dinkop.example/berita") is None
