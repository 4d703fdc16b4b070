# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

from datetime import datetime

import pytest

from scrapers.extraction.fields.sightings import Extent, is_elsewhere, only_claim, sightings
from scrapers.extraction.page.weighing import Weighing
from tests.extraction.reading import URL, page_of

TEXT = "Warga datang sejak pagi untuk membeli beras, minyak, dan gula yang disediakan oleh dinas."
SEEN = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001 — the clocks of East Java, as `today` is given


def seen(body: str, today: datetime | None = SEEN) -> list[str | None]:
    outline = page_of(body).outline
    title = next((b.index for b in outline.blocks if b.text == "Pasar"), None)
    lines = [b.index for b in outline.blocks if b.text == TEXT]
    extent = Extent(title, lines[0], lines[-1] + 1, frozenset(lines))
    return [reading.iso for reading, _ in sightings(Weighing(outline), extent, URL, today)]


@pytest.mark.parametrize(
    ("body", "days"),
    [
        (f"<h1>Pasar</h1><p>Senin, 9 Maret 2026</p><p>{TEXT}</p>", ["2026-03-09"]),
        (f"<p>9 Maret 2026</p><h1>Pasar</h1><p>{TEXT}</p>", ["2026-03-09"]),
        (f"<h1>Pasar</h1><p>{TEXT}</p><div>9 Maret 2026</div>", ["2026-03-09"]),
        (f"<h1>Pasar</h1><p>{TEXT}</p><div>9 Maret 2026</div><p>{TEXT}</p>", ["2026-03-09"]),
        (f"<h1>Pasar</h1><p>{TEXT}</p><div>Angka itu dihimpun para pendamping dari semua desa per 1 Maret 2026.</div><p>{TEXT}</p>", []),
        (f"<h1>Pasar</h1><p>{TEXT}</p><div>Diposting oleh admin dinas di kota itu pada hari Senin, 9 Maret 2026.</div><p>{TEXT}</p>", ["2026-03-09"]),
        (f"<h1>Pasar</h1><p>{TEXT}</p><div>Diposting: 8 Maret 2026</div><div>Rapat 1 Maret 2026</div>", ["2026-03-08", "2026-03-01"]),
        (f"<h1>Pasar</h1><p>9 Maret 2026 | Diperbarui 2 April 2026</p><p>{TEXT}</p>", ["2026-03-09"]),
        (f"<h1>Pasar</h1><p>Terakhir diperbarui 2 April 2026</p><p>{TEXT}</p>", []),
        (f"<h1>Pasar</h1><p>{TEXT}</p><h3>Berita Terkait</h3><p>3 Mei 2025</p>", []),
        (f"<h1>Pasar</h1><p>{TEXT}</p><h3>Bazar</h3><p>3 Mei 2025</p>", []),
        (f"<h1>Pasar</h1><div><p><a href=/x>Bazar produk usaha mikro desa</a></p><p>3 Mei 2025</p></div><aside>1 Mei 2025</aside><p>{TEXT}</p>", []),
        (f"<div><p>Selasa, 24 November 2026</p></div><h1>Pasar</h1><p>{TEXT}</p>", []),
        (f"<h1>Pasar</h1><p>24 November 2026</p><p>{TEXT}</p>", ["2026-11-24"]),
        (f"<h1>Pasar</h1><p>Rapat {'panjang ' * 30} 3 Mei 2025</p><p>{TEXT}</p>", []),
    ],
)  # fmt: skip
def test_dates_beside_an_article(body: str, days: list[str]) -> None:
    assert seen(body) == days


FAR = "<h3>Berita Terkait</h3><p><a href=/y>Lomba tumpeng hari koperasi</a></p>"


@pytest.mark.parametrize(
    ("below", "days"),
    [
        (f"<div>{FAR}</div><div>Diterbitkan Senin, 9 Maret 2026</div>", ["2026-03-09"]),
        (f"<div>{FAR}</div><div>Posted on: 9 March 2026 by admin</div>", ["2026-03-09"]),
        (f"<div>{FAR}</div><div>9 Maret 2026</div>", []),
        (f"<div>{FAR}<p>Diterbitkan 9 Maret 2026</p></div>", []),
        (f"<div>{FAR}</div><div>Diterbitkan 9 Maret 2026</div><div>Diterbitkan 8 Maret 2026</div>", []),
        (f"<div>{FAR}</div><aside>Diterbitkan 9 Maret 2026</aside>", []),
    ],
)
def test_a_line_far_below_that_alone_claims_to_be_the_publication(below: str, days: list[str]) -> None:
    outline = page_of(f"<div><h1>Pasar</h1><p>{TEXT}</p></div>{below}").outline
    readings = only_claim(Weighing(outline), Extent(0, 1, 2, frozenset({1})), URL, SEEN)
    assert [reading.iso for reading in readings] == days


def test_a_teasers_box_is_elsewhere_the_articles_own_is_not() -> None:
    page = page_of(
        f"<div><h1>Pasar</h1><p>{TEXT}</p></div><div><a href=/x>Bazar produk usaha mikro desa</a><p id=t>3 Mei</p></div>"
    )
    extent = Extent(0, 1, 2)
    boxes = {box.tag: box for box in page.outline.boxes}
    assert not is_elsewhere(boxes["h1"], page.outline, extent, URL)
    assert is_elsewhere(boxes["p"], page.outline, extent, URL)
