"""What each office's silence means. Pure: rows and a moment in, states with their evidence and a sentence out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from archive.health.facts import Item, OfficeFacts
from archive.health.office import OfficeHealth, office_health
from archive.health.site import SiteHealth
from archive.health.state import State
from archive.health.trouble import OurSide, our_side

__all__ = ["Health", "Item", "OfficeFacts", "OfficeHealth", "OurSide", "SiteHealth", "State", "judge"]


@dataclass(frozen=True, slots=True)
class Health:
    """All offices at one moment.

    :param ours: the latest crawl, where it failed by our own fault
    """

    offices: tuple[OfficeHealth, ...]
    ours: OurSide | None = None

    @property
    def attention(self) -> bool:
        """Whether a person should look."""
        return self.ours is not None or any(office.attention for office in self.offices)


def judge(facts: Iterable[OfficeFacts], now: datetime) -> Health:
    """Name every office's state at ``now``, an aware datetime."""
    known = list(facts)
    ours = our_side(visit for office in known for visit in office.visits)
    latest = max((visit.run for office in known for visit in office.visits), default=0)
    return Health(tuple(office_health(office, ours, now) for office in known), ours.get(latest))
