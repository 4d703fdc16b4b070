"""What a list document brought, told apart from what its source has shown tonight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scrapers.discovery import Link

BARREN = 4  # pages in a row that may show nothing but what side bars told of before: lists of five have bars of twenty
MANY = 4  # unknown articles on a list's first page, from which on there may be more behind it, whatever stands beside


@dataclass(frozen=True, slots=True)
class News:
    """What one list document brought.

    :param links: all its articles by identity
    :param fresh: how many of them its source hadn't shown tonight
    :param new: how many were never seen before
    :param wanted: those worth fetching
    :param leads: whether a page behind it may show more
    """

    links: tuple[tuple[str, Link], ...]
    fresh: int
    new: int
    wanted: tuple[Link, ...]
    leads: bool

    @property
    def abounds(self) -> bool:
        """Whether so much is wanted that the page behind may hold more of it."""
        return 2 * len(self.wanted) > self.fresh or len(self.wanted) >= MANY


NOTHING = News((), 0, 0, (), leads=False)


class Shown:
    """What one source has shown tonight.

    :ivar leads: whether a page behind the last one may show something fresh: a side bar of the newest or the most read
        may have told of all of a page's articles before their turn came
    """

    def __init__(self) -> None:
        self.leads = False
        self._names: set[str] = set()
        self._pages: set[int] = set()  # hashes of their articles, in order
        self._barren = 0  # pages in a row

    def __len__(self) -> int:
        return len(self._names)

    def add(self, names: Sequence[str]) -> list[str]:
        """Take in a page's articles; those of them that are fresh."""
        fresh = [name for name in names if name not in self._names]
        page = hash(tuple(names))
        self._barren = 0 if fresh else self._barren + 1
        self.leads = bool(names) and page not in self._pages and self._barren < BARREN
        self._pages.add(page)
        self._names.update(fresh)
        return fresh
