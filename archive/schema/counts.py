# ruff: noqa: S608 - columns and conditions are written here
"""What would take long to count in a large ``archive.db``: a summary of its articles, and two narrow indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_MONTH = "ifnull(substr({}.published, 1, 7), '')"
_ADD = f"""
    INSERT INTO counts VALUES (new.office, new.site, {_MONTH.format("new")}, 1)
        ON CONFLICT (office, site, month) DO UPDATE SET articles = articles + 1;
"""
_OLD = f"office = old.office AND site = old.site AND month = {_MONTH.format('old')}"
_TAKE = f"""
    UPDATE counts SET articles = articles - 1 WHERE {_OLD};
    DELETE FROM counts WHERE {_OLD} AND articles = 0;
"""


def second_version(db: Database) -> None:
    """Count the articles of each office, site and month, from now on with every article that comes, goes or moves."""
    db.table("counts").create(
        {
            "office": str,
            "site": str,
            "month": str,  # "2025-03", as the date of publication says; "" where there is none
            "articles": int,
        },
        pk=("office", "site", "month"),
        not_null={"articles"},
        strict=True,
    )
    db.conn.execute(
        f"INSERT INTO counts SELECT office, site, {_MONTH.format('articles')} AS month, count(*) FROM articles "
        "GROUP BY office, site, month"
    )
    for event, statements in (
        ("INSERT", _ADD),
        ("DELETE", _TAKE),
        ("UPDATE OF office, site, published", _TAKE + _ADD),
    ):
        name = f"articles_counted_{event.partition(' ')[0].lower()}"
        db.conn.execute(f"CREATE TRIGGER {name} AFTER {event} ON articles BEGIN {statements} END")
    # The few without a date stand among the others; the map for search engines asks for all ids and nothing else.
    db.conn.execute("CREATE INDEX idx_articles_undated ON articles (office) WHERE published IS NULL")
    db.table("articles").create_index(["id", "first_seen_at"])
