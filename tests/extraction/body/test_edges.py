from __future__ import annotations

import pytest

from scrapers.extraction.body.edges import edge_lines, is_date_line
from scrapers.extraction.page.weighing import Weighing
from tests.extraction.reading import outline_of

TEXT = "<p>Warga datang sejak pagi untuk membeli beras, minyak, dan gula yang disediakan oleh dinas.</p>"


@pytest.mark.parametrize(
    ("line", "is_date"),
    [
        ("Senin, 9 Maret 2026 | 08:15 WIB", True),
        ("Diposting pada 9 Maret 2026", True),
        ("09/03/2026", True),
        ("Pasar murah digelar pada 9 Maret 2026 di alun-alun", False),
        ("Senin", False),
    ],
)
def test_date_lines(line: str, is_date: bool) -> None:
    assert is_date_line(line) == is_date


@pytest.mark.parametrize(
    ("markup", "struck"),
    [
        ("<span>Humas</span>", True),
        ("<div>Diposting di 10 Mei 2022 Di Perdagangan</div>", True),
        ("<p>Diposting oleh : Administrator</p>", True),
        ("<p>Oleh: Rina</p>", False),
        ("<div>Oleh: Rina</div>", True),
        ("<h3>Beras murah</h3>", False),
        ("<div>(nf/kominfo)</div>", False),
        ("<figure><img src=a><figcaption>Warga antre</figcaption></figure>", False),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_edge_lines(markup: str, struck: bool, above: bool) -> None:
    line = f"<div>{markup}</div>" if markup.startswith(("<span", "<div")) else markup
    outline = outline_of(f"<div>{line if above else ''}{TEXT * 2}{'' if above else line}</div>")
    weighing = Weighing(outline)
    assert len(list(edge_lines(outline.blocks, weighing.prose))) == struck


def test_without_running_text_there_are_no_edges() -> None:
    outline = outline_of("<p>9 Maret 2026</p>")
    assert list(edge_lines(outline.blocks, [0])) == []
