"""Entering what a census found into an office's file: evidence and one dated comment a site, all else untouched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from scrapers.probing.census import Verdict
from scrapers.registry import replace_text
from scrapers.registry.declaration import parse
from scrapers.registry.office import Office
from scrapers.registry.rules import OfficeError

_SITE = re.compile(r"^\s*\[\[\s*site\s*\]\]")
_TABLE = re.compile(r"^\s*\[")
_NOTE = "# Asked on "  # begins our comments; a new one replaces the last
_EVIDENCE = re.compile(r"""^(\s*evidence\s*=\s*)(["'])(?:guess|linked)\2""")


def note(verdicts: Mapping[str, Verdict], path: Path, day: str) -> bool:
    """Write into the file at ``path`` what was found of the office's sites; false where nothing changes.

    :param verdicts: site's address -> verdict
    :param day: ISO 8601
    :raises OfficeError: the file can't be read, or couldn't be edited without changing more than meant
    """
    before = path.read_text(encoding="utf-8")
    office = parse(before)
    after = annotated(before, [verdicts.get(site.url) for site in office.sites], day)
    if after == before:
        return False
    if parse(after) != _expected(office, verdicts):
        raise OfficeError("its [[site]] blocks are written in a way that can't be edited; change it by hand", str(path))
    replace_text(path, after)
    return True


def annotated(text: str, verdicts: list[Verdict | None], day: str) -> str:
    """The text of an office's file with a comment in each site's block, and evidence where it was confirmed."""
    waiting = iter(verdicts)
    lines: list[str] = []
    verdict: Verdict | None = None
    head = False  # between a block's header and its first table
    for line in text.splitlines(keepends=True):
        if _SITE.match(line):
            verdict, head = next(waiting, None), True
            lines += [line, f"{_NOTE}{day}: {comment(verdict)}\n"] if verdict else [line]
            continue
        if _TABLE.match(line):
            head = False
        if verdict and head and line.startswith(_NOTE):
            continue
        lines.append(_EVIDENCE.sub(r"\1\2page\2", line) if verdict and verdict.confirms and head else line)
    return "".join(lines)


def comment(verdict: Verdict) -> str:
    """A verdict on one line.

    >>> from scrapers.registry.office import Site
    >>> comment(Verdict("x", Site("https://a.go.id/"), "moved", "to https://b.go.id/"))
    'moved, to https://b.go.id/.'
    """
    parts = [verdict.kind, verdict.detail, verdict.platform or "", f"“{verdict.title}”" if verdict.title else ""]
    if verdict.articles:
        parts.append(f"{verdict.source} with {verdict.articles} articles")
    if verdict.kind == "answers" and not verdict.real:
        parts.append("but its front page doesn't speak of the office's field")
    line = ", ".join(part for part in parts if part) + "."
    if verdict.real and not verdict.site.enabled and verdict.site.role in ("office", "portal"):
        line += " May be enabled."
    return "".join(c if c.isprintable() else " " for c in line)[:300]


def _expected(office: Office, verdicts: Mapping[str, Verdict]) -> Office:
    sites = (
        replace(site, evidence="page") if (found := verdicts.get(site.url)) and found.confirms else site
        for site in office.sites
    )
    return replace(office, sites=tuple(sites))
