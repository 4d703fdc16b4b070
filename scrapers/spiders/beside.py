"""Lists that are read beside a WordPress API that answers: it may keep a site's news back.

News of another type than posts, or in another system on the same host, shows in lists and feeds alone. They are read
once where an API shows little, or nothing new for long, and every night where they showed more than the API.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from archive.moment import stamp
from scrapers.discovery.json.wordpress import FEW
from scrapers.registry.office import Sitemap, Source, WordPressApi

# Facts about a site in the crawl log
BESIDE = "beside"  # lists that show news which the site's API keeps back, JSON
LOOKED = "looked_beside"  # when lists beside a silent API were read last, ISO 8601
SILENT_DAYS = 60  # since an API's last change, before it may have been left for something else
LOOK_DAYS = 30  # between two looks beside a silent API


class Beside:
    """What is read beside one site's API tonight.

    :param facts: what the crawl log knows of the site
    :param learnt: where new facts are noted
    :param complete: when the site's history was read to its end, ISO 8601; ``None``: not yet
    :param at: tonight
    :ivar looks: all lists are read, not only the first that answers
    """

    def __init__(self, facts: Mapping[str, str], learnt: dict[str, str], complete: str | None, at: datetime) -> None:
        self.looks = False
        self._learnt = learnt
        self._richer: set[str] = set(json.loads(facts.get(BESIDE, "[]")))  # URLs of lists that showed more
        self._complete = complete
        self._looked = facts.get(LOOKED, complete or "")
        self._at = at

    def choose(self, rest: Iterable[Source], *, posts: int, newest: str) -> list[Source]:
        """Which of a site's other sources to read: all where its API is doubted, else those that know more.

        :param posts: how many the API showed tonight
        :param newest: its last change, ISO 8601 in UTC
        """
        doubted = self._is_doubted(posts, newest)
        if doubted:
            self._learnt[LOOKED] = stamp(self._at)
        self.looks = doubted or bool(self._richer)
        return [source for source in lists_of_news(rest) if doubted or source.url in self._richer]

    def note(self, source: Source) -> None:
        """Note that ``source`` shows articles that nothing before it did."""
        if self.looks and not isinstance(source, WordPressApi):
            self._richer.add(source.url)
            self._learnt[BESIDE] = json.dumps(sorted(self._richer))

    def _is_doubted(self, posts: int, newest: str) -> bool:
        if self._complete is None:
            return posts < FEW
        return newest < self._before(SILENT_DAYS) and self._looked < self._before(LOOK_DAYS)

    def _before(self, days: int) -> str:
        """The moment so many days before tonight, ISO 8601 in UTC without zone."""
        return (self._at.astimezone(UTC).replace(tzinfo=None) - timedelta(days=days)).isoformat(timespec="seconds")


def lists_of_news(sources: Iterable[Source]) -> list[Source]:
    """What may show news that an API keeps back: a sitemap names pages about the office among them."""
    return [source for source in sources if not isinstance(source, WordPressApi | Sitemap)]
