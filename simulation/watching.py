"""What the archive says after every night: which articles it has, in which form, which are gone, how each office is."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from archive.health import State
from archive.health.status import status
from simulation.diary import Life, diary
from simulation.plan import Plan
from simulation.site import following

_CORRECTED = re.compile(r"Ralat ke-(\d+):")
_RETITLED = re.compile(r"^Ralat (\d+):")
_ROWS = "SELECT office, url, title, body, status, revisions FROM articles"


@dataclass(slots=True)
class Seen:
    """What was ever seen of one article.

    :ivar forms: (night, form) whenever the archive showed another form of it
    :ivar presence: (night, whether it is there) whenever the archive changed its mind
    :ivar invented: revisions that no edit explains
    """

    found: int
    forms: list[tuple[int, int]] = field(default_factory=list)
    presence: list[tuple[int, bool]] = field(default_factory=list)
    revisions: int = 0
    invented: int = 0

    def note(self, night: int, form: int, revisions: int, *, present: bool) -> None:
        """Take in what the archive says after ``night``."""
        changed = not self.forms or self.forms[-1][1] != form
        if changed:
            self.forms.append((night, form))
        self.invented += max(0, revisions - self.revisions - (1 if changed and night > self.found else 0))
        self.revisions = revisions
        if not self.presence or self.presence[-1][1] != present:
            self.presence.append((night, present))


@dataclass(frozen=True, slots=True)
class Mood:
    """How an office was called after a night.

    :param usual_days: its usual gap as learnt so far
    """

    state: State
    attention: bool
    usual_days: float


@dataclass(slots=True)
class Record:
    """Everything that was seen.

    :ivar articles: (office, number) -> what was seen of it
    :ivar moods: office -> night -> how it was called; no entry for a night without a crawl
    :ivar ours: nights whose failure was called our own
    :ivar strangers: addresses that the diary doesn't know
    :ivar doubled: articles that the archive holds twice
    """

    articles: dict[tuple[str, int], Seen] = field(default_factory=dict)
    moods: defaultdict[str, dict[int, Mood]] = field(default_factory=lambda: defaultdict(dict))
    ours: list[int] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)
    doubled: set[tuple[str, int]] = field(default_factory=set)


class Watch:
    """Reads ``archive.db`` after each night."""

    def __init__(self, plans: Sequence[Plan], nights: int, archive: Path) -> None:
        self.record = Record()
        self._archive = archive
        self._lives: Mapping[tuple[str, str], Life] = {
            (plan.id, following(diary(plan, nights)).article_path(life.forms[0][1]).rstrip("/")): life
            for plan in plans
            for life in diary(plan, nights).lives
        }

    def look(self, night: int, at: datetime) -> None:
        """Take in what the archive says after ``night``, whose crawl ended ``at``."""
        with closing(sqlite3.connect(f"file:{self._archive}?mode=ro", uri=True)) as db:
            self._read(night, db)
            health = status(db, at)
        for office in health.offices:
            mood = Mood(office.state, office.attention, office.rhythm.usual_days)
            self.record.moods[office.office][night] = mood
        if health.ours:
            self.record.ours.append(night)

    def _read(self, night: int, db: sqlite3.Connection) -> None:
        met = set()
        for office, url, title, body, presence, revisions in db.execute(_ROWS):
            life = self._lives.get((office, urlsplit(url).path.rstrip("/")))
            if life is None:
                self.record.strangers.add(url)
                continue
            key = (office, life.number)
            if key in met:
                self.record.doubled.add(key)
            met.add(key)
            seen = self.record.articles.setdefault(key, Seen(night))
            seen.note(night, _form(title, body), revisions, present=presence == "present")


def _form(title: str, body: str) -> int:
    """Which of its forms an article has, by what its corrections say."""
    numbers = [int(number) for number in _CORRECTED.findall(body)]
    retitled = _RETITLED.match(title)
    return max([0, *numbers, int(retitled[1]) if retitled else 0])
