"""The table of offices in ``docs/offices.md``: ``python -m scrapers.registry.office_table`` writes it anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from scrapers.registry import load_offices
from scrapers.registry.office import Office, Site

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "offices.md"
OFFICES = ROOT / "scrapers" / "offices"
_TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- /table -->)", re.DOTALL)


def office_table(offices: Iterable[Office]) -> str:
    """Return a Markdown table of ``offices``: who they are, and which sites of theirs are crawled."""
    return "\n".join(_rows(offices)) + "\n"


def with_table(page: str, offices: Iterable[Office]) -> str:
    """Return ``page`` with the table between its two marks made anew."""
    return _TABLE.sub(lambda _: office_table(offices), page)


def _rows(offices: Iterable[Office]) -> Iterator[str]:
    yield "| id | BPS | office | crawled | not crawled |"
    yield "|---|---|---|---|---|"
    for office in offices:
        crawled = "<br>".join(_site(site) for site in office.sites if site.enabled)
        resting = "<br>".join(_site(site) for site in office.sites if not site.enabled)
        file = f"[{office.id}](../scrapers/offices/{office.id}.toml)"
        yield f"| {file} | {office.code} | {office.name} | {crawled} | {resting} |"


def _site(site: Site) -> str:
    words = [site.role, site.evidence, *([site.platform] if site.platform else [])]
    return f"{site.host} ({', '.join(words)})"


if __name__ == "__main__":
    PAGE.write_text(
        with_table(PAGE.read_text(encoding="utf-8"), load_offices(OFFICES).values()), encoding="utf-8", newline="\n"
    )
