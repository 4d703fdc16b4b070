"""A census as people read it: one line a site, and the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from io import StringIO
from typing import Any, cast

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scrapers.probing.census import ANSWERS, MOVED, VERDICTS, Verdict

_WIDE = 220  # characters of a line in a pipe, where nothing should be cut
_STYLES = {ANSWERS: "green", MOVED: "yellow"}


def print_census(verdicts: Sequence[Verdict], console: Console) -> None:
    """Print the table, and what to do with it."""
    table = Table(box=None, pad_edge=False)
    for name in ("office", "site", "role", "known by", "now", "articles", "what came"):
        table.add_column(name, overflow="fold", justify="right" if name == "articles" else "left")
    for verdict in verdicts:
        table.add_row(*_row(verdict))
    if console.is_terminal:
        console.print(table, highlight=False)
    else:
        _print_plain(table, console)
    console.print(summary(verdicts), highlight=False, soft_wrap=True)


def _print_plain(table: Table, console: Console) -> None:
    """In a pipe no line is cut, and none ends in spaces."""
    draft = Console(width=_WIDE, file=StringIO())
    draft.print(table, highlight=False)
    for line in cast("StringIO", draft.file).getvalue().splitlines():
        console.print(line.rstrip(), soft_wrap=True, highlight=False, markup=False)


def summary(verdicts: Sequence[Verdict]) -> str:
    """The sums in two sentences."""
    counts = Counter(verdict.kind for verdict in verdicts)
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in VERDICTS if counts[kind])
    guesses = [verdict for verdict in verdicts if verdict.site.evidence == "guess"]
    real = sum(verdict.real for verdict in guesses)
    asked = sum(verdict.requests for verdict in verdicts)
    return f"{len(verdicts)} sites in {asked} requests: {kinds}. Of {len(guesses)} guesses {real} are real."


def census_record(verdicts: Sequence[Verdict], day: str) -> dict[str, Any]:
    """The census as JSON can hold it."""
    sites = [
        {
            **{name: value for name, value in asdict(verdict).items() if name != "site"},
            "url": verdict.site.url,
            "role": verdict.site.role,
            "evidence": verdict.site.evidence,
            "enabled": verdict.site.enabled,
            "real": verdict.real,
        }
        for verdict in verdicts
    ]
    return {"day": day, "sites": sites}


def _row(verdict: Verdict) -> tuple[str | Text, ...]:
    site = verdict.site
    came = ", ".join(part for part in (verdict.detail, verdict.platform, verdict.title) if part)
    if verdict.kind == ANSWERS and not verdict.real:
        came = f"not about the office's field: {came}"
    return (
        verdict.office,
        site.url,
        site.role + ("" if site.enabled else ", off"),
        site.evidence,
        Text(verdict.kind, style=_STYLES.get(verdict.kind, "red")),
        str(verdict.articles or ""),
        Text(came),
    )
