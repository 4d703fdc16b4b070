"""``python -m tests_faults.migration DATA_DIR``: both databases as a next release would find them, made and migrated.

No release has changed the tables yet; here is one that does to them what is usual: a new column that is filled for
every row, an index, a table. It goes through the same ``open_database`` as every command.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sqlite_utils import Database

from archive.schema import ARCHIVE, CRAWL, open_database


def widen_snapshots(db: Database) -> None:
    """A column for every document, and an index over it."""
    db.conn.execute("ALTER TABLE snapshots ADD COLUMN length_bytes INTEGER")
    db.conn.execute(
        "UPDATE snapshots SET length_bytes = (SELECT size_bytes FROM bodies WHERE bodies.sha256 = snapshots.sha256)"
    )
    db.table("snapshots").create_index(["length_bytes"])


def widen_articles(db: Database) -> None:
    """A column for every article, and a table drawn from it."""
    db.conn.execute("ALTER TABLE articles ADD COLUMN words INTEGER")
    db.conn.execute("UPDATE articles SET words = length(body) - length(replace(body, ' ', '')) + 1")
    db.conn.execute("CREATE TABLE lengths (office TEXT PRIMARY KEY, words INTEGER NOT NULL) STRICT")
    db.conn.execute("INSERT INTO lengths SELECT office, sum(words) FROM articles GROUP BY office")


def migrate(data_dir: Path) -> None:
    """Bring both databases to the next version."""
    open_database(data_dir / "crawl.db", (*CRAWL, widen_snapshots)).close()
    open_database(data_dir / "archive.db", (*ARCHIVE, widen_articles)).close()


if __name__ == "__main__":
    migrate(Path(sys.argv[1]))
