from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrapers.probing.census import ANSWERS, MOVED, Verdict
from scrapers.probing.noting import annotated, comment, note
from scrapers.registry import read_office
from scrapers.registry.office import Site
from scrapers.registry.rules import OfficeError

OFFICE = """\
# Written by a person.
id = "contoh"
code = "3541"
level = "kabupaten"
region = "Kabupaten Contoh"
name = "Dinas Koperasi Contoh"
latitude = -7.5
longitude = 112.2

[[site]]
# From the acronym.
url = "https://dinkop.contoh.go.id/"
evidence = "guess"  # never seen
enabled = false
# A comment inside.

[site.selectors]
title = ["h1"]

[[site]]
url = "https://contoh.go.id/"
role = "portal"
evidence = "linked"
"""
GUESS = Site("https://dinkop.contoh.go.id/", evidence="guess", enabled=False)
PORTAL = Site("https://contoh.go.id/", role="portal", evidence="linked")
REAL = Verdict(
    "contoh", GUESS, ANSWERS, title="Dinas Koperasi", about=True, articles=7, source="feed", platform="joomla"
)
GONE = Verdict("contoh", PORTAL, MOVED, "to https://lain.go.id/", "https://lain.go.id/", "Portal")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "contoh.toml"
    path.write_text(OFFICE, encoding="utf-8")
    return path


def test_a_real_guess_becomes_a_page_and_everything_else_stays(path: Path) -> None:
    assert note({GUESS.url: REAL, PORTAL.url: GONE}, path, "2026-10-03")
    noted = "# Asked on 2026-10-03: answers, joomla, “Dinas Koperasi”, feed with 7 articles. May be enabled.\n"
    assert path.read_text("utf-8") == OFFICE.replace("[[site]]\n# From", f"[[site]]\n{noted}# From").replace(
        'evidence = "guess"  # never', 'evidence = "page"  # never'
    ).replace(
        '[[site]]\nurl = "https://contoh',
        '[[site]]\n# Asked on 2026-10-03: moved, to https://lain.go.id/, “Portal”.\nurl = "https://contoh',
    )
    assert [site.enabled for site in read_office(path).sites] == [False, True]


def test_a_later_census_replaces_the_earlier_comment(path: Path) -> None:
    note({GUESS.url: REAL}, path, "2026-10-03")
    note({GUESS.url: replace(REAL, site=replace(GUESS, evidence="page"))}, path, "2026-10-04")
    lines = [line for line in path.read_text("utf-8").splitlines() if "Asked on" in line]
    assert lines == ["# Asked on 2026-10-04: answers, joomla, “Dinas Koperasi”, feed with 7 articles. May be enabled."]


def test_nothing_found_changes_nothing(path: Path) -> None:
    assert not note({}, path, "2026-10-03")
    assert path.read_text("utf-8") == OFFICE


def test_a_host_that_shows_something_else_stays_a_guess(path: Path) -> None:
    portal_there = replace(REAL, about=False, title="Portal Kabupaten")
    note({GUESS.url: portal_there}, path, "2026-10-03")
    assert read_office(path).sites[0].evidence == "guess"
    assert comment(portal_there).endswith("but its front page doesn't speak of the office's field.")


def test_a_file_that_cant_be_edited_line_by_line_stays(path: Path) -> None:
    path.write_text(OFFICE.replace('evidence = "guess"  # never seen', "evidence = '''guess'''"), "utf-8")
    before = path.read_bytes()
    with pytest.raises(OfficeError, match="can't be edited; change it by hand"):
        note({GUESS.url: REAL}, path, "2026-10-03")
    assert path.read_bytes() == before


def test_titles_stay_in_their_comment() -> None:
    hostile = replace(REAL, title='a\n[[site]]\r\nurl = "x"\u2028\x00')
    assert len(annotated("[[site]]\n", [hostile], "2026-10-03").splitlines()) == 2
