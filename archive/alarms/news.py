"""What is new in the offices' states for someone who was told some of it before. Pure.

A recipient knows of each office the families of trouble that he was told and that last; see ``State.family``. Trouble
of a family that he knows is no news, whatever the state is called tonight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.health import Health, OfficeHealth, OurSide, State

OURS = ""  # stands in an office's place where an alarm is about our own side
# No visit was made or none could tell, so what was known before still holds.
_UNKNOWN = {State.OUR_SIDE, State.NEVER_CRAWLED}
# What an office's articles say while its sites answer; every other family stands in the way of knowing that.
_OF_ARTICLES = {state.family for state in (State.SILENT, State.FEWER, State.READS_LESS, State.EMPTY)}
Known = Mapping[str, frozenset[str]]  # office -> families that were told and last


@dataclass(frozen=True, slots=True)
class Alarm:
    """One family of trouble at one office, told or over: a row of the table ``alarms``.

    :param office: ``OURS`` for our own side
    :param since: from when the state held, ISO 8601 moment or date
    """

    office: str
    family: str
    state: str
    since: str | None
    lasts: bool


@dataclass(frozen=True, slots=True)
class News:
    """What one recipient is to be told.

    :param ours: the latest crawl failed by our own fault
    :param ours_over: it did before, and crawls work again
    :param alarms: what is to be remembered when it has been said
    """

    ours: OurSide | None = None
    ours_over: bool = False
    troubled: tuple[OfficeHealth, ...] = ()
    recovered: tuple[OfficeHealth, ...] = ()
    alarms: tuple[Alarm, ...] = ()

    @property
    def worth_telling(self) -> bool:
        """Whether anything is to be said at all."""
        return bool(self.ours or self.ours_over or self.troubled or self.recovered)


def news(health: Health, known: Known) -> News:
    """Compare all offices with what is known of them.

    While the fault is ours nothing is said of any office.
    """
    ours_known = known.get(OURS, frozenset())
    if health.ours:
        said = Alarm(OURS, State.OUR_SIDE.family, State.OUR_SIDE, health.ours.at, lasts=True)
        return News() if ours_known else News(ours=health.ours, alarms=(said,))
    alarms = list(_over(OURS, ours_known, None))
    troubled, recovered = [], []
    for office in health.offices:
        before = known.get(office.office, frozenset())
        now = _families(office, before)
        if office.attention and now - before:
            troubled.append(office)
            alarms.append(Alarm(office.office, office.state.family, office.state, office.since, lasts=True))
        if before and not now and office.state is not State.NO_SITE:
            recovered.append(office)
        alarms += _over(office.office, before - now, office)
    for gone in known.keys() - {office.office for office in health.offices} - {OURS}:
        alarms += _over(gone, known[gone], None)  # it left the registry
    return News(None, bool(ours_known), tuple(troubled), tuple(recovered), tuple(alarms))


def _families(office: OfficeHealth, before: frozenset[str]) -> frozenset[str]:
    """The families of trouble that last at an office, as far as can be known tonight."""
    if office.state in _UNKNOWN:
        return before
    if not office.attention:
        return frozenset()
    family = office.state.family
    if office.state is State.OVERDUE:
        return before | {family}
    if family in _OF_ARTICLES:
        return frozenset({family})
    return before & _OF_ARTICLES | {family}


def _over(office: str, families: Iterable[str], health: OfficeHealth | None) -> list[Alarm]:
    state, since = (health.state, health.since) if health else (State.FRESH, None)
    return [Alarm(office, family, state, since, lasts=False) for family in sorted(families)]
