"""The figures that may not be missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.scores import summarise
from evaluation.trial import OURS_ALONE, OURS_KNOWN, PEER, Result, Trial


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what was measured, and the bound that it must keep."""

    name: str
    value: float
    bound: float
    at_most: bool = False

    @property
    def kept(self) -> bool:
        """Whether the bound is kept."""
        return self.value <= self.bound if self.at_most else self.value >= self.bound

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        return f"{self.name}: {self.value:.4g} (must be {sign} {self.bound:.4g})"


def figures(trial: Trial) -> list[Figure]:
    """Every figure of one run."""
    known, alone, peer = (trial.results[name] for name in (OURS_KNOWN, OURS_ALONE, PEER))
    return [
        Figure("body F1, site known", known.total.f1, 0.99),
        Figure("body F1, page alone", alone.total.f1, 0.97),
        *_against(known, peer),
        *_against(alone, peer),
        *(figure for result in (known, alone) for figure in _fields(result)),
        Figure("date strings read rightly, share", trial.dates.right / trial.dates.strings, 1),
        Figure("date strings, number of", trial.dates.strings, 200),
        Figure("date strings, invented", trial.dates.invented, 0, at_most=True),
        Figure("topic filter, precision", trial.topics.precision, 0.95),
        Figure("topic filter, recall", trial.topics.recall, 0.9),
        Figure("topic filter, share of the corpus's posts kept", trial.topics.kept, 0.9),
        Figure(f"speed, site known, × {PEER}", known.speed / peer.speed, 2),
        Figure(f"speed, page alone, × {PEER}", alone.speed / peer.speed, 2),
    ]


def _fields(result: Result) -> Iterator[Figure]:
    mode = result.reader.partition(", ")[2]
    yield Figure(f"exact titles, {mode}", result.total.titles, 0.99)
    yield Figure(f"exact dates where the page shows one, {mode}", result.total.dates, 0.99)
    yield Figure(f"invented dates, {mode}", result.total.invented, 0, at_most=True)


def _against(ours: Result, peer: Result) -> Iterator[Figure]:
    """Body F1 of every engine beside the library's."""
    mode = ours.reader.partition(", ")[2]
    engines: dict[str, list[str]] = defaultdict(list)
    for part in ours.scores:
        engines[part.partition("-")[0]].append(part)
    for engine, parts in engines.items():
        bound = summarise([each for part in parts for each in peer.scores[part]]).f1
        yield Figure(
            f"body F1 on {engine}, {mode}, beside {PEER}",
            summarise([each for part in parts for each in ours.scores[part]]).f1,
            bound,
        )
