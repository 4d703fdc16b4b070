from __future__ import annotations

from pathlib import Path

import pytest

from bench import pages, synthetic
from bench.search import QUERIES


def test_every_query_has_a_page_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthetic, "CACHE", tmp_path)
    searches, others = pages.measure(400)
    assert len(searches) == len(QUERIES)
    assert "/cari?q=pajak+koperasi+kantor%3Akantor-07&urut=tertua" in searches
    assert "/cari?q=&urut=terbaru&hal=11" in searches
    assert [path.split("/")[1] for path in others] == ["", "kantor", "kantor", "status", "data", "feed.atom", "artikel"]
    assert min([*searches.values(), *others.values()]) > 0


def test_what_95_of_100_are_under() -> None:
    assert pages.share([float(number) for number in range(101)], 95) == 95.0
