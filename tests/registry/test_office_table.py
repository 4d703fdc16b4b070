import re
from dataclasses import fields
from textwrap import dedent

import pytest

from scrapers.registry import load_offices
from scrapers.registry.declaration import parse
from scrapers.registry.office import JsonListing, Office, OfficeError, Selectors, Site
from scrapers.registry.office_table import OFFICES, PAGE, office_table, with_table

OFFICE = Office(
    id="contoh",
    code="3501",
    level="kabupaten",
    region="Kabupaten Contoh",
    name="Dinas Koperasi Kabupaten Contoh",
    latitude=-7.5,
    longitude=112.0,
    sites=(
        Site("https://dinkop.contoh.go.id/", platform="wordpress"),
        Site("https://contoh.go.id/", role="portal", evidence="linked"),
        Site("https://dinkopum.contoh.go.id/", evidence="guess", enabled=False),
    ),
)
TABLE = """\
| id | BPS | office | crawled | not crawled |
|---|---|---|---|---|
| [contoh](../scrapers/offices/contoh.toml) | 3501 | Dinas Koperasi Kabupaten Contoh | \
dinkop.contoh.go.id (office, page, wordpress)<br>contoh.go.id (portal, linked) | \
dinkopum.contoh.go.id (office, guess) |
"""


def test_a_row_names_an_office_and_its_sites() -> None:
    assert office_table([OFFICE]) == TABLE


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    page = "# Offices\n<!-- table -->\nold\n<!-- /table -->\nend\n"
    assert with_table(page, [OFFICE]) == f"# Offices\n<!-- table -->\n{TABLE}<!-- /table -->\nend\n"


def test_the_pages_table_is_the_registrys() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_table(page, load_offices(OFFICES).values())
    assert page.count("](../scrapers/offices/") == len(list(OFFICES.glob("*.toml")))


@pytest.mark.parametrize("record", [Office, Site, Selectors, JsonListing])
def test_the_page_explains_every_key(record: type[Office | Site | Selectors | JsonListing]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    keys = [field.metadata.get("key", field.name) for field in fields(record)]
    assert [key for key in keys if f"`{key}`" not in page] == []


def _example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return dedent("   " + found[1])


def test_the_pages_example_is_an_office() -> None:
    assert parse(_example("toml")).id == "kota-contoh"


def test_the_pages_mistake_reads_as_it_does() -> None:
    with pytest.raises(OfficeError) as error:
        parse(_example("toml").replace('"office"', '"ofice"'))
    assert _example("text").strip() == f"scrapers/offices/kota-contoh.toml: {error.value}"
