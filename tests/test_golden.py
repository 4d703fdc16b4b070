from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from archive.models import Kind, Snapshot
from scrapers.golden import all_pages, expected, keep, office_of, page_at, renew, site_at
from scrapers.registry import load_offices
from tests.practice import OFFICE_OF, article_paths, declaration, page_bytes
from tests.samples import at

REGISTRY = load_offices(Path(__file__).parents[1] / "scrapers" / "offices")
OFFICE = "praktik-jombang"


@pytest.mark.parametrize("path", all_pages(), ids=lambda path: f"{path.parent.name}/{path.stem[-40:]}")
def test_a_golden_page_is_read_as_a_person_approved(path: Path) -> None:
    assert expected(page_at(path), office_of(path, REGISTRY)) == json.loads(path.read_text(encoding="utf-8"))


def test_each_shape_of_practice_office_has_a_golden_page() -> None:
    assert {path.parent.name for path in all_pages()} >= OFFICE_OF.keys()


def page() -> Snapshot:
    site, path = declaration(OFFICE).sites[0], article_paths(OFFICE_OF[OFFICE])[0]
    url = site.url.rstrip("/") + path
    body = page_bytes(OFFICE, path)
    return Snapshot(OFFICE, site.host, url, url, at(), 200, Kind.PAGE, "text/html", "utf-8", body=body)


def test_a_page_is_kept_as_it_came(tmp_path: Path) -> None:
    kept = keep(page(), declaration(OFFICE), tmp_path, declare=True)
    assert kept.parent == tmp_path / OFFICE
    assert kept.stem.startswith("berita-")
    assert page_at(kept) == page()
    assert office_of(kept, {}) == declaration(OFFICE)
    assert all_pages(tmp_path) == [kept]
    assert list(renew(tmp_path, {})) == []


def test_a_better_reader_renews_what_it_reads_otherwise(tmp_path: Path) -> None:
    kept = keep(page(), declaration(OFFICE), tmp_path)
    before = kept.read_text("utf-8")
    kept.write_text(before.replace('"identity": "', '"identity": "x'), encoding="utf-8")
    assert list(renew(tmp_path, {OFFICE: declaration(OFFICE)})) == [kept]
    assert kept.read_text("utf-8") == before


def test_a_page_without_article_says_why() -> None:
    record = expected(replace(page(), body=b"<html><body></body></html>"), declaration(OFFICE))
    assert (record["article"], record["refused"]) == (None, "unreadable")


def test_a_page_of_another_host_belongs_to_no_site() -> None:
    with pytest.raises(LookupError, match=r"praktik-jombang has no site at a\.go\.id; its sites are 127\.0\.0\.1:8100"):
        site_at("https://a.go.id/berita/x-1", declaration(OFFICE))
