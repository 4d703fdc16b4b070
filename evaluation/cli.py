"""``python -m evaluation``: build the corpus, measure, write docs/evaluation.md."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator, Sequence
from itertools import islice

from evaluation import report
from evaluation.gate import figures
from evaluation.processes import ToolError
from evaluation.readers import OURS
from evaluation.scores import words
from evaluation.trial import Trial, build, flaws, perform
from evaluation.words import say, tell


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Exit codes: 0 done, 1 a figure was missed (with ``--check``), 2 something could not be built."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--check", action="store_true", help="end with 1 if a figure is under its bound")
    parser.add_argument("--build", action="store_true", help="only build the corpus")
    parser.add_argument("--only", metavar="WORD", default="", help="parts whose name has this word; writes no page")
    parser.add_argument("--flaws", metavar="N", type=int, help="our N worst pages, word by word, and nothing else")
    chosen = parser.parse_args(arguments)
    try:
        parts = build(chosen.only)
        if not parts:
            parser.error(f"no part of the corpus is called {chosen.only!r}")
        if chosen.build:
            return 0
        if chosen.flaws is not None:
            show_flaws(perform(parts, tuple(OURS)), chosen.flaws)
            return 0
        return finish(perform(parts), write=not chosen.only, check=chosen.check)
    except ToolError as error:
        say(f"evaluation: {error}")
        return 2


def finish(trial: Trial, *, write: bool, check: bool) -> int:
    """Show the table, write the page, and judge."""
    tell(report.terminal(trial))
    if write:
        report.write(trial)
    missed = [figure for figure in figures(trial) if not figure.kept]
    for figure in missed:
        say(f"missed: {figure}")
    return 1 if check and missed else 0


def show_flaws(trial: Trial, number: int) -> None:
    """Print where our extractor differs from the truth."""
    for reader in OURS:
        for name, page, answer, score in islice(flaws(trial, reader), number):
            tell(f"{reader}: {name} {page.file}")
            tell(
                f"  F1 {score.f1:.3f}, title {answer.title!r}, date {score.date}: {answer.published}; {answer.witness}"
            )
            for wanted, given in differences(words(page.text), words(answer.body.splitlines())):
                tell(f"  wanted [{wanted}] got [{given}]")


def differences(wanted: list[str], given: list[str]) -> Iterator[tuple[str, str]]:
    """Where two texts part, word by word."""
    for kind, i, j, k, m in difflib.SequenceMatcher(None, wanted, given, autojunk=False).get_opcodes():
        if kind != "equal":
            yield " ".join(wanted[i:j]), " ".join(given[k:m])
