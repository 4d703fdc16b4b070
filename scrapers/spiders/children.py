"""The sitemaps that an index names: which of them are worth asking for tonight."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scrapers.spiders.sources import Step

_NUMBER = re.compile(r"\d+")
_ROW = 4  # sitemaps of one row, of which asking for its ends and for one in turn leaves some out


class Child(NamedTuple):
    """What is known of a sitemap since it was read.

    :param changed: its last change as the index gave it then; empty where the index gives none
    :param holds: whether it named articles, or sitemaps of its own
    """

    changed: str
    holds: bool


class Children:
    """The sitemaps below one index.

    :param known: by address, the one that was read longest ago first
    """

    def __init__(self, known: dict[str, Child]) -> None:
        self._known = known
        self._named: dict[str, None] = {}
        self._read: dict[str, Child] = {}

    @classmethod
    def load(cls, text: str | None) -> Children:
        """Read ``dump``'s answer; ``None``: nothing is known yet."""
        return cls({url: Child(*child) for url, child in json.loads(text or "{}").items()})

    def dump(self) -> str:
        """What is known now, as JSON; what an index no longer names is forgotten."""
        before = {url: child for url, child in self._known.items() if url in self._named and url not in self._read}
        return json.dumps(before | self._read)

    def note(self, step: Step, *, holds: bool | None = None) -> None:
        """Note that a sitemap was read tonight.

        :param holds: ``None``: it is what it was
        """
        before = self._known.get(step.url)
        self._read[step.url] = Child(step.changed or "", before is None or before.holds if holds is None else holds)

    def knows(self, steps: Sequence[Step]) -> bool:
        """Whether one of these was read before: the index is that of the site's articles."""
        return any(step.url in self._known for step in steps)

    def due(self, steps: Sequence[Step], *, backfill: bool) -> list[Step]:
        """Those of an index's sitemaps that may hold something unknown.

        Never read, or changed since, as far as the index says. Where it doesn't, new articles come to the first or to
        the last of a numbered row (``post-1.xml``, ``post-2.xml``); the others have their turn, one a night. A row
        whose dates have all moved is taken for undated: most such indexes date everything with the moment in which
        they are asked. If this one doesn't, its dates will stand still the next night, and tell what is left.

        :param backfill: the history is being read: what was read in an earlier night is not asked for again
        """
        self._named.update(dict.fromkeys(step.url for step in steps))
        new = [step for step in steps if step.url not in self._known]
        chosen = new + self._moved(steps)
        if not backfill:
            undated = [step for step in steps if step not in chosen and self._tells_nothing(step)]
            chosen += self._ends(undated)
            rest = [step for step in undated if step not in chosen]
            order = list(self._known)
            chosen += sorted(rest, key=lambda step: order.index(step.url))[:1]
        return chosen

    def _tells_nothing(self, step: Step) -> bool:
        """Whether the index gives no date, or one that moved without being believed."""
        return not step.changed or step.changed != self._known[step.url].changed

    def _moved(self, steps: Sequence[Step]) -> list[Step]:
        """Those whose date isn't what it was, but for rows of which this is true altogether."""
        moved: list[Step] = []
        for row in _rows(step for step in steps if step.changed and step.url in self._known):
            changed = [step for step in row if step.changed != self._known[step.url].changed]
            if len(changed) < len(row) or len(row) < _ROW:
                moved += changed
        return moved

    def _ends(self, steps: Sequence[Step]) -> list[Step]:
        """First and last of each row that hold articles."""
        rows = _rows(step for step in steps if self._known[step.url].holds)
        in_order = (sorted(row, key=lambda step: [*map(int, _NUMBER.findall(step.url))]) for row in rows)
        return [step for row in in_order for step in (row[:1] if len(row) == 1 else (row[0], row[-1]))]


def _rows(steps: Iterable[Step]) -> Iterable[list[Step]]:
    """Sitemaps whose addresses differ in numbers only."""
    rows: defaultdict[str, list[Step]] = defaultdict(list)
    for step in steps:
        rows[_NUMBER.sub("#", step.url)].append(step)
    return rows.values()
