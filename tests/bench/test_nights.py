from __future__ import annotations

from bench import nights
from bench.crawlers import Ours, SeenList


def test_a_first_night_after_first_contact_brings_its_news_to_both() -> None:
    costs = nights.measure(1, (Ours, SeenList))
    assert {name: (cost.noticed["new"], cost.invented) for name, cost in costs.items()} == {
        Ours.name: (1, 0),
        SeenList.name: (1, 0),
    }
    assert costs[SeenList.name].looks == 0
