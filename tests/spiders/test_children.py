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


ROW = tuple(f"post-{number}" for number in range(1, 41))


def test_dates_that_all_move_every_night_say_nothing() -> None:
    read, nights = known(*ROW, "berita", changed="2026-01-01T00:00"), []
    for day in range(2, 6):
        due = read.due(steps(*ROW, "berita", changed=f"2026-01-{day:02}T02:00"), backfill=False)
        for step in due:
            read.note(step)
        nights.append(names(due))
        read = Children.load(read.dump())
    assert nights == [["berita", "post-1", "post-40", f"post-{number}"] for number in (2, 3, 4, 5)]


def test_a_row_that_was_changed_as_a_whole_is_read_in_two_nights() -> None:
    read, nights = known(*ROW, changed="2026-01-01"), []
    for _ in range(3):
        due = read.due(steps(*ROW, changed="2026-01-02"), backfill=False)
        for step in due:
            read.note(step)
        nights.append(names(due))
        read = Children.load(read.dump())
    assert sorted(name for due in nights for name in due) == sorted(ROW)
    assert [len(due) for due in nights] == [3, 37, 0]


def test_a_history_goes_on_with_what_was_never_read_though_all_dates_move() -> None:
    read = known(*ROW[:30], changed="2026-01-01")
    assert names(read.due(steps(*ROW, changed="2026-01-02"), backfill=True)) == list(ROW[30:])


def test_a_history_reads_first_what_was_never_read() -> None:
    read = known("post-1", "post-2", changed="2026-01-01")
    due = [*steps("post-1", changed="2026-01-02"), *steps("post-2", changed="2026-01-01"), *steps("post-3")]
    assert names(read.due(due, backfill=True)) == ["post-3", "post-1"]


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
