from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.registry import load_offices
from simulation.crawling import declare
from simulation.plan import Plan, Rhythm


@pytest.mark.parametrize(("secure", "scheme"), [(False, "http"), (True, "https")])
def test_offices_are_declared_as_their_sites_are_served(tmp_path: Path, secure: bool, scheme: str) -> None:
    plan = Plan("satu", "praktik-jombang", Rhythm.OFTEN, 12, 1, secure=secure)
    declare((plan,), {"satu": 8123}, tmp_path)
    [(name, office)] = load_offices(tmp_path).items()
    [site] = office.sites
    assert (name, site.url) == ("satu", f"{scheme}://127.0.0.1:8123/")
    assert {source.url.partition(":")[0] for source in site.sources} <= {scheme}
