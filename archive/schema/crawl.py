"""The tables of ``crawl.db``: what was fetched, what is known of each site, what is still to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.schema.columns import RUN, VISIT

if TYPE_CHECKING:
    from sqlite_utils import Database


def first_version(db: Database) -> None:
    """Make all tables of the first version."""
    for make in TABLES:
        make(db)


def _runs(db: Database) -> None:
    """The crawls: when, which offices, how each ended."""
    db.table("runs").create(
        RUN,
        pk="id",
        not_null={"started_at", "offices"},
        strict=True,
    )


def _dictionaries(db: Database) -> None:
    """A dictionary is the body of a page of the same site, used raw by zstd."""
    db.table("dictionaries").create(
        {"id": int, "site": str, "data": bytes}, pk="id", not_null={"site", "data"}, strict=True
    )


def _bodies(db: Database) -> None:
    """The bytes of every kept document, once per SHA-256."""
    db.table("bodies").create(
        {"sha256": str, "size_bytes": int, "dictionary": int, "data": bytes},
        pk="sha256",
        not_null={"size_bytes", "data"},
        foreign_keys=[("dictionary", "dictionaries", "id")],
        strict=True,
    )


def _snapshots(db: Database) -> None:
    """What was fetched: one row per document that came."""
    db.table("snapshots").create(
        {
            "id": int,
            "run": int,
            "office": str,
            "site": str,
            "url": str,
            "final_url": str,
            "fetched_at": str,
            "status": int,
            "kind": str,
            "media_type": str,
            "encoding": str,
            "headers": str,  # JSON object
            "sha256": str,
            "tls_verified": int,
            "hint": str,  # JSON object
        },
        pk="id",
        not_null={"run", "office", "site", "url", "final_url", "fetched_at", "status", "kind", "media_type", "sha256"},
        foreign_keys=[("run", "runs", "id"), ("sha256", "bodies", "sha256")],
        strict=True,
    )
    db.table("snapshots").create_index(["office", "site"])
    db.table("snapshots").create_index(["url"])


def _documents(db: Database) -> None:
    """One row per address that was ever asked for with success: what the next conditional request says."""
    db.table("documents").create(
        {
            "url": str,
            "office": str,
            "site": str,
            "kind": str,
            "etag": str,
            "last_modified": str,
            "sha256": str,
            "checked_at": str,  # last time the server confirmed it, by 200 or 304
        },
        pk=("office", "url"),
        not_null={"site", "kind", "checked_at"},
        strict=True,
    )


def _sightings(db: Database) -> None:
    """One row per article of a site: under which name it is known, and when the site last showed it."""
    db.table("sightings").create(
        {
            "office": str,
            "identity": str,
            "url": str,
            "site": str,
            "first_seen_at": str,
            "last_seen_at": str,
            "modified_raw": str,  # as the list wrote it: another value is a reason to fetch again
            "listed_in": str,  # URL of the source that showed it last
            "listed_as": str,  # headline it gave it: another one is a reason too
            "kind": str,  # what its document was kept as
            "looks": int,  # how often the article itself was found in its place
            "looked_at": str,  # the last time
        },
        pk=("office", "identity"),
        not_null={"url", "site", "first_seen_at", "last_seen_at", "looks"},
        defaults={"looks": 0},
        strict=True,
    )


def _misses(db: Database) -> None:
    """Looks at an article that found it missing."""
    db.table("misses").create(
        {"office": str, "identity": str, "run": int, "at": str, "evidence": str},
        pk=("office", "identity", "run"),
        not_null={"at", "evidence"},
        foreign_keys=[("run", "runs", "id")],
        strict=True,
    )


def _visits(db: Database) -> None:
    """What each crawl met at each site: the record of our manners, and the evidence for every silence."""
    db.table("visits").create(VISIT, pk=("run", "office", "site"), not_null={"at", "outcome"}, strict=True)


def _frontier(db: Database) -> None:
    """URLs that were found but not yet fetched."""
    db.table("frontier").create(
        {
            "url": str,
            "office": str,
            "site": str,
            "kind": str,
            "hint": str,
            "found_at": str,
            "attempts": int,
            "failure": str,  # what the last attempt met
        },
        pk=("office", "url"),
        not_null={"office", "site", "kind", "found_at", "attempts"},
        defaults={"attempts": 0},
        strict=True,
    )


def _templates(db: Database) -> None:
    """What the pages of a site had in common, from one redesign to the next.

    Derived from the snapshots, kept because learning takes time; null where nothing could be learnt.
    """
    db.table("templates").create(
        {
            "office": str,
            "site": str,
            "first_snapshot": int,
            "pages": int,
            "version": int,
            "template": str,  # JSON
        },
        pk=("office", "site", "first_snapshot"),
        not_null={"pages", "version"},
        strict=True,
    )


def _sites(db: Database) -> None:
    """What a site answered and how far its history was read; one row per fact."""
    db.table("sites").create(
        {"office": str, "site": str, "key": str, "value": str},
        pk=("office", "site", "key"),
        not_null={"value"},
        strict=True,
    )


def _decisions(db: Database) -> None:
    """What people decided about articles. Only added to: the last word on an article counts, the earlier ones stay."""
    db.table("decisions").create(
        {
            "id": int,
            "at": str,
            "kind": str,  # withdraw | reinstate
            "article": int,  # its public id
            "office": str,
            "url": str,  # finds it again should an office's identities change
            "reason": str,
        },
        pk="id",
        not_null={"at", "kind", "article", "office", "url", "reason"},
        strict=True,
    )


def second_version(db: Database) -> None:
    """Add what recipients of alarms were told, in the order in which it was said; only added to."""
    db.table("alarms").create(
        {
            "id": int,
            "at": str,
            "recipient": str,  # the beginning of a hash of the address, which may hold a password
            "office": str,  # empty: our own side
            "family": str,  # of trouble; see archive.health.state
            "state": str,
            "since": str,
            "lasts": int,  # 0: it is over
        },
        pk="id",
        not_null={"at", "recipient", "office", "family", "state", "lasts"},
        strict=True,
    )
    db.table("alarms").create_index(["recipient", "office", "family"])


TABLES = (  # in the order in which one refers to another
    _runs, _dictionaries, _bodies, _snapshots, _documents, _sightings, _misses, _visits, _frontier, _templates, _sites,
    _decisions,
)  # fmt: skip
