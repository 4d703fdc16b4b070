"""What the visits to a site say: which trouble it has, since when, and whether it is ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from archive.crawl_log.visits import ANSWERED, Visit
from archive.health.state import State

ALL_AT_ONCE = 0.8  # of the sites that answered lately
LEAST_SITES = 5
LATELY = 2  # visits
TWO_NIGHTS = timedelta(hours=12)  # two crawls in one evening prove nothing
NETWORK = {State.UNREACHABLE, State.SLOW, State.TLS, State.REFUSED}
OUTCOMES: Mapping[str, State] = {
    "robots": State.ROBOTS,
    "blocked": State.BLOCKED,
    "challenge": State.CHALLENGE,
    "suspended": State.SUSPENDED,
    "moved": State.MOVED,
    "tls": State.TLS,
    "slow": State.SLOW,
    "unreachable": State.UNREACHABLE,
    "error": State.ERROR,
    "nothing": State.UNLISTED,
    "refused": State.REFUSED,
}
_HOST = re.compile(r"(?<![\w.@-])((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands in the way of a site.

    :param since: the first of the visits in a row that met it, ISO 8601
    :param visits: how many visits in a row failed
    :param confirmed: it is no accident of one night
    """

    state: State
    since: str
    evidence: str | None
    visits: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class OurSide:
    """A crawl in which (nearly) all sites failed at once, so the fault is ours.

    :param at: when its last visit ended, ISO 8601
    """

    run: int
    at: str
    failed: int
    visited: int


def state_of(visit: Visit) -> State:
    """The name of what a failed visit met."""
    return OUTCOMES.get(visit.outcome, State.ERROR)


def trouble(visits: Sequence[Visit]) -> Trouble | None:
    """What the latest visits to one site met in a row; ``None`` where the last one was answered.

    :param visits: oldest first; those of crawls that failed by our own fault left out
    """
    start = len(visits)
    while start and visits[start - 1].outcome != ANSWERED:
        start -= 1
    streak = visits[start:]
    if not streak:
        return None
    state = _most(streak)
    met = next(visit for visit in reversed(streak) if state_of(visit) is state)
    if state is State.UNLISTED and start:
        state = State.REDESIGN  # there was a list before
    lasted = datetime.fromisoformat(streak[-1].at) - datetime.fromisoformat(streak[0].at)
    # A site that forbids us to visit means it; everything else may be the accident of one night.
    confirmed = start == 0 or lasted >= TWO_NIGHTS or state is State.ROBOTS
    return Trouble(state, streak[0].at, met.evidence, len(streak), confirmed)


def _most(streak: Sequence[Visit]) -> State:
    """The state that most of the visits in a row met; of several the latest."""
    states = [state_of(visit) for visit in streak]
    counts = Counter(reversed(states))
    return counts.most_common(1)[0][0]


def new_host(evidence: str | None, site: str) -> str | None:
    """The host that a site's redirects lead to, where the evidence names one."""
    hosts = (found[1].lower() for found in _HOST.finditer(evidence or ""))
    return next((host for host in hosts if host.removeprefix("www.") != site.removeprefix("www.")), None)


def our_side(visits: Iterable[Visit]) -> dict[int, OurSide]:
    """The crawls that failed by our own fault: number -> what they met.

    Of the sites that answered lately four fifths must have failed in the same crawl, whatever they met: a broken line
    shows as silence, a hotel's login page as a redirect. In a first crawl, before any site has answered, none may
    answer and four fifths must not have been reached at all.
    """
    found: dict[int, OurSide] = {}
    history: dict[str, list[bool]] = {}
    ordered = sorted(visits, key=lambda visit: visit.run)
    for run, group in groupby(ordered, key=lambda visit: visit.run):
        # A portal that carries several offices' news is one site: it answered if it answered any of them.
        met: dict[str, Visit] = {}
        for visit in group:
            if visit.site not in met or visit.outcome == ANSWERED:
                met[visit.site] = visit
        failed = _failed_at_once(met, history)
        if failed:
            found[run] = OurSide(run, max(visit.at for visit in met.values()), failed, len(met))
        else:
            for site, visit in met.items():
                history[site] = [*history.get(site, []), visit.outcome == ANSWERED][-LATELY:]
    return found


def _failed_at_once(met: Mapping[str, Visit], history: Mapping[str, Sequence[bool]]) -> int:
    """How many sites failed, where that is our fault; else 0."""
    failed = sum(1 for visit in met.values() if visit.outcome != ANSWERED)
    known = [visit for site, visit in met.items() if any(history.get(site, ()))]
    if len(known) >= LEAST_SITES:
        lost = sum(1 for visit in known if visit.outcome != ANSWERED)
        return failed if lost >= ALL_AT_ONCE * len(known) else 0
    if len(met) < LEAST_SITES or failed < len(met) or any(history.get(site) for site in met):
        return 0
    unreached = sum(1 for visit in met.values() if state_of(visit) in NETWORK)
    return failed if unreached >= ALL_AT_ONCE * len(met) else 0
