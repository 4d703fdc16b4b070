from __future__ import annotations

import re
import time

import pytest

from scrapers.extraction import phrases

PATTERNS = (phrases.OPENER, phrases.WIDGET, phrases.COPYRIGHT, phrases.NEVER, phrases.LABEL, phrases.READ_ALSO)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:20])
@pytest.mark.parametrize("unit", ["share ", "a", "| ", "facebook ", "12.", "berita ", "dilihat 1 ", "© "])
def test_no_line_takes_long(pattern: re.Pattern[str], unit: str) -> None:
    line = (unit * 250)[:250]
    started = time.process_time()
    for _ in range(20):
        pattern.fullmatch(line + "!")
    assert time.process_time() - started < 1.0


def test_words() -> None:
    assert phrases.words(" a b\n c ") == {"a", "b", "c"}


@pytest.mark.parametrize("line", ["Sambutan Kepala Dinas", "Kontak", "Visi dan Misi", "Statistik Pengunjung"])
def test_widgets(line: str) -> None:
    assert phrases.WIDGET.fullmatch(line)
