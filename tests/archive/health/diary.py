"""An office's life, night by night, as far as health can see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from archive.crawl_log.visits import Visit
from archive.health import Health, Item, OfficeFacts, judge
from archive.health.facts import local_day
from archive.moment import stamp
from tests.samples import at

SITE = "dinkop.example.go.id"
OK = "answered"


@dataclass(frozen=True)
class Diary:
    """What happens at one site.

    :param published: days on which an article appears, counted from the first visit, which is on day 0
    :param nights: how many nights are lived through
    :param met: night -> outcome and evidence, where the site wasn't answered
    :param unread: days whose articles are listed, but can't be read
    :param undated: days whose articles carry no date
    :param about: how many articles are listed for each that is kept, as at a portal
    :param lacking: field of ``Item`` -> its value from a day on
    """

    published: Sequence[int] = ()
    nights: int = 40
    met: Mapping[int, tuple[str, str | None]] = field(default_factory=dict)
    unread: Iterable[int] = ()
    undated: Iterable[int] = ()
    unvisited: Iterable[int] = ()
    about: int = 1
    lacking: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    redesigned: int | None = None
    expected: float | None = None
    office: str = "contoh"
    site: str = SITE

    def facts(self, night: int) -> OfficeFacts:
        """What is known after ``night``."""
        visits: list[Visit] = []
        items: list[Item] = []
        waiting = sorted(self.published)
        for now in range(night + 1):
            if now in set(self.unvisited):
                continue
            outcome, evidence = self.met.get(now, (OK, None))
            come = [day for day in waiting if day <= now] if outcome == OK else []
            waiting = [day for day in waiting if day not in come]
            items = [self._item(day, now) for day in reversed(come) if day not in set(self.unread)] + items
            moment = stamp(at(now, 3600))
            visits.append(
                Visit(now + 1, self.office, self.site, moment, outcome, evidence, found=len(come) * self.about)
            )
        begun = self.redesigned is not None and night >= self.redesigned
        layouts = {self.site: (stamp(at(self.redesigned or 0, 60)),)} if begun else {}
        return OfficeFacts(
            self.office,
            "Kabupaten Contoh",
            "https://x/",
            self.expected,
            len(items),
            tuple(items),
            tuple(visits),
            layouts,
        )

    def _item(self, day: int, found: int) -> Item:
        date = None if day in set(self.undated) else (local_day(at(0)) + timedelta(days=day)).isoformat()
        item = Item(self.site, date, stamp(at(found, 1800)), signed=True)
        for since, values in self.lacking.items():
            if day >= since:
                item = replace(item, **values)  # type: ignore[arg-type]  # a test names real fields
        return item


def after(night: int, *diaries: Diary) -> Health:
    """Everybody's health in the morning after ``night``."""
    return judge([diary.facts(night) for diary in diaries], at(night, 5 * 3600))


def alarms(diary: Diary) -> list[str]:
    """What a person is called for, in order; ``well`` where it is over."""
    called: list[str] = []
    told = None
    for night in range(diary.nights):
        [office] = after(night, diary).offices
        family = office.state.family if office.attention else None
        if family != told:
            called.append(office.state if family else "well")
            told = family
    return called
