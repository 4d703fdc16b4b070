"""Whether the archive holds what the practice offices published, article by article."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from demo.offices import ExpectedArticle

Record = Mapping[str, object]  # one line of articles.jsonl.gz
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"^\d+\. ")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one practice office's articles fared.

    :param missing: published about the office's field, but not in the archive
    :param retitled: in the archive under another title, with that title
    :param misdated: in the archive under another date, with that date
    :param incomplete: in the archive without some paragraph of theirs
    :param unwanted: titles in the archive that are not about the office's field
    """

    office: str
    expected: int
    missing: tuple[ExpectedArticle, ...]
    retitled: tuple[tuple[ExpectedArticle, str], ...]
    misdated: tuple[tuple[ExpectedArticle, str], ...]
    incomplete: tuple[ExpectedArticle, ...]
    unwanted: tuple[str, ...]

    @property
    def arrived(self) -> int:
        """How many of the expected articles are in the archive."""
        return self.expected - len(self.missing)

    @property
    def passed(self) -> bool:
        """Every expected article has arrived, under its title."""
        return not (self.missing or self.retitled)


def read_export(folder: Path) -> list[Record]:
    """Read the records of an export.

    :raises OSError: there is none
    """
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.lower()))} "


def holds(body: str, article: ExpectedArticle) -> bool:
    """Whether every line of the article stands in ``body``, whatever the punctuation and numbering."""
    kept = _words(body)
    return all(_words(_NUMBER.sub("", line)) in kept for line in article.paragraphs)


def _location(record: Record) -> str:
    parts = urlsplit(str(record["url"]))
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _paths(article: ExpectedArticle) -> Iterator[str]:
    for path in (article.path, article.alias):
        if path is not None:
            yield from (path, path.rstrip("/"))  # a canonical address may lack the last slash


def judge(office: str, expected: Iterable[ExpectedArticle], records: Iterable[Record]) -> Verdict:
    """Compare one office's truth with the records of an export."""
    published = [article for article in expected if article.office == office]
    found = {_location(record): record for record in records if record["office"] == office}
    pairs = [(article, next((found[path] for path in _paths(article) if path in found), None)) for article in published]
    kept = [(article, record) for article, record in pairs if record is not None]
    wanted = [(article, record) for article, record in kept if article.about]
    return Verdict(
        office=office,
        expected=sum(article.about for article in published),
        missing=tuple(article for article, record in pairs if article.about and record is None),
        retitled=tuple(
            (article, str(record["title"])) for article, record in wanted if record["title"] != article.title
        ),
        misdated=tuple(
            (article, str(record["published"]))
            for article, record in wanted
            if record["published"] != article.published
        ),
        incomplete=tuple(article for article, record in wanted if not holds(str(record["body"]), article)),
        unwanted=tuple(article.title for article, _ in kept if not article.about),
    )
