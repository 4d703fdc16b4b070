"""``python -m demo``: crawl the practice offices, say what arrived, then serve the archive.

Exit codes: 0 every practice article arrived under its title (and the served archive was left with Ctrl-C); 1 some did
not, or the trial couldn't be made; 130 interrupted before the summary.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from demo.offices import OFFICES
from demo.server import serve
from demo.trial import ROOT, Trial, TrialError, make_trial
from demo.verdict import Verdict

STOP_SECONDS = 10  # how long the served archive may take to end
_SHOWN = 5  # examples per kind of fault


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m demo", description="Try the whole archive on practice offices.")
    parser.add_argument("--data", type=Path, default=Path("data/demo"), help="its data folder (default data/demo)")
    parser.add_argument("--port", type=int, default=8001, help="where the archive is served (default 8001)")
    parser.add_argument("--no-serve", dest="serve", action="store_false", help="stop after the summary")
    return parser


def summary(trial: Trial) -> Table:
    """The summary: one row per practice office, a last one for all."""
    table = Table(title="Practice offices", title_justify="left", box=box.SIMPLE_HEAD, show_footer=True, pad_edge=False)
    table.padding = (0, 1, 0, 0)  # fits eighty columns
    verdicts = trial.verdicts
    totals = [sum(verdict.expected for verdict in verdicts), sum(verdict.arrived for verdict in verdicts)]
    table.add_column("Office", footer="all", no_wrap=True)
    table.add_column("Platform", no_wrap=True)
    for heading, total in (
        ("Expected", totals[0]),
        ("Arrived", totals[1]),
        ("Missing", totals[0] - totals[1]),
        ("Requests", sum(trial.requests.values())),
        ("Seconds", round(max(trial.seconds.values()), 1)),  # they are crawled side by side
    ):
        table.add_column(heading, footer=str(total), justify="right", no_wrap=True)
    for office, verdict in zip(OFFICES, verdicts, strict=True):
        counts = (verdict.expected, verdict.arrived, len(verdict.missing), trial.requests[office.id])
        row = (office.id, office.shape, *map(str, counts), f"{trial.seconds[office.id]:.1f}")
        table.add_row(*row, style="" if verdict.passed else "red")
    return table


def quality(trial: Trial) -> str:
    """One line on how the articles that arrived were read."""
    arrived = sum(verdict.arrived for verdict in trial.verdicts)
    wrong = [
        sum(len(getattr(verdict, fault)) for verdict in trial.verdicts)
        for fault in ("retitled", "misdated", "incomplete", "unwanted")
    ]
    titles, dates, bodies = (arrived - count for count in wrong[:3])
    return (
        f"Of {arrived}: {titles} titles, {dates} dates, {bodies} whole bodies as published; {wrong[3]} off topic kept."
    )


def faults(verdict: Verdict) -> list[str]:
    """What is wrong at one office, a line each, the first few of each kind."""
    kinds = (
        [f"missing: {article.path}" for article in verdict.missing],
        [f"title {title!r} instead of {article.title!r}" for article, title in verdict.retitled],
        [f"date {date} instead of {article.published}: {article.path}" for article, date in verdict.misdated],
        [f"not the whole body: {article.path}" for article in verdict.incomplete],
        [f"off topic, but kept: {title}" for title in verdict.unwanted],
    )
    lines = []
    for kind in kinds:
        lines += kind[:_SHOWN]
        if len(kind) > _SHOWN:
            lines.append(f"and {len(kind) - _SHOWN} more like the last")
    return [f"{verdict.office}: {line}" for line in lines]


def serve_archive(port: int, variables: Mapping[str, str]) -> int:
    """Serve the archive until Ctrl-C, which is a good end; otherwise return the server's own exit code."""
    command = [sys.executable, "-m", "archive", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=dict(variables))  # noqa: S603 - our own command
    try:
        return process.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _report(console: Console, trial: Trial) -> None:
    console.print(summary(trial))
    console.print(quality(trial), highlight=False)
    for verdict in trial.verdicts:
        for line in faults(verdict):
            console.print(line, style="red", markup=False, highlight=False, soft_wrap=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a trial, print its summary, serve the archive."""
    options = _parser().parse_args(arguments)
    console = Console()
    try:
        with serve() as server:
            trial, variables = make_trial(server, options.data.resolve())
            _report(console, trial)
            if not options.serve:
                return 0 if trial.passed else 1
            return serve_archive(options.port, variables) or (0 if trial.passed else 1)
    except (TrialError, OSError) as error:
        console.print(f"demo: {error}", style="red", markup=False, highlight=False)
        return 1
