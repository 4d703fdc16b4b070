from __future__ import annotations

from pathlib import Path

import pytest

from demo.offices import OFFICES, expected, write_registry
from scrapers.registry import load_offices
from scrapers.registry.platforms import resolve

PORTS = {office.id: 8101 + place for place, office in enumerate(OFFICES)}


def test_the_registry_reads_what_is_written(tmp_path: Path) -> None:
    paths = write_registry(tmp_path / "offices", PORTS)
    offices = load_offices(tmp_path / "offices")
    assert [path.stem for path in paths] == [office.id for office in OFFICES]
    assert offices == {office.id: office.declaration(PORTS[office.id]) for office in OFFICES}


def test_only_offices_with_a_port_are_written(tmp_path: Path) -> None:
    write_registry(tmp_path, {"praktik-jombang": 8101})
    assert list(load_offices(tmp_path)) == ["praktik-jombang"]


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.id)
def test_the_declared_pattern_knows_every_article_and_no_list(office: object) -> None:
    [practice] = [one for one in OFFICES if one is office]
    site = resolve(practice.declaration(8101).sites[0])
    if site.article_url is not None:
        base = site.url.rstrip("/")
        mine = [article for article in expected() if article.office == practice.id]
        assert all(site.recognises(base + article.path) for article in mine)
        assert not any(site.recognises(source.url) for source in site.sources)


def test_expected_says_no_more_than_the_pages() -> None:
    by_office = {office.id: [one for one in expected() if one.office == office.id] for office in OFFICES}
    assert all(len(one.published) == len("2025-02-10") for one in by_office["praktik-jombang"])
    for office in ("praktik-sumberagung", "praktik-candirejo", "praktik-tanjungsari"):
        assert all(one.published.endswith("+07:00") and one.author and one.category for one in by_office[office])
    assert {one.office for one in expected() if not one.about} == {"praktik-candirejo"}
