from __future__ import annotations

from io import StringIO

from rich.console import Console

from scrapers.probing.page_of_report import print_report
from scrapers.probing.report import Report
from tests.probing.pages import ORIGIN
from tests.probing.reports import report

LISTED = "12 articles, beside the links 12 titles and 12 dates, second page: 6 more (/berita?page={n})"


def shown(made: Report, *, terminal: bool = False) -> str:
    file = StringIO()
    print_report(
        made, Console(file=file, force_terminal=terminal, width=60, color_system="standard" if terminal else None)
    )
    return file.getvalue()


def test_a_pipe_gets_plain_lines_that_are_not_broken() -> None:
    assert (
        shown(report())
        == f"""\
{ORIGIN}/  Beranda | Dinas Koperasi Kabupaten Contoh
  platform        joomla: generator Joomla
  encoding        utf-8, though the header says iso-8859-1
  robots.txt      obeyed, Crawl-delay 10 s
  TLS             trusted, valid until 2027-01-31
  the site is     an office's own: its host names the office
  requests        12

Where the news is listed, best first
  feed            {ORIGIN}/feed  3 articles, 1 with text, beside the links 2 titles and 2 dates
  list of news    {ORIGIN}/berita  {LISTED}
  addresses       ^/berita/[^/?]+-\\d+$

Articles as a crawl would read them, layout learnt from 3 pages
  pasar murah digelar lagi Ngoro  (h1)
    address       {ORIGIN}/berita/pasar-murah-digelar-lagi-ngoro-100
    date          2026-05-01 from template: 1 Mei 2026
    text          15 words (template)
    begins        Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua …
    ends          … empat lima enam tujuh delapan sembilan sepuluh sebelas dua belas tiga belas.
  /berita/x-1  no text

Looked for in vain
  feed            /rss: HTTP 404
  sitemap         /sitemap.xml, /peta.xml: HTTP 404
"""
    )


def test_a_terminal_gets_colour_and_the_same_words() -> None:
    coloured = shown(report(), terminal=True)
    assert "\x1b[1m" in coloured
    assert "Where the news is listed" in coloured


def test_a_site_that_wasnt_reached_is_a_short_story() -> None:
    made = Report(ORIGIN, ORIGIN, "2026-10-03", 2, problem="there is no such host")
    assert shown(made).splitlines() == [
        f"{ORIGIN}  ",
        "  problem         there is no such host",
        "  requests        2",
    ]


def test_markup_in_titles_is_text() -> None:
    assert "[bold]Dinas[/bold]" in shown(report(title="[bold]Dinas[/bold]"))
