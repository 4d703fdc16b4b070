"""Offices in states that a test names, and a recipient who remembers."""

from __future__ import annotations

from archive.alarms.news import Alarm, News, news
from archive.health import Health, OfficeHealth, OurSide, State
from archive.health.rhythm import Basis, Rhythm

RHYTHM = Rhythm(6.0, 18.0, Basis.HISTORY, 40)
SINCE = "2026-03-03T18:20:00+00:00"
OURS = OurSide(7, SINCE, 40, 42)


def office(state: State = State.BLOCKED, name: str = "malang", evidence: str | None = None) -> OfficeHealth:
    """One office; its site is its own."""
    return OfficeHealth(
        name, f"Kabupaten {name.title()}", state, 12, RHYTHM, SINCE, evidence, f"{name}.example.go.id", silence_days=40
    )


def health(*offices: OfficeHealth, ours: OurSide | None = None) -> Health:
    return Health(offices, ours)


class Memory:
    """What a recipient knows, as the table ``alarms`` keeps it."""

    def __init__(self) -> None:
        self.rows: list[Alarm] = []

    @property
    def known(self) -> dict[str, frozenset[str]]:
        last = {(alarm.office, alarm.family): alarm.lasts for alarm in self.rows}
        families: dict[str, frozenset[str]] = {}
        for (name, family), lasts in last.items():
            if lasts:
                families[name] = families.get(name, frozenset()) | {family}
        return families

    def hear(self, said: Health) -> News:
        """Be told what is new, and remember it."""
        found = news(said, self.known)
        self.rows += found.alarms
        return found


def told(found: News) -> str:
    """What was said, in a word each: ``ours``, ``ours over``, ``+malang blocked``, ``-malang``."""
    words = ["ours"] * bool(found.ours) + ["ours over"] * found.ours_over
    words += [f"+{each.office} {each.state}" for each in found.troubled]
    return ", ".join(words + [f"-{each.office}" for each in found.recovered])
