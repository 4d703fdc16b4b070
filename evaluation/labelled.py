"""Lists of single cases with the right answer: date strings, and headlines with and without the offices' field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evaluation import post
from evaluation.cache import PROJECT
from scrapers.extraction.dates import find_dates, read_date
from scrapers.extraction.topic import judge

DATES = PROJECT / "tests" / "extraction" / "dates.tsv"  # string, expected, suspect, note
TOPICS = PROJECT / "tests" / "extraction" / "topic.tsv"  # set, 1 or 0, title, body
SEEN_ON = date(2026, 11, 1)  # the day on which the list's relative dates were true


@dataclass(frozen=True, slots=True)
class DateStrings:
    """``invented`` counts answers that differ from the truth, or that should not have been given."""

    strings: int
    right: int
    invented: int


@dataclass(frozen=True, slots=True)
class Topics:
    """The topic filter over the labelled set.

    :param kept: share of the corpus's posts that it keeps; an office of the field would publish every one of them
    """

    cases: int
    precision: float
    recall: float
    kept: float


def date_strings(path: Path = DATES) -> DateStrings:
    """Read every string of the list."""
    answers = [(_read(text), expected or None) for text, expected, *_ in _rows(path)]
    return DateStrings(
        strings=len(answers),
        right=sum(found == expected for found, expected in answers),
        invented=sum(found not in (None, expected) for found, expected in answers),
    )


def _read(text: str) -> str | None:
    reading = read_date(text, today=SEEN_ON)
    if reading is None or reading.reason != "range":
        return reading.iso if reading else None
    days = [
        f"{mention.value.isoformat()}/{mention.until}"
        for mention in find_dates(text)
        if mention.value and mention.until
    ]
    return days[0] if days else None


def topics(path: Path = TOPICS) -> Topics:
    """Judge every case of the set."""
    verdicts = [(judge(title, body).about, label == "1") for _, label, title, body in _rows(path)]
    kept = sum(about for about, _ in verdicts)
    right = sum(about and wanted for about, wanted in verdicts)
    wanted = sum(wanted for _, wanted in verdicts)
    return Topics(len(verdicts), precision=right / kept, recall=right / wanted, kept=_share_kept())


def _share_kept() -> float:
    dated = [each for each in post.load() if each.date]
    return sum(judge(each.title, "\n\n".join(each.body)).about for each in dated) / len(dated)


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("# ")]
