from __future__ import annotations

import json
from io import StringIO

from rich.console import Console

from scrapers.probing.census import ANSWERS, NOT_THERE, Verdict
from scrapers.probing.page_of_census import census_record, print_census, summary
from scrapers.registry.office import Site

VERDICTS = [
    Verdict(
        "contoh",
        Site("https://a.go.id/"),
        ANSWERS,
        title="Dinas [x]",
        platform="joomla",
        about=True,
        articles=9,
        requests=3,
    ),
    Verdict(
        "contoh",
        Site("https://b.go.id/", evidence="guess", enabled=False),
        NOT_THERE,
        "there is no such host",
        requests=2,
    ),
    Verdict("lain", Site("https://c.go.id/", evidence="guess", enabled=False), ANSWERS, title="Portal", requests=1),
]


def test_a_pipe_gets_one_plain_line_a_site() -> None:
    file = StringIO()
    print_census(VERDICTS, Console(file=file, width=40))
    assert file.getvalue().splitlines() == [
        "office  site              role         known by  now        articles  what came",
        "contoh  https://a.go.id/  office       page      answers           9  joomla, Dinas [x]",
        "contoh  https://b.go.id/  office, off  guess     not there            there is no such host",
        "lain    https://c.go.id/  office, off  guess     answers              not about the office's field: Portal",
        "3 sites in 6 requests: 2 answers, 1 not there. Of 2 guesses 0 are real.",
    ]


def test_a_terminal_gets_a_table_of_its_width() -> None:
    file = StringIO()
    print_census(VERDICTS, Console(file=file, width=100, force_terminal=True))
    assert "\x1b[32manswers" in file.getvalue()


def test_the_record_is_json() -> None:
    record = json.loads(json.dumps(census_record(VERDICTS, "2026-10-03")))
    assert record["day"] == "2026-10-03"
    assert [(site["url"], site["kind"], site["real"]) for site in record["sites"]] == [
        ("https://a.go.id/", "answers", True),
        ("https://b.go.id/", "not there", False),
        ("https://c.go.id/", "answers", False),
    ]


def test_no_sites_are_no_trouble() -> None:
    assert summary([]) == "0 sites in 0 requests: . Of 0 guesses 0 are real."
