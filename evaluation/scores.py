"""How well an answer matches the truth: shingles of four words for the body, equality for title and date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from statistics import fmean

from evaluation.corpus import Page, fold
from evaluation.readers import Answer

SHINGLE = 4  # words
_WORD = re.compile(r"\w+")
_LIST_MARK = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•*–])\s+")  # drawn by the browser; some readers write it, some don't
_WESTERN_INDONESIA = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Score:
    """One answer beside its truth.

    :param title: whether it is exact
    :param date: ``"exact"``, ``"wrong"``, ``"missing"``, ``"none"`` (rightly none) or ``"invented"``
    """

    precision: float
    recall: float
    title: bool
    date: str

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """Means over pages. ``dates`` is the share of exact ones among the pages that show one; ``invented`` counts dates
    that are wrong or stand on no page.
    """

    pages: int
    f1: float
    precision: float
    recall: float
    titles: float
    dates: float
    invented: int


def score(answer: Answer, page: Page) -> Score:
    """Compare one answer with the truth."""
    wanted = shingles(page.text)
    given = shingles(line for line in answer.body.splitlines() if not _optional(line, page.optional))
    common = (wanted & given).total()
    return Score(
        precision=common / given.total() if given else 0.0,
        recall=common / wanted.total(),
        title=fold(answer.title) == fold(page.title),
        date=_judge(answer.published, page.published),
    )


def summarise(scores: Sequence[Score]) -> Summary:
    """The mean of many scores; F1 is the mean of the pages' F1."""
    dated = [each for each in scores if each.date not in ("none", "invented")]
    return Summary(
        pages=len(scores),
        f1=fmean(each.f1 for each in scores),
        precision=fmean(each.precision for each in scores),
        recall=fmean(each.recall for each in scores),
        titles=fmean(each.title for each in scores),
        dates=fmean(each.date == "exact" for each in dated) if dated else 1.0,
        invented=sum(each.date in ("wrong", "invented") for each in scores),
    )


def shingles(lines: Iterable[str]) -> Counter[tuple[str, ...]]:
    """Every run of four words with how often it occurs; a shorter text is one shingle, an empty one none."""
    run = words(lines)
    if len(run) < SHINGLE:
        return Counter([tuple(run)] if run else [])
    return Counter(tuple(run[i : i + SHINGLE]) for i in range(len(run) - SHINGLE + 1))


def words(lines: Iterable[str]) -> list[str]:
    """The words of a text in lower case, without the marks that a list draws before its items."""
    return [word for line in lines for word in _WORD.findall(_LIST_MARK.sub("", fold(line)).lower())]


def _optional(line: str, titles: tuple[str, ...]) -> bool:
    """Whether a line is no more than a link to an attached document, "Unduh" and the like included."""
    return any(fold(title) in fold(line) and len(line) < len(title) + 20 for title in titles)


def day(published: str) -> str:
    """The day in western Indonesia: an answer in another zone may name the same moment by another day."""
    if len(published) > len("2025-02-10"):
        try:
            moment = datetime.fromisoformat(published)
        except ValueError:
            return published[:10]
        if moment.tzinfo is not None:
            return moment.astimezone(_WESTERN_INDONESIA).date().isoformat()
    return published[:10]


def _judge(given: str | None, wanted: str | None) -> str:
    if wanted is None:
        return "none" if given is None else "invented"
    if given is None:
        return "missing"
    return "exact" if day(given) == wanted else "wrong"
