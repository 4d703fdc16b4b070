"""News as a message that people read: a subject and plain lines, in one language after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.alarms.news import News
from archive.commands.terminal import clean
from archive.health import OfficeHealth
from archive.health.sentences import LANGUAGES, Sentences, sentences

LINES_MAX = 20  # under one heading: who has more to look at opens the status page
REGIONS_MAX = 3  # named where one sentence says the same of many
EVIDENCE_MAX = 120  # characters


@dataclass(frozen=True, slots=True)
class Letter:
    """One message."""

    subject: str
    text: str


def letter(news: News, languages: Sequence[str] = LANGUAGES) -> Letter:
    """Write down ``news``; the subject is in the first of ``languages``."""
    said = [sentences(code) for code in languages]
    return Letter(_subject(news, said[0]), "\n\n".join("\n".join(_lines(news, each)) for each in said))


def trial(languages: Sequence[str] = LANGUAGES) -> Letter:
    """Write a message that only proves that messages arrive."""
    said = [sentences(code) for code in languages]
    return Letter(said[0].words["alarm"]["trial_subject"], "\n\n".join(each.words["alarm"]["trial"] for each in said))


def _subject(news: News, said: Sentences) -> str:
    words = said.words["alarm"]
    if news.ours:
        return words["ours_subject"]
    return words["subject"].format(troubled=len(news.troubled), recovered=len(news.recovered))


def _lines(news: News, said: Sentences) -> Iterator[str]:
    words = said.words["alarm"]
    if news.ours:
        yield said.ours(news.ours)
    if news.ours_over:
        yield words["ours_over"]
    for heading, offices, with_evidence in (("troubled", news.troubled, True), ("recovered", news.recovered, False)):
        if offices:
            yield words[heading]
            yield from _list(offices, said, with_evidence=with_evidence)


def _list(offices: Iterable[OfficeHealth], said: Sentences, *, with_evidence: bool) -> Iterator[str]:
    words = said.words["alarm"]
    regions: dict[str, list[str]] = {}
    for office in offices:
        evidence = f" [{' '.join(office.evidence.split())[:EVIDENCE_MAX]}]" if with_evidence and office.evidence else ""
        regions.setdefault(said.office(office) + evidence, []).append(office.region)
    for sentence, named in list(regions.items())[:LINES_MAX]:
        more = words["more_regions"].format(count=len(named) - REGIONS_MAX) if len(named) > REGIONS_MAX else ""
        yield clean(f"- {', '.join(named[:REGIONS_MAX])}{more}: {sentence}")
    if len(regions) > LINES_MAX:
        yield words["more"].format(count=len(regions) - LINES_MAX)
