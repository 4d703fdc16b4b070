"""What one site's visits and articles say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from archive.crawl_log.visits import Visit
from archive.health.coverage import Drift, drifts
from archive.health.facts import Item, OfficeFacts, local_day
from archive.health.rhythm import pace, rhythm
from archive.health.state import State
from archive.health.trouble import Trouble, new_host, trouble

UNREAD_LEAST = 5  # articles listed and not one read: no accident
REDESIGN_NEWS = timedelta(days=30)  # so long a redesign is mentioned that took nothing from us
YIELD_LEAST = 0.5  # of the articles that a site listed before became articles here; a portal's are mostly others'


@dataclass(frozen=True, slots=True)
class SiteHealth:
    """One site of an office.

    :param since: from when the state holds, ISO 8601 moment or date
    :param evidence: what a visit met
    :param outcome: of the last visit, as in ``archive.crawl_log.visits``
    :param failures: visits in a row that failed, up to the last
    :param host: where a moved site's redirects lead
    :param redesigned: since when its pages look different, ISO 8601, where that is new
    :param attention: something stands in our way here; a site that is merely silent is judged with its office
    """

    site: str
    state: State
    since: str | None
    evidence: str | None
    last_visit: str
    outcome: str
    failures: int = 0
    host: str | None = None
    drifts: tuple[Drift, ...] = ()
    attention: bool = False
    redesigned: str | None = None


def site_health(site: str, facts: OfficeFacts, visits: Sequence[Visit], today: date) -> SiteHealth:
    """Judge one site of an office.

    :param visits: the site's, oldest first, at least one; without crawls that failed by our own fault
    """
    last, met = visits[-1], trouble(visits)
    if met and met.confirmed:
        return _troubled(site, met, last)
    items = [item for item in facts.items if item.site == site]
    failures, evidence = (met.visits, met.evidence) if met else (0, last.evidence)
    unread = _unread(visits, items, facts.layouts.get(site, ()))
    if unread:
        return SiteHealth(site, State.REDESIGN, *unread, last.at, last.outcome, failures, attention=True)
    drifted = drifts(items)
    if drifted:
        return SiteHealth(
            site, State.READS_LESS, last.at, evidence, last.at, last.outcome, failures, drifts=drifted, attention=True
        )
    return SiteHealth(
        site,
        *_pace(site, facts, items, today),
        evidence,
        last.at,
        last.outcome,
        failures,
        redesigned=_redesigned(facts.layouts.get(site, ()), today),
    )


def _troubled(site: str, met: Trouble, last: Visit) -> SiteHealth:
    host = new_host(met.evidence, site) if met.state is State.MOVED else None
    return SiteHealth(site, met.state, met.since, met.evidence, last.at, last.outcome, met.visits, host, attention=True)


def _redesigned(layouts: Sequence[str], today: date) -> str | None:
    recent = bool(layouts) and today - local_day(datetime.fromisoformat(layouts[-1])) <= REDESIGN_NEWS
    return layouts[-1] if recent else None


def _pace(site: str, facts: OfficeFacts, items: Sequence[Item], today: date) -> tuple[State, str | None]:
    days = facts.days(today, site=site)
    if days:
        return pace(days, today, rhythm(days, facts.expected)), days[-1].isoformat()
    return (State.QUIET if items else State.EMPTY), None


def _unread(visits: Sequence[Visit], items: Sequence[Item], layouts: Sequence[str]) -> tuple[str, str] | None:
    """Since when a site lists articles that can't be read, and what says so."""
    newest = max((item.first_seen_at for item in items), default=None)
    if newest is None:
        return None
    if layouts and layouts[-1] > newest:
        return layouts[-1], "new layout, no page could be read since"
    # The first visit lists more than one night reads, so it says nothing of a site's yield.
    listed = sum(visit.found for visit in visits[1:] if visit.at <= newest)
    read = sum(1 for item in items if item.first_seen_at > visits[0].at)
    later = [visit for visit in visits if visit.at > newest and visit.found]
    unread = sum(visit.found for visit in later)
    if len(later) > 1 and unread >= UNREAD_LEAST and read >= YIELD_LEAST * listed > 0:
        return later[0].at, f"{unread} articles listed, none could be read"
    return None
