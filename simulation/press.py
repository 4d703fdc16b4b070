"""Writes an office's news: sentences of the practice articles in ever new combinations, so that no two are alike."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from random import Random

from demo.article import PracticeArticle, load_articles
from demo.indonesian import MONTHS, slug

_DATED = re.compile(rf"\d{{4}}|\d/\d|\b(?:{'|'.join(MONTHS)})\b")
_SHAPED = re.compile(r"^(?:\d+\.|[-|#])", re.MULTILINE)


@cache
def _moulds(practice: str) -> tuple[PracticeArticle, ...]:
    """Articles of a practice office that concern it and show their date outside the text."""
    return tuple(each for each in load_articles(practice) if each.about and not each.dateline)


@cache
def _paragraphs(practice: str) -> tuple[str, ...]:
    """What such articles say beneath their first paragraph, without any date."""
    texts = (text for each in _moulds(practice) for text in each.body.split("\n\n")[1:])
    return tuple(text for text in texts if not _DATED.search(text) and not _SHAPED.search(text))


class Press:
    """The press of one office.

    :param practice: the practice office whose sentences and manners it borrows
    """

    def __init__(self, office: str, practice: str, dice: Random) -> None:
        self._office = office
        self._practice = practice
        self._dice = dice

    def write(self, number: int, moment: datetime) -> PracticeArticle:
        """Article ``number`` of the office, published at ``moment``."""
        mould = self._dice.choice(_moulds(self._practice))
        title = f"{mould.title}, Angkatan {number}"
        own = [text for text in mould.body.split("\n\n") if not (_DATED.search(text) or _SHAPED.search(text))]
        others = self._dice.sample(_paragraphs(self._practice), self._dice.randint(1, 3))
        return replace(
            mould,
            office=self._office,
            id=number,
            slug=slug(title),
            title=title,
            published=moment if isinstance(mould.published, datetime) else moment.date(),
            body="\n\n".join(dict.fromkeys((*own, *others))),
            event=None,
            images=(),
            attachments=(),
            alias=None,
        )


def corrected(article: PracticeArticle, number: int, at: datetime) -> PracticeArticle:
    """The article with its correction ``number`` at the end."""
    return replace(article, body=f"{article.body}\n\n{correction(number)}", modified=at)


def retitled(article: PracticeArticle, number: int, at: datetime) -> PracticeArticle:
    """The article under another headline; its address stays."""
    return replace(article, title=f"Ralat {number}: {article.title}", modified=at)


def correction(number: int) -> str:
    """The sentence that tells a correction."""
    return f"Ralat ke-{number}: jumlah peserta yang benar adalah {37 + 3 * number} orang."


def teaser_only(article: PracticeArticle) -> PracticeArticle:
    """The article as a page shows it that has lost all but its first words."""
    return replace(article, body=f"{' '.join(article.body.split()[:12])} …")
