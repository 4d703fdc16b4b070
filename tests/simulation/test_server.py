from __future__ import annotations

from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from simulation.fault import Fault, Kind
from simulation.plan import Plan, Rhythm
from simulation.server import serve

PLANS = (
    Plan("satu", "praktik-jombang", Rhythm.OFTEN, 12, 1, (Fault(Kind.UNREACHABLE, 2, 1),)),
    Plan("dua", "praktik-candirejo", Rhythm.OFTEN, 12, 2),
)


def status(port: int) -> int:
    with urlopen(f"http://127.0.0.1:{port}/robots.txt") as answer:
        return int(answer.status)


def test_sites_answer_on_their_ports_count_their_requests_and_go_away(tmp_path: Path) -> None:
    with serve(PLANS, 10, tmp_path) as sites:
        assert [status(sites.ports[plan.id]) for plan in (*PLANS, PLANS[0])] == [200, 200, 200]
        assert sites.turn(1) == {"satu": 2, "dua": 1}
        sites.turn(2)
        assert status(sites.ports["dua"]) == 200
        with pytest.raises(URLError):
            status(sites.ports["satu"])
        sites.turn(3, dark=True)
        with pytest.raises(URLError):
            status(sites.ports["dua"])
        sites.turn(4)
        assert status(sites.ports["satu"]) == 200
