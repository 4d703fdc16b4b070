from __future__ import annotations

import json

import pytest

from scrapers.registry.office import Sitemap
from scrapers.spiders.children import Child, Children
from scrapers.spiders.sources import Step

INDEX = Sitemap("https://dinkop.example/sitemap.xml")
NAMES = ("post-1", "post-2", "post-9", "post-10", "galeri-1", "galeri-2", "berita", "agenda")


def steps(*names: str, changed: str | None = None) -> list[Step]:
    return [Step(INDEX, f"https://dinkop.example/{name}.xml", page=2, changed=changed) for name in names]


def names(chosen: list[Step]) -> list[str]:
    return [step.url.rpartition("/")[2].removesuffix(".xml") for step in chosen]


def known(*names: str, changed: str = "", empty: tuple[str, ...] = ()) -> Children:
    return Children({f"https://dinkop.example/{name}.xml": Child(changed, name not in empty) for name in names})


def test_what_was_never_read_is_due() -> None:
    assert names(Children.load(None).due(steps("a", "b"), backfill=True)) == ["a", "b"]
    assert names(Children.load(None).due(steps("a", "b", changed="2026-01-01"), backfill=False)) == ["a", "b"]
    assert names(known("a").due(steps("a", "b"), backfill=True)) == ["b"]


@pytest.mark.parametrize(("changed", "due"), [("2026-01-01", []), ("2026-01-02", ["a", "b"])])
@pytest.mark.parametrize("backfill", [True, False])
def test_what_an_index_dates_is_due_when_that_date_moves(changed: str, due: list[str], backfill: bool) -> None:
    read = known("a", "b", changed="2026-01-01")
    assert names(read.due(steps("a", "b", changed=changed), backfill=backfill)) == due


def test_without_dates_the_ends_of_each_row_are_due_and_one_other_in_turn() -> None:
    read, nights = known(*NAMES, empty=("galeri-1", "galeri-2", "agenda")), []
    for _ in range(6):
        due = read.due(steps(*NAMES), backfill=False)
        for step in due:
            read.note(step)
        nights.append(names(due))
        read = Children.load(read.dump())
    assert [due[:3] for due in nights] == [["post-1", "post-10", "berita"]] * 6
    assert [due[3:] for due in nights] == [
        [name] for name in ("post-2", "post-9", "galeri-1", "galeri-2", "agenda", "post-2")
    ]


def test_a_sitemap_that_turns_out_to_hold_articles_is_due_from_then_on() -> None:
    read = known("galeri", empty=("galeri",))
    [step] = read.due(steps("galeri"), backfill=False)
    read.note(step, holds=True)
    assert json.loads(read.dump()) == {step.url: ["", True]}


def test_what_the_index_no_longer_names_is_forgotten() -> None:
    read = known("a", "b", changed="2026-01-01")
    read.due(steps("b", changed="2026-01-01"), backfill=False)
    assert json.loads(read.dump()) == {"https://dinkop.example/b.xml": ["2026-01-01", True]}


def test_an_index_is_the_one_it_was_where_it_names_something_known() -> None:
    assert known("a").knows(steps("a", "b"))
    assert not known("c").knows(steps("a", "b"))
