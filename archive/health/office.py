"""What an office's sites, taken together, say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from archive.crawl_log.visits import ANSWERED, Visit
from archive.health.coverage import Drift
from archive.health.facts import Item, OfficeFacts, local_day
from archive.health.rhythm import Fall, Rhythm, fall, pace, rhythm
from archive.health.site import SiteHealth, site_health
from archive.health.state import State
from archive.health.trouble import OurSide

OVERDUE = timedelta(hours=48)  # two nights without a crawl


@dataclass(frozen=True, slots=True)
class OfficeHealth:
    """One office.

    :param articles: how many are kept
    :param since: from when the state holds, ISO 8601 moment or date
    :param evidence: what a visit met
    :param site: the one that the state is about, ``None`` where it is about the office as a whole
    :param host: where a moved site's redirects lead
    :param newest: the day of its newest article, as far as a date is known
    :param last_visit: when the last visit to any of its sites ended, ISO 8601
    """

    office: str
    region: str
    state: State
    articles: int
    rhythm: Rhythm
    since: str | None = None
    evidence: str | None = None
    site: str | None = None
    host: str | None = None
    newest: date | None = None
    silence_days: int | None = None
    last_visit: str | None = None
    outcome: str | None = None
    fall: Fall | None = None
    drifts: tuple[Drift, ...] = ()
    sites: tuple[SiteHealth, ...] = ()

    @property
    def attention(self) -> bool:
        """Whether a person should look at this office; a crawl that failed as a whole says nothing about one."""
        return self.state.needs_attention and self.state is not State.OUR_SIDE


def office_health(facts: OfficeFacts, ours: Mapping[int, OurSide], now: datetime) -> OfficeHealth:
    """Judge one office at ``now``.

    :param ours: crawls that failed by our own fault, by number
    """
    today = local_day(now)
    days = facts.days(today)
    last = max(facts.visits, key=lambda visit: (visit.run, visit.outcome == ANSWERED), default=None)
    plain = OfficeHealth(
        office=facts.office,
        region=facts.region,
        state=State.FRESH,
        articles=facts.articles,
        rhythm=rhythm(days, facts.expected),
        newest=days[-1] if days else None,
        silence_days=(today - days[-1]).days if days else None,
        last_visit=last.at if last else None,
        outcome=last.outcome if last else None,
    )
    if last is None or now - datetime.fromisoformat(last.at) > OVERDUE:
        return replace(plain, state=_unvisited(facts), since=plain.last_visit)
    plain = replace(plain, sites=_sites(facts, ours, last, today))
    if last.run in ours and last.outcome != ANSWERED:
        return replace(plain, state=State.OUR_SIDE, since=last.at, evidence=last.evidence)
    troubled = _worst(plain.sites, facts.items)
    if troubled:
        return _about(plain, troubled)
    return _paced(plain, days, today)


def _unvisited(facts: OfficeFacts) -> State:
    if facts.website is None:
        return State.NO_SITE
    return State.OVERDUE if facts.visits or facts.articles else State.NEVER_CRAWLED


def _sites(facts: OfficeFacts, ours: Mapping[int, OurSide], last: Visit, today: date) -> tuple[SiteHealth, ...]:
    """The sites that are still visited, each by its own visits and articles."""
    by_site: dict[str, list[Visit]] = {}
    for visit in facts.visits:
        if visit.run not in ours:
            by_site.setdefault(visit.site, []).append(visit)
    # A site that left the office's file is not visited any more, and says nothing of the office.
    visited = {visit.site for visit in facts.visits if visit.run == last.run}
    return tuple(site_health(site, facts, by_site[site], today) for site in sorted(by_site) if site in visited)


def _worst(sites: Sequence[SiteHealth], items: Sequence[Item]) -> SiteHealth | None:
    """The troubled site that matters most: one that brought articles, or the only hope of some."""
    carried = Counter(item.site for item in items)
    hopeless = not carried and all(site.attention for site in sites)
    troubled = [site for site in sites if site.attention and (carried[site.site] or hopeless)]
    return max(troubled, key=lambda site: (carried[site.site], site.failures), default=None)


def _about(plain: OfficeHealth, site: SiteHealth) -> OfficeHealth:
    return replace(
        plain,
        state=site.state,
        since=site.since,
        evidence=site.evidence,
        site=site.site,
        host=site.host,
        drifts=site.drifts,
    )


def _paced(plain: OfficeHealth, days: Sequence[date], today: date) -> OfficeHealth:
    if not plain.articles:
        return replace(plain, state=State.EMPTY, since=plain.last_visit)
    if not days:  # nothing is dated, and the first visit found it all
        return replace(plain, state=State.QUIET)
    state, fallen = pace(days, today, plain.rhythm), fall(days, today)
    if fallen and state is not State.SILENT:
        state = State.FEWER
    return replace(plain, state=state, since=days[-1].isoformat(), fall=fallen)
