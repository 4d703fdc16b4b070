"""States in words, in Indonesian and English; the words stand in ``id.toml`` and ``en.toml``."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

from archive.health.coverage import Drift
from archive.health.facts import local_day
from archive.health.office import OfficeHealth
from archive.health.site import SiteHealth
from archive.health.state import State
from archive.health.trouble import OurSide

LANGUAGES = ("id", "en")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sentences:
    """One language's words."""

    code: str
    words: Mapping[str, Mapping[str, str]] = field(repr=False)

    def label(self, state: State) -> str:
        """The state in two or three words."""
        return self.words["label"][state]

    def office(self, health: OfficeHealth) -> str:
        """One sentence or two about an office."""
        values = self._values(health) | {
            "days": health.silence_days,
            "usual": math.ceil(health.rhythm.usual_days),
        }
        if health.fall:
            values |= {"now": health.fall.now, "width": health.fall.days, "count": round(health.fall.usual)}
        return self._sentence(health, self.words["office"], values)

    def site(self, health: SiteHealth) -> str:
        """One sentence about a site."""
        return self._sentence(health, {**self.words["office"], **self.words["site"]}, self._values(health))

    def redesigned(self, site: str, since: str) -> str:
        """That a site looks different, and is read all the same.

        :param since: ISO 8601
        """
        return self.words["site"]["redesigned"].format(site=site, day=self.day(since))

    def ours(self, ours: OurSide) -> str:
        """That a whole crawl failed."""
        return self.words["ours"]["sentence"].format(failed=ours.failed, visited=ours.visited)

    def day(self, moment: str) -> str:
        """The day of an ISO date or moment as East Java counts it, ``10 Februari 2026``."""
        day = (
            date.fromisoformat(moment)
            if len(moment) == len("2026-02-10")
            else local_day(datetime.fromisoformat(moment))
        )
        return f"{day.day} {self.words['format']['months'].split()[day.month - 1]} {day.year}"

    def _values(self, health: OfficeHealth | SiteHealth) -> dict[str, object]:
        return {
            "site": health.site,
            "day": self.day(health.since) if health.since else None,
            "host": health.host,
            "fields": self._fields(health.drifts),
        }

    def _sentence(
        self, health: OfficeHealth | SiteHealth, texts: Mapping[str, str], values: Mapping[str, object]
    ) -> str:
        key: str = health.state
        if health.state is State.MOVED and health.host is None:
            key = "moved_unknown"
        elif health.since is None and health.state is State.QUIET:
            key = "quiet_undated"
        elif health.since is None and health.state is State.OVERDUE:
            key = "overdue_never"
        return texts[key].format_map(values)

    def _fields(self, drifted: tuple[Drift, ...]) -> str:
        said = [
            self.words["format"]["drift"].format(
                field=self.words["field"][drift.field], before=round(100 * drift.before), now=round(100 * drift.now)
            )
            for drift in drifted
        ]
        *first, last = said or [""]
        return f"{', '.join(first)} {self.words['format']['and']} {last}" if first else last


@cache
def sentences(code: str) -> Sentences:
    """The words of one of ``LANGUAGES``."""
    return Sentences(code, tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8")))
