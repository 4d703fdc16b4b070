"""The tables of ``archive.db``: what is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.schema.columns import ABOUT, RUN, TEXT, VISIT

if TYPE_CHECKING:
    from sqlite_utils import Database


def first_version(db: Database) -> None:
    """Make all tables of the first version."""
    for make in (_offices, _articles, _stems, _revisions, _runs, _visits, _redesigns, _state):
        make(db)


def _offices(db: Database) -> None:
    """Who publishes."""
    db.table("offices").create(
        {
            "id": str,
            "code": str,
            "level": str,
            "region": str,
            "name": str,
            "latitude": float,
            "longitude": float,
            "expected": float,
            "website": str,
        },
        pk="id",
        not_null={"code", "level", "region", "name", "latitude", "longitude"},
        strict=True,
    )


def _articles(db: Database) -> None:
    """The articles in their present form, and the full-text index over them."""
    db.table("articles").create(
        {
            # Publication order, so that the index walks from the newest article to the oldest.
            # Changes when a date is corrected.
            "position": int,
            # The article's name for ever: 53 bits of a hash of its identity, safe in JavaScript.
            "id": int,
            "office": str,
            "site": str,
            "url": str,
            **TEXT,
            "year": int,
            **ABOUT,
            "first_seen_at": str,
            "last_seen_at": str,
            "status": str,  # present | gone
            "gone_since": str,  # first of the looks that found it missing
            "revisions": int,  # how many earlier forms are known
            "sha256": str,  # of the document it was read from
        },
        pk="position",
        not_null={
            "id", "office", "site", "url", "title", "body", "images", "attachments", "witness",
            "first_seen_at", "last_seen_at", "status", "revisions", "sha256",
        },
        foreign_keys=[("office", "offices", "id")],
        strict=True,
    )  # fmt: skip
    articles = db.table("articles")
    articles.create_index(["id"], unique=True)
    articles.create_index(["office", "position"])
    articles.create_index(["year"])
    articles.create_index(["category"])
    articles.create_index(["published"])
    # What filters and facets read, apart from the texts: a hundredth of an article's row.
    articles.create_index(["position", "office", "category", "published", "year"])
    # Few rows, counted on every page that explains the archive.
    db.conn.execute("CREATE INDEX idx_articles_gone ON articles (status) WHERE status = 'gone'")
    db.conn.execute("CREATE INDEX idx_articles_suspect ON articles (date_suspect) WHERE date_suspect IS NOT NULL")
    articles.enable_fts(["title", "body"], tokenize="unicode61 remove_diacritics 2", create_triggers=True)
    # sqlite-utils indexes again at every update; a new last_seen_at must not cost a re-index.
    db.conn.execute("DROP TRIGGER articles_au")
    db.conn.execute(
        """
        CREATE TRIGGER articles_au AFTER UPDATE OF position, title, body ON articles BEGIN
            INSERT INTO articles_fts (articles_fts, rowid, title, body)
                VALUES ('delete', old.position, old.title, old.body);
            INSERT INTO articles_fts (rowid, title, body) VALUES (new.position, new.title, new.body);
        END
        """
    )


def _stems(db: Database) -> None:
    """The words of the index that begin with a letter, from one night to the next: see archive.search.vocabulary."""
    db.table("stems").create(
        {
            "word": str,
            "stem": str,
            "articles": int,  # that hold the word
        },
        pk="word",
        not_null={"stem", "articles"},
        strict=True,
    )
    db.table("stems").create_index(["stem", "articles"])


def _revisions(db: Database) -> None:
    """Their earlier forms."""
    db.table("revisions").create(
        {
            "article_id": int,
            "number": int,  # 1 is the oldest form
            **TEXT,
            **ABOUT,
            "sha256": str,
            "seen_at": str,
            "replaced_at": str,
        },
        pk=("article_id", "number"),
        not_null={"title", "body", "seen_at", "replaced_at"},
        foreign_keys=[("article_id", "articles", "id")],
        strict=True,
    )


def _runs(db: Database) -> None:
    """The crawls, as crawl.db knows them."""
    db.table("runs").create(
        RUN,
        pk="id",
        strict=True,
    )


def _visits(db: Database) -> None:
    """What each crawl met at each site, as crawl.db knows it."""
    db.table("visits").create(VISIT, pk=("run", "office", "site"), not_null={"at", "outcome"}, strict=True)


def _redesigns(db: Database) -> None:
    """Since when a site's pages look different."""
    db.table("redesigns").create(
        {"office": str, "site": str, "number": int, "since": str},
        pk=("office", "site", "number"),
        not_null={"since"},
        strict=True,
    )


def _state(db: Database) -> None:
    """How far this file has followed crawl.db: "office/site" -> number of the last snapshot read, and "updated_at"."""
    db.table("state").create({"key": str, "value": str}, pk="key", not_null={"value"}, strict=True)
