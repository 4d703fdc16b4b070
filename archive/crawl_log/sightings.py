"""Which articles each site showed, under which name they are known, and when it last showed them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from archive.moment import stamp


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list last said of an article.

    :param modified_raw: its time of change, as the list wrote it
    :param listed_in: URL of the source that showed it first; another source may well shorten headlines
    :param listed_as: its headline there
    """

    modified_raw: str | None = None
    listed_in: str | None = None
    listed_as: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """An article that a site showed, in a list or as a page.

    :param identity: names it across hosts and URL forms
    """

    identity: str
    url: str
    site: str
    listed: Listed = Listed()


class Sightings:
    """The table ``sightings`` of ``crawl.db``; whoever writes several things at once holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def see(self, office: str, sightings: Iterable[Sighting], at: datetime) -> None:
        """Note that the site showed these articles."""
        moment = stamp(at)
        self._db.conn.executemany(
            """
            INSERT INTO sightings (office, identity, url, site, first_seen_at, last_seen_at,
                                   modified_raw, listed_in, listed_as)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (office, identity) DO UPDATE SET
                    last_seen_at = excluded.last_seen_at,
                    modified_raw = coalesce(excluded.modified_raw, modified_raw),
                    listed_in = coalesce(listed_in, excluded.listed_in),
                    listed_as = iif(
                        coalesce(listed_in, excluded.listed_in) = excluded.listed_in,
                        coalesce(excluded.listed_as, listed_as), listed_as
                    )
            """,
            [
                (
                    office,
                    each.identity,
                    each.url,
                    each.site,
                    moment,
                    moment,
                    each.listed.modified_raw,
                    each.listed.listed_in,
                    each.listed.listed_as,
                )
                for each in sightings
            ],
        )

    def known(self, office: str) -> dict[str, Listed]:
        """Identity of each article that was ever seen -> what its list last said of it."""
        rows = self._db.conn.execute(
            "SELECT identity, modified_raw, listed_in, listed_as FROM sightings WHERE office = ?", (office,)
        )
        return {identity: Listed(*said) for identity, *said in rows}

    def last_seen(self, office: str) -> dict[str, str]:
        """Identity of each article -> when its site last showed it (ISO 8601, UTC)."""
        return dict(
            self._db.conn.execute("SELECT identity, last_seen_at FROM sightings WHERE office = ?", (office,)).fetchall()
        )
