"""The offices of a simulation: what each looks like, how often it publishes, what befalls its site."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from random import Random

from simulation.fault import Fault, Kind


class Rhythm(Enum):
    """Mean days between two days with news."""

    DAILY = 1.3
    OFTEN = 3.0
    WEEKLY = 6.0
    SELDOM = 12.0
    MONTHLY = 26.0


@dataclass(frozen=True, slots=True)
class Plan:
    """One office.

    :param practice: the practice office that it looks like
    :param stock: articles that stand at the first contact
    :param api: WordPress: whether its API answers
    :param secure: whether its site has https
    """

    id: str
    practice: str
    rhythm: Rhythm
    stock: int
    seed: int
    faults: tuple[Fault, ...] = ()
    api: bool = True
    secure: bool = False


LOOKS = ("praktik-sumberagung", "praktik-jombang", "praktik-candirejo", "praktik-tanjungsari")
EVERY = 100  # nights between two faults of one office
_LASTS = {
    Kind.EMPTIED: 14,
    Kind.UNREADABLE: 60,
    Kind.UNSIGNED: 90,
    Kind.SHORTENED: 90,
    Kind.SILENCE: 75,
    Kind.LOST_PAGES: 5,
    Kind.MAKEOVER: 1,
    Kind.BLIP: 1,
}
_FREQUENT = (Rhythm.DAILY, Rhythm.OFTEN, Rhythm.WEEKLY)
_NEEDS_NEWS = {Kind.UNREADABLE, Kind.UNSIGNED, Kind.SHORTENED, Kind.SILENCE}
_TIMES = 3  # that each kind happens in the year of all offices
_BLIPS = 2  # bad nights that each office has


def cast(count: int, nights: int, seed: int = 2027) -> tuple[Plan, ...]:
    """``count`` offices and what befalls them in ``nights`` nights; the same every time."""
    dice = Random(seed)
    rhythms = [*Rhythm, Rhythm.OFTEN, Rhythm.WEEKLY, Rhythm.SELDOM]
    plans = [
        Plan(
            id=f"kantor-{number:02d}",
            practice=LOOKS[number % len(LOOKS)],
            rhythm=rhythms[number % len(rhythms)],
            stock=dice.randint(20, 30),
            seed=dice.randrange(1 << 30),
            api=number % 12 != 8,
            secure=number % 8 == 1,
        )
        for number in range(count)
    ]
    return tuple(_with_faults(plans, nights, dice))


def _with_faults(plans: list[Plan], nights: int, dice: Random) -> list[Plan]:
    free = [(place, start) for place in range(len(plans)) for start in range(30, nights - 40, EVERY)]
    dice.shuffle(free)
    chosen: dict[int, list[Fault]] = {place: [] for place in range(len(plans))}
    for kind in [kind for _ in range(_TIMES) for kind in Kind if kind is not Kind.BLIP]:
        slot = next((each for each in free if _fits(kind, plans[each[0]])), None)
        if slot:
            free.remove(slot)
            first, lasts = slot[1] + dice.randrange(20), _LASTS.get(kind) or dice.randint(4, 12)
            chosen[slot[0]].append(Fault(kind, first, min(lasts, nights - first)))
    result = []
    for place, plan in enumerate(plans):
        faults = chosen[place]
        for _ in range(_BLIPS if nights > 20 else 0):
            night = dice.randrange(5, nights)
            if not any(fault.first - 3 <= night <= fault.end + 3 for fault in faults):
                faults.append(Fault(Kind.BLIP, night, 1))
        result.append(_replaced(plan, tuple(sorted(faults, key=lambda fault: fault.first))))
    return result


def _replaced(plan: Plan, faults: tuple[Fault, ...]) -> Plan:
    return Plan(plan.id, plan.practice, plan.rhythm, plan.stock, plan.seed, faults, plan.api, plan.secure)


def _fits(kind: Kind, plan: Plan) -> bool:
    if kind is Kind.TLS:
        return plan.secure
    if kind is Kind.UNSIGNED:
        return plan.practice in ("praktik-candirejo", "praktik-tanjungsari") and plan.rhythm in _FREQUENT
    if (
        kind in (Kind.UNREADABLE, Kind.LOST_PAGES, Kind.MAKEOVER)
        and plan.practice == "praktik-sumberagung"
        and plan.api
    ):
        return False  # its articles come whole from the API
    return kind not in _NEEDS_NEWS or plan.rhythm in _FREQUENT
