"""What an office is judged by: rows of ``archive.db``, as ``archive.health.status`` reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from archive.crawl_log.visits import Visit
from archive.moment import WIB

SAME_CONTACT = timedelta(days=1)  # what is found so soon after the first visit may be of any age


@dataclass(frozen=True, slots=True)
class Item:
    """One article, as far as health asks.

    :param published: ISO 8601 date or datetime, where the page says
    :param suspect: why that date should be doubted
    :param signed: its author is named; what the page tells machines alone says nothing: often it is the same everywhere
    :param length: characters of the body
    :param cut_off: the body ends in dots, as a teaser does
    """

    site: str
    published: str | None
    first_seen_at: str
    titled: bool = True
    signed: bool = False
    length: int = 1000
    suspect: str | None = None
    cut_off: bool = False


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """One office.

    :param expected: articles a month that its file says are usual
    :param articles: how many are kept; ``items`` are the latest of them
    :param items: newest publication first
    :param visits: oldest first
    :param layouts: site -> when each of its later layouts began, ISO 8601, oldest first
    """

    office: str
    region: str
    website: str | None = None
    expected: float | None = None
    articles: int = 0
    items: tuple[Item, ...] = ()
    visits: tuple[Visit, ...] = ()
    layouts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def contact(self) -> str:
        """When the office was first visited, as far as is known."""
        seen = (item.first_seen_at for item in self.items)
        return min((visit.at for visit in self.visits), default=None) or min(seen, default="")

    def days(self, today: date, *, site: str | None = None) -> list[date]:
        """The days on which something was published, each once, oldest first.

        A doubtful or future date counts for nothing. An article without a date counts on the day it was found, unless
        that was the first visit, which finds articles of any age.

        :param site: only there
        """
        contact = self.contact
        days = {_day(item, contact) for item in self.items if site in (None, item.site)}
        return sorted(day for day in days if day is not None and day <= today)


def local_day(moment: datetime) -> date:
    """The day in East Java."""
    return moment.astimezone(WIB).date()


def _day(item: Item, contact: str) -> date | None:
    if item.published:
        return None if item.suspect else date.fromisoformat(item.published[:10])
    found = datetime.fromisoformat(item.first_seen_at)
    return local_day(found) if found - datetime.fromisoformat(contact) > SAME_CONTACT else None
