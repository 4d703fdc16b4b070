"""News that nobody wrote: sentences thrown together from an office's vocabulary."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

_WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
_SUBJECTS, _VERBS, _OBJECTS = _WORDS["subjects"], _WORDS["verbs"], _WORDS["objects"]
_PLACES, _ENDS = _WORDS["places"], _WORDS["ends"]
_MONTHS, _DAYS = _WORDS["months"], _WORDS["days"]


@dataclass(frozen=True)
class Piece:
    """One article as its author wrote it; numbers grow with time."""

    number: int
    title: str
    published: datetime
    category: str
    paragraphs: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The title as an address spells it."""
        return slugged(self.title)

    @property
    def day(self) -> date:
        """The day of publication."""
        return self.published.date()


def slugged(title: str) -> str:
    """A headline as an address spells it."""
    return "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())


def sentence(dice: Random) -> str:
    """One sentence of ten words or so."""
    number = f" {dice.randint(3, 480)} unit" if dice.random() < 0.2 else ""
    said = f"“{dice.choice(_SUBJECTS)} siap membantu,” kata seorang peserta; " if dice.random() < 0.1 else ""
    return (
        f"{said}{dice.choice(_SUBJECTS)} {dice.choice(_VERBS)} {dice.choice(_OBJECTS)}{number} "
        f"di {dice.choice(_PLACES)} {dice.choice(_ENDS)}."
    )


def paragraph(dice: Random) -> str:
    """Two to four sentences."""
    return " ".join(sentence(dice) for _ in range(dice.randint(2, 4)))


def headline(dice: Random) -> str:
    """A headline, mostly of six words or more, now and then of two or three, or with a year or a sign."""
    if dice.random() < 0.08:
        return dice.choice((f"{dice.choice(_OBJECTS)} {dice.choice(_PLACES)}", dice.choice(_OBJECTS))).title()
    words = f"{dice.choice(_SUBJECTS)} {dice.choice(_VERBS)} {dice.choice(_OBJECTS)} {dice.choice(_PLACES)}".title()
    return words + dice.choice(("", "", "", "", " 2025", ", Ini Syaratnya", " & Sekitarnya", "?", " – Tahap II"))


def pieces(dice: Random, count: int, words: int = 2) -> tuple[Piece, ...]:
    """Articles, newest first, no two whose headlines have the same words: they would have one address.

    :param words: how many a headline has at least
    """
    when = datetime(2026, 9, 28, 8, 15) - timedelta(minutes=dice.randint(0, 500))  # noqa: DTZ001 - as a page prints it
    number, slugs = dice.randint(900, 9000), set[str]()
    made: list[Piece] = []
    while len(made) < count:
        title = headline(dice)
        if slugged(title) in slugs or len(title.split()) < words:
            continue
        slugs.add(slugged(title))
        paragraphs = tuple(paragraph(dice) for _ in range(dice.randint(3, 6)))
        made.append(Piece(number, title, when, dice.choice(_WORDS["categories"]), paragraphs))
        number -= dice.randint(1, 9)
        when -= timedelta(days=dice.randint(1, 12), minutes=dice.randint(0, 300))
    return tuple(made)


def written(moment: datetime, style: int) -> str:
    """A moment as a site writes all its dates."""
    day, month = moment.day, _MONTHS[moment.month - 1]
    return (
        f"{_DAYS[moment.weekday()]}, {day} {month} {moment.year}",
        f"{day} {month} {moment.year}",
        f"{_DAYS[moment.weekday()]}, {day:02} {month} {moment.year} | {moment:%H:%M} WIB",
        f"{day:02}/{moment.month:02}/{moment.year}",
        f"{day} {month[:3]} {moment.year}",
        f"{moment:%Y-%m-%d %H:%M:%S}",
        f"{day:02}-{moment.month:02}-{moment.year}",
        f"Diterbitkan pada {day} {month} {moment.year} {moment:%H:%M}",
    )[style]


STYLES = 8  # of dates
