"""Twenty nights of three offices, lived through in a process of their own: a reactor starts only once."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from simulation.fault import Fault, Kind
from simulation.living import Year, live
from simulation.plan import Plan, Rhythm

NIGHTS = 20
PLANS = (
    Plan("wordpress", "praktik-sumberagung", Rhythm.DAILY, 12, 1, (Fault(Kind.BLIP, 6, 1), Fault(Kind.ROBOTS, 12, 4))),
    Plan("jombang", "praktik-jombang", Rhythm.DAILY, 12, 2, (Fault(Kind.SUSPENDED, 8, 7),), secure=True),
    Plan("portal", "praktik-candirejo", Rhythm.DAILY, 12, 3, (Fault(Kind.LOST_PAGES, 7, 5),)),
)


def _live(folder: Path) -> Year:
    return live(PLANS, NIGHTS, folder, lambda _: None)


def lived(folder: Path) -> Year:
    """The twenty nights."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_live, folder).result()
