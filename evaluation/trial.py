"""One run of the evaluation: every reader over the whole corpus, and the lists of single cases."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from evaluation import cache, corpus, engines, labelled, post, practice
from evaluation.corpus import Page
from evaluation.processes import run
from evaluation.readers import LIBRARIES, OURS, Answer
from evaluation.scores import Score, Summary, score, summarise
from evaluation.words import say

OURS_KNOWN, OURS_ALONE = OURS
PEER = "trafilatura"  # the best of the libraries, which the issue measures against


@dataclass(frozen=True, slots=True)
class Result:
    """One reader over the corpus.

    :param scores: part name -> the score of each of its pages
    :param seconds: processor time for reading all pages, without learning
    :param learning_seconds: processor time for learning all sites
    """

    reader: str
    scores: Mapping[str, list[Score]]
    answers: Mapping[str, list[Answer]]
    seconds: float
    learning_seconds: float

    @property
    def total(self) -> Summary:
        """Over all pages."""
        return summarise([each for part in self.scores.values() for each in part])

    @property
    def speed(self) -> float:
        """Documents per second of processor time."""
        return self.total.pages / self.seconds

    def part(self, name: str) -> Summary:
        """Over one part's pages."""
        return summarise(self.scores[name])


@dataclass(frozen=True, slots=True)
class Trial:
    """All results of one run."""

    parts: Mapping[str, list[Page]]
    results: Mapping[str, Result]
    dates: labelled.DateStrings
    topics: labelled.Topics


def build(only: str = "") -> dict[str, list[Page]]:
    """The corpus, or the parts whose name contains ``only``; each is rendered unless the cache has it."""
    posts = post.load()
    wanted = [part for part in engines.parts() if only in part.name]
    parts = {}
    for part in wanted:
        say(f"corpus: {part.name}")
        parts[part.name] = corpus.build(part, posts)
    return parts | {name: pages for name, pages in practice.build().items() if only in name}


def perform(parts: Mapping[str, list[Page]], readers: Sequence[str] = (*OURS, *LIBRARIES)) -> Trial:
    """Measure the readers, one after the other."""
    results = {reader: _measure(reader, parts) for reader in readers}
    return Trial(parts, results, labelled.date_strings(), labelled.topics())


def _measure(reader: str, parts: Mapping[str, list[Page]]) -> Result:
    say(f"reading {sum(map(len, parts.values()))} pages: {reader}")
    python = cache.venv() / "python" if reader in LIBRARIES else sys.executable
    sites = json.dumps([[asdict(page) for page in pages] for pages in parts.values()])
    command = [python, "-W", "ignore", "-m", "evaluation.readers", reader]
    measured = json.loads(run(command, cwd=cache.PROJECT, text=sites, seconds=1200))
    answers = {
        name: [Answer(**answer) for answer in given] for name, given in zip(parts, measured["answers"], strict=True)
    }
    scores = {name: list(map(score, answers[name], pages)) for name, pages in parts.items()}
    return Result(reader, scores, answers, measured["seconds"], measured["learning_seconds"])


def flaws(trial: Trial, reader: str) -> Iterator[tuple[str, Page, Answer, Score]]:
    """Every page that a reader did not read perfectly, the worst first."""
    result = trial.results[reader]
    found = [
        (name, page, answer, each)
        for name, pages in trial.parts.items()
        for page, answer, each in zip(pages, result.answers[name], result.scores[name], strict=True)
        if each.f1 < 1 or not each.title or each.date not in ("exact", "none")
    ]
    yield from sorted(found, key=lambda flaw: (flaw[3].f1, flaw[1].file))
