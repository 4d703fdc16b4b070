from __future__ import annotations

from pathlib import Path

import pytest

from bench import pages, synthetic
from bench.search import QUERIES


def test_every_query_has_a_page_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthetic, "CACHE", tmp_path)
    figures = pages.measure(400)
    assert len(figures.searches) == len(QUERIES)
    assert "/cari?q=pajak+koperasi+kantor%3Akantor-07&urut=tertua" in figures.searches
    assert "/cari?q=&urut=terbaru&hal=11" in figures.searches
    names = [path.split("/")[1] for path in figures.others]
    assert names == ["", "kantor", "kantor", "status", "data", "feed.atom", "artikel"]
    assert figures.first.keys() == {**figures.searches, **figures.others}.keys()
    assert min([*figures.searches.values(), *figures.others.values(), *figures.first.values()]) > 0


def test_what_95_of_100_are_under() -> None:
    assert pages.share([float(number) for number in range(101)], 95) == 95.0
