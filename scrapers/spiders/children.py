"""The sitemaps that an index names: which of them are worth asking for tonight."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from scrapers.spiders.sources import Step

_NUMBER = re.compile(r"\d+")


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
        the last of a numbered row (``post-1.xml``, ``post-2.xml``); the others have their turn, one a night.

        :param backfill: the history is being read: what was read in an earlier night is not asked for again
        """
        self._named.update(dict.fromkeys(step.url for step in steps))
        chosen = [step for step in steps if self._is_news(step)]
        if not backfill:
            undated = [step for step in steps if not step.changed and step not in chosen]
            chosen += self._ends(undated)
            rest = [step for step in undated if step not in chosen]
            order = list(self._known)
            chosen += sorted(rest, key=lambda step: order.index(step.url))[:1]
        return chosen

    def _is_news(self, step: Step) -> bool:
        before = self._known.get(step.url)
        return before is None or (step.changed is not None and step.changed != before.changed)

    def _ends(self, steps: Sequence[Step]) -> list[Step]:
        """First and last of each row of sitemaps that differ in a number only and hold articles."""
        rows: defaultdict[str, list[Step]] = defaultdict(list)
        for step in steps:
            if self._known[step.url].holds:
                rows[_NUMBER.sub("#", step.url)].append(step)
        in_order = (sorted(row, key=lambda step: [*map(int, _NUMBER.findall(step.url))]) for row in rows.values())
        return [step for row in in_order for step in (row[:1] if len(row) == 1 else (row[0], row[-1]))]
