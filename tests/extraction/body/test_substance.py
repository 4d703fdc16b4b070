from __future__ import annotations

import pytest

from scrapers.extraction.body.region import region_of
from scrapers.extraction.body.substance import has_substance
from scrapers.extraction.fields.title import Title
from scrapers.extraction.page.weighing import Weighing
from tests.extraction.reading import outline_of

TEXT = "Warga datang sejak pagi untuk membeli beras, minyak, dan gula yang disediakan oleh dinas."
TITLE = "<h1>Pasar Murah</h1>"
GREETING = "Selamat datang di situs resmi kami, layanan buka setiap hari kerja."


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"{TITLE}<div id=x><p>{TEXT}</p></div>", True),
        (f"<h3>Berita Terkini</h3>{TITLE}<div id=x><p>{TEXT}</p></div>", True),
        (f"{TITLE}<div id=x><p>{TEXT}</p><h3>Kontak</h3><p>{TEXT}</p></div>", True),
        (f"{TITLE}<div id=x><p>PENGUMUMAN LIBUR HARI RAYA IDULFITRI 1447 HIJRIAH</p></div>", True),
        (f"<div><div id=x><p>{TEXT}</p><p>{TEXT} {TEXT}</p></div>{TITLE}</div>", True),
        (f"{TITLE}<div id=x><p>Segera dibuka.</p></div>", False),
        (f"{TITLE}<div id=x><p>Senin, 9 Maret 2026</p><p>10 Maret 2026</p><p>Rabu, 11 Maret 2026</p></div>", False),
        (f"{TITLE}<div id=x><h3>Sambutan Kepala Dinas</h3><p>{TEXT}</p></div>", False),
        (f"{TITLE}<div><h3>2 Komentar</h3><div id=x><p>{TEXT}</p><p>{TEXT}</p></div></div>", False),
        (f"{TITLE}<div id=x><p>{TEXT}</p><p>© 2026 Dinkop</p></div>", False),
        (f"<div id=x><p>{GREETING}</p></div>{TITLE}", False),
    ],
)  # fmt: skip
def test_what_makes_an_article(markup: str, expected: bool) -> None:
    outline = outline_of(markup)
    box = next(box for box in outline.boxes if box.element.get("id") == "x")
    headline = next(block for block in outline.blocks if block.text == "Pasar Murah")
    title, weighing = Title("Pasar Murah", "h1", headline), Weighing(outline)
    assert has_substance(weighing, title, region_of(weighing, box, title, "text")) is expected
