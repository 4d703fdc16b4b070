from __future__ import annotations

import pytest

from scrapers.discovery.html.list_date import date_in, find_date
from scrapers.discovery.html.page import parse_page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senin, 9 Maret 2026", "Senin, 9 Maret 2026"),
        ("Oleh admin pada 9 Maret 2026 | 12 kali dibaca", "9 Maret 2026"),
        ("Diterbitkan pada 16 April 2025 5:21", "16 April 2025 5:21"),
        ("8 Jan 2026", "8 Jan 2026"),
        ("Humas Dinkop - 09/12/2025", "09/12/2025"),
        ("6 bulan yang lalu", "6 bulan yang lalu"),
        ("Rapat digelar Senin (3/3/2026) di pendopo kabupaten", None),
        ("x " * 60 + "9 Maret 2026", None),
        ("12 kali dibaca", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_counts_only_in_a_label(text: str | None, expected: str | None) -> None:
    assert date_in(text) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<time datetime='2026-03-09T08:00:00+07:00'>kemarin</time>", "2026-03-09T08:00:00+07:00"),
        ("<time>9 Maret 2026</time>", "9 Maret 2026"),
        ("<p>Acara 1 Maret 2026.</p><span class='tgl'><b>9</b> Maret 2026</span>", "9 Maret 2026"),
        ("<i></i> 9 Maret 2026<p>Rapat digelar Senin (3/3/2026) di pendopo</p>", "9 Maret 2026"),
        ("<script>9 Maret 2026</script>", None),
        ("<h3>Agenda 9 Maret 2026</h3>", None),
    ],
)
def test_the_date_of_a_block(html: str, expected: str | None) -> None:
    root = parse_page(f"<div>{html}</div>".encode(), "https://a.go.id/").root
    assert find_date(root, skip="Agenda 9 Maret 2026") == expected
